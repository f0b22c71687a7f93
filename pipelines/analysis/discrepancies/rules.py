"""The rules of discrepancies as tables: when a cause may explain a pair of claims, and which claims a question binds.

What belongs to one question, how near figures must be, why they may differ and how it is said are data
(``models/rules/discrepancies.yaml``); queries join these tables with the claims.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pipelines.configuration.discrepancy_rules import DiscrepanciesFile, WhenPart
from pipelines.configuration.rules import read_rules
from pipelines.modelling.making import Inputs

#: What a condition that does not speak of it leaves empty.
UNSAID: Mapping[str, Any] = {"compared": None, "one": None, "other": None, "listed": None}


def discrepancy_rules(models: Path) -> DiscrepanciesFile:
    """Read the rules; raises :class:`RuleError` on anything unknown or missing."""
    return read_rules(models, DiscrepanciesFile)


def cause_conditions(inputs: Inputs) -> Iterator[dict[str, Any]]:
    """Yield each condition of each cause; all conditions of a cause must hold."""
    rules = discrepancy_rules(inputs.models)
    for place, cause in enumerate(rules.causes, 1):
        for said in _conditions(cause.when, rules.marks):
            of = {"cause_id": cause.id, "place": place, "explains": cause.explains}
            yield {**of, **UNSAID, **said}


def _conditions(when: WhenPart, marks: Mapping[str, Sequence[str]]) -> Iterator[dict[str, Any]]:
    if when.indicators is not None:
        yield {"kind": "indicators", "listed": list(when.indicators)}
    if when.unlike is not None:
        yield {"kind": "unlike", "compared": when.unlike}
    if when.apart is not None:
        yield {"kind": "apart", "compared": when.apart}
    for column, (one, other) in (when.between or {}).items():
        yield {"kind": "between", "compared": column, "one": one, "other": other}
    if when.marked is not None:
        yield {"kind": "marked", "listed": list(marks[when.marked])}
    if when.status is not None:
        yield {"kind": "status", "one": when.status}


def question_claims(inputs: Inputs) -> Iterator[dict[str, Any]]:
    """Yield each selector of each question, in the order in which the claims are shown."""
    for place, question in enumerate(discrepancy_rules(inputs.models).questions, 1):
        for ordinal, claim in enumerate(question.claims, 1):
            yield {
                "question_id": question.id,
                "place": place,
                "mode": question.periods,
                "ordinal": ordinal,
                "indicator_id": claim.indicator,
                "area_code": claim.area,
                "domain": claim.domain,
                "category": None if claim.category == "*" else claim.category,
                "basis": claim.basis,
            }
