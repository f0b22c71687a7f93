"""What a discrepancy of claims says: its title, why its claims may differ, and its sentence, in both languages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any, get_args

from pipelines.analysis.discrepancies.rules import discrepancy_rules
from pipelines.analysis.discrepancies.sentences import (
    Row,
    Words,
    cell_title,
    discrepancy_sentence,
    in_language,
)
from pipelines.configuration.discrepancy_rules import DiscrepanciesFile
from pipelines.foundation.messages import Language
from pipelines.modelling.making import Inputs


def discrepancies(inputs: Inputs) -> Iterator[dict[str, Any]]:
    """Yield each discrepancy in words."""
    rules, words = discrepancy_rules(inputs.models), Words.of_titles(inputs.rows("derived.titles"))
    by_discrepancy = groupby(inputs.rows("derived.compared_claims"), itemgetter("discrepancy_id"))
    claims = {discrepancy: list(rows) for discrepancy, rows in by_discrepancy}
    for discrepancy in inputs.asked():
        yield {**discrepancy, **_texts(rules, words, discrepancy, claims[discrepancy["discrepancy_id"]])}


def _texts(rules: DiscrepanciesFile, words: Words, discrepancy: Row, claims: Sequence[Row]) -> dict[str, str | None]:
    question = next((q for q in rules.questions if q.id == discrepancy["discrepancy_id"]), None)
    causes = [c for c in rules.causes if c.id in (discrepancy["cause_ids"] or [])]
    period = claims[0]["period"] if discrepancy["mode"] == "time" else None
    texts: dict[str, str | None] = {}
    for language in get_args(Language):
        if question is not None:
            title, why = in_language(question.title, language), in_language(question.note, language)
        else:
            title = cell_title(words, claims[0], period, language)
            why = " ".join(dict.fromkeys(in_language(c.text, language) for c in causes))
        texts |= {
            f"title_{language}": title,
            f"explanation_{language}": why or None,
            f"sentence_{language}": discrepancy_sentence(rules, words, discrepancy, claims, title, language),
        }
    return texts
