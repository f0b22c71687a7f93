"""The words that no list knows, and what was said of words: for the published tables and for the steward's command.

What is published names words of public columns alone, and of persons only what enough rows of one file say; how many
there are is never told of persons, as the number would be that of a category that may be hidden. The steward, on the
machine itself, sees every word but those of columns that identify somebody.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pipelines.build.reports import DeliveryOutcome
from pipelines.build.tables import FLAG, TEXT, WHOLE, load_rows
from pipelines.cleaning.result import UnknownWords
from pipelines.cleaning.words import shown_words
from pipelines.contracts import Contract
from pipelines.engines.duckdb_engine import DuckDBEngine, literal, quoted
from pipelines.normalise import CodeBook
from pipelines.normalise.result import NOT_RECOGNISED
from pipelines.normalise.text import search_key
from pipelines.vocabulary import Act, learned, lists_of, standing

if TYPE_CHECKING:
    from pipelines.deliveries import Delivery
    from pipelines.workspace import Workspace

#: File names that are listed of one word.
FILES_TOLD = 5


@dataclass(slots=True)
class Word:
    """A word that its list does not know: where it stands, how often, what it may mean, and what was said of it since."""

    word_list: str
    key: str
    word: str
    cells: int = 0
    needed: bool = False
    columns: list[dict[str, str]] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    suggestions: list[dict[str, str]] = field(default_factory=list)
    said: str | None = None


def unknown_in(workspace: Workspace, delivery: Delivery) -> list[UnknownWords]:
    """Return the unknown words of a delivery as it was cleaned last; none where it was not."""
    try:
        kept = json.loads((workspace.clean / f"{delivery.delivery_id}.json").read_text("utf-8"))
    except (OSError, ValueError):
        return []
    return UnknownWords.list_from_json(kept.get("cleaned", {}).get("unknown_words", []))


def words_waiting(
    workspace: Workspace, deliveries: Iterable[Delivery], contracts: Mapping[str, Contract], book: CodeBook,
    done: Sequence[Act],
) -> list[Word]:  # fmt: skip
    """Return the words of deliveries in force that no list knows, the commonest first, with what was said since."""
    found: dict[tuple[str, str], Word] = {}
    known, lists = learned(done), lists_of(book)
    for delivery in deliveries:
        contract = contracts.get(delivery.feed)
        for unknown in unknown_in(workspace, delivery) if contract is not None else []:
            column = contract.column(unknown.column_name) if contract is not None else None
            if column is None or contract is None or unknown.word_list not in lists:
                continue
            place = {"feed": contract.feed, "column": column.name, "feed_fa": contract.title_fa,
                     "feed_en": contract.title_en, "column_fa": column.title_fa, "column_en": column.title_en}  # fmt: skip
            for told in unknown.words:
                key = search_key(told.word)
                word = found.setdefault((unknown.word_list, key), Word(unknown.word_list, key, told.word))
                word.cells += told.cells
                word.needed |= unknown.needed
                if place not in word.columns:
                    word.columns.append(place)
                if delivery.file_name not in word.files:
                    word.files.append(delivery.file_name)
                word.said = known.get(unknown.word_list, {}).get(key)
                word.suggestions = word.suggestions or _codes(
                    lists[unknown.word_list].titles, told.suggestions
                )
    return sorted(found.values(), key=lambda w: (w.said is not None, -w.cells, w.word_list, w.word))


def _codes(titles: Mapping[str, str], suggested: Sequence[str]) -> list[dict[str, str]]:
    by_title = {title: code for code, title in titles.items()}
    return [{"code": by_title[title], "title_fa": title} for title in suggested if title in by_title]


# --- what is published ------------------------------------------------------------------------------------------


def load_words(
    engine: DuckDBEngine, outcomes: Iterable[DeliveryOutcome], contracts: Mapping[str, Contract]
) -> int:
    """Load the words of deliveries in force or held that no list knows. Grain: feed, column and word."""
    found: dict[tuple[str, str, str], dict[str, Any]] = {}
    for outcome in outcomes:
        contract = contracts.get(outcome.delivery.feed)
        if outcome.cleaned is None or contract is None or outcome.state not in ("published", "held"):
            continue
        for unknown in outcome.cleaned.unknown_words:
            column = contract.column(unknown.column_name)
            for word in shown_words(contract, unknown):
                key = (contract.feed, column.name, search_key(word.word))
                row = found.setdefault(key, {
                    "feed": contract.feed, "column_name": column.name, "column_title_fa": column.title_fa,
                    "column_title_en": column.title_en, "word_list": unknown.word_list, "word_key": key[2],
                    "word": word.word, "cells": None if contract.contains_persons else 0, "is_needed": unknown.needed,
                    "suggestions": "، ".join(word.suggestions) or None, "files": [],
                })  # fmt: skip
                if row["cells"] is not None:
                    row["cells"] += word.cells
                row["files"].append(outcome.delivery.file_name)
    rows = [
        {**row, "files": "؛ ".join(sorted(set(row["files"]))[:FILES_TOLD]), "file_count": len(set(row["files"]))}
        for _, row in sorted(found.items())
    ]  # fmt: skip
    texts = ("feed", "column_name", "column_title_fa", "column_title_en", "word_list", "word_key", "word")
    types = {**dict.fromkeys(texts, TEXT), "cells": WHOLE, "is_needed": FLAG, "suggestions": TEXT, "files": TEXT,
             "file_count": "INTEGER"}  # fmt: skip
    return load_rows(engine, "vocabulary_words", types, rows)


def load_acts(engine: DuckDBEngine, done: Sequence[Act], book: CodeBook) -> int:
    """Load what was said of words, and what has become of it. Grain: one row an act."""
    lists = lists_of(book)
    rows = []
    for act, state in standing(done, book):
        spellings = lists.get(act.word_list)
        title = spellings.titles.get(act.code) if spellings is not None and act.code is not None else None
        rows.append({
            "ordinal": act.ordinal, "word_list": act.word_list, "word_key": act.key, "word": act.word, "code": act.code,
            "code_title": title, "decided_at": act.decided_at.replace(tzinfo=None), "actor": act.actor,
            "reason": act.reason, "state": state,
        })  # fmt: skip
    texts = dict.fromkeys(("word_list", "word_key", "word", "code", "code_title"), TEXT)
    types = {
        "ordinal": "INTEGER",
        **texts,
        "decided_at": "TIMESTAMP",
        "actor": TEXT,
        "reason": TEXT,
        "state": TEXT,
    }
    return load_rows(engine, "vocabulary_acts", types, rows)


COVERAGE_TYPES = {
    "feed": TEXT, "column_name": TEXT, "column_title_fa": TEXT, "column_title_en": TEXT, "period": TEXT, "cells": WHOLE,
    "recognised": WHOLE, "not_recognised": WHOLE, "not_stated": WHOLE,
}  # fmt: skip


def load_coverage(engine: DuckDBEngine, contracts: Mapping[str, Contract]) -> int:
    """Load how much of each column of words is understood. Grain: feed, column and delivered period.

    Feeds of persons are not in it: what is hidden in a breakdown would be told beside it. Of those the shares of the
    published breakdowns are told (``unclassified_shares``).
    """
    rows: list[dict[str, Any]] = []
    for contract in contracts.values():
        columns = [c for c in contract.columns if c.kind in ("code", "craft") and not contract.needs(c)]
        if contract.contains_persons or not columns:
            continue
        parts = [
            f"SELECT {literal(c.name)} AS column_name, coalesce(delivery_period, '') AS period, count(*) AS cells,"
            f" count(*) FILTER ({quoted(c.name)} <> '{NOT_RECOGNISED}') AS recognised,"
            f" count(*) FILTER ({quoted(c.name)} = '{NOT_RECOGNISED}') AS not_recognised,"
            f" count(*) FILTER ({quoted(c.name)} IS NULL) AS not_stated"
            f" FROM clean.{quoted(contract.feed)} GROUP BY ALL"
            for c in columns
        ]
        for row in engine.rows(" UNION ALL ".join(parts) + " ORDER BY ALL"):
            column = contract.column(row["column_name"])
            titles = {"column_title_fa": column.title_fa, "column_title_en": column.title_en}
            rows.append({"feed": contract.feed, **row, **titles})
    return load_rows(engine, "vocabulary_coverage", COVERAGE_TYPES, rows)
