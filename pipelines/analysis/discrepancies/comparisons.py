"""What a comparison of claims says: its title, why its claims may differ, and its sentence, in both languages."""

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
    comparison_sentence,
    in_language,
)
from pipelines.configuration.contradiction_rules import ContradictionsFile
from pipelines.foundation.messages import Language
from pipelines.modelling.making import Inputs


def comparisons(inputs: Inputs) -> Iterator[dict[str, Any]]:
    """Yield each comparison in words."""
    rules, words = discrepancy_rules(inputs.models), Words.of_titles(inputs.rows("derived.titles"))
    by_comparison = groupby(inputs.rows("derived.ledger"), itemgetter("comparison_id"))
    claims = {comparison: list(rows) for comparison, rows in by_comparison}
    for comparison in inputs.asked():
        yield {**comparison, **_texts(rules, words, comparison, claims[comparison["comparison_id"]])}


def _texts(rules: ContradictionsFile, words: Words, comparison: Row, claims: Sequence[Row]) -> dict[str, str | None]:
    question = next((q for q in rules.questions if q.id == comparison["comparison_id"]), None)
    causes = [c for c in rules.causes if c.id in (comparison["cause_ids"] or [])]
    period = claims[0]["period"] if comparison["mode"] == "time" else None
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
            f"sentence_{language}": comparison_sentence(rules, words, comparison, claims, title, language),
        }
    return texts
