"""The words that no list knows, and what was said of them since, for the steward's command.

The steward, on the machine itself, sees every word but those of columns that identify somebody.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipelines.cleaning.result import UnknownWords
from pipelines.contracts import Contract
from pipelines.governance.vocabulary import Act, learned, lists_of
from pipelines.normalise import CodeBook
from pipelines.normalise.text import search_key

if TYPE_CHECKING:
    from pipelines.foundation.workspace import Workspace
    from pipelines.intake.deliveries import Delivery


@dataclass(slots=True)
class Word:
    """A word that its list does not know: where it stands, how often, what it may mean, what was said of it since."""

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
    workspace: Workspace,
    deliveries: Iterable[Delivery],
    contracts: Mapping[str, Contract],
    book: CodeBook,
    done: Sequence[Act],
) -> list[Word]:
    """Return the words of deliveries in force that no list knows, the commonest first, with what was said since."""
    found: dict[tuple[str, str], Word] = {}
    known, lists = learned(done), lists_of(book)
    for delivery in deliveries:
        contract = contracts.get(delivery.feed)
        for unknown in unknown_in(workspace, delivery) if contract is not None else []:
            column = contract.column(unknown.column_name) if contract is not None else None
            if column is None or contract is None or unknown.word_list not in lists:
                continue
            place = {
                "feed": contract.feed,
                "column": column.name,
                "feed_fa": contract.title_fa,
                "feed_en": contract.title_en,
                "column_fa": column.title_fa,
                "column_en": column.title_en,
            }
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
                word.suggestions = word.suggestions or _codes(lists[unknown.word_list].titles, told.suggestions)
    return sorted(found.values(), key=lambda w: (w.said is not None, -w.cells, w.word_list, w.word))


def _codes(titles: Mapping[str, str], suggested: Sequence[str]) -> list[dict[str, str]]:
    by_title = {title: code for code, title in titles.items()}
    return [{"code": by_title[title], "title_fa": title} for title in suggested if title in by_title]
