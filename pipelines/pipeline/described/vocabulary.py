"""The tables of words: those that no list knows, what was said of them, and how much of each column is understood.

What is published names words of public columns alone, and of persons only what enough rows of one file say; how many
there are is never told of persons, as the number would be that of a category that may be hidden.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pipelines.cleaning.words import shown_words
from pipelines.foundation.persian import listed
from pipelines.foundation.sql_text import literal, quoted
from pipelines.governance.vocabulary import lists_of, standing
from pipelines.modelling.making import Inputs
from pipelines.normalise.result import NOT_RECOGNISED
from pipelines.normalise.text import search_key

if TYPE_CHECKING:
    from pipelines.pipeline.described.facts import BuildFacts

#: File names that are listed of one word.
FILES_TOLD = 5


def vocabulary_words(inputs: Inputs) -> Iterator[dict[str, Any]]:
    """Yield the words of deliveries in force or held that no list knows. Grain: feed, column and word."""
    facts: BuildFacts = inputs.facts
    found: dict[tuple[str, str, str], dict[str, Any]] = {}
    for outcome in facts.outcomes:
        contract = facts.contracts.get(outcome.delivery.feed)
        if outcome.cleaned is None or contract is None or outcome.state not in ("published", "held"):
            continue
        for unknown in outcome.cleaned.unknown_words:
            column = contract.column(unknown.column_name)
            for word in shown_words(contract, unknown):
                key = (contract.feed, column.name, search_key(word.word))
                told: dict[str, Any] = {
                    "feed": contract.feed,
                    "column_name": column.name,
                    "column_title_fa": column.title_fa,
                    "column_title_en": column.title_en,
                    "word_list": unknown.word_list,
                    "word_key": key[2],
                    "word": word.word,
                    "cells": None if contract.contains_persons else 0,
                    "is_needed": unknown.needed,
                    "suggestions": listed(word.suggestions) or None,
                    "files": [],
                }
                row = found.setdefault(key, told)
                if row["cells"] is not None:
                    row["cells"] += word.cells
                row["files"].append(outcome.delivery.file_name)
    for _, row in sorted(found.items()):
        files = sorted(set(row["files"]))
        yield {**row, "files": "؛ ".join(files[:FILES_TOLD]), "file_count": len(files)}


def vocabulary_acts(inputs: Inputs) -> Iterator[dict[str, Any]]:
    """Yield what was said of words, and what has become of it. Grain: act."""
    facts: BuildFacts = inputs.facts
    lists = lists_of(facts.processor.codebook)
    for act, state in standing(facts.vocabulary, facts.processor.codebook):
        spellings = lists.get(act.word_list)
        title = spellings.titles.get(act.code) if spellings is not None and act.code is not None else None
        yield {
            "ordinal": act.ordinal,
            "word_list": act.word_list,
            "word_key": act.key,
            "word": act.word,
            "code": act.code,
            "code_title": title,
            "decided_at": act.decided_at.replace(tzinfo=None),
            "actor": act.actor,
            "reason": act.reason,
            "state": state,
        }


def vocabulary_coverage(inputs: Inputs) -> Iterator[dict[str, Any]]:
    """Yield how much of each column of words is understood. Grain: feed, column and delivered period.

    Feeds of persons are not in it: what is hidden in a breakdown would be told beside it. Of those the shares of the
    published breakdowns are told (``unclassified_shares``).
    """
    facts: BuildFacts = inputs.facts
    for contract in facts.contracts.values():
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
        for row in facts.engine.rows(" UNION ALL ".join(parts) + " ORDER BY ALL"):
            column = contract.column(row["column_name"])
            titles = {"column_title_fa": column.title_fa, "column_title_en": column.title_en}
            yield {"feed": contract.feed, **row, **titles}
