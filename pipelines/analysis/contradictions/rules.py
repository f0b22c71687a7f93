"""The rules of the contradiction ledger, read from ``models/rules/contradictions.yaml`` and compiled to SQL conditions.

What belongs to one question, how near figures must be, why they may differ and how it is said are data; this module
only checks them and knows the few kinds of condition that a cause may state.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from pipelines.configuration.contradiction_rules import (
    CausePart,
    ContradictionsFile,
    GhostsPart,
    QuestionPart,
    TellingPart,
)
from pipelines.configuration.rules import read_rules
from pipelines.engines.duckdb_engine import literal, quoted

Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Cause:
    """Why two tellings may differ. ``condition`` speaks of the tellings ``a`` and ``b`` of a pair."""

    cause_id: str
    explains: bool
    condition: str
    title: Texts
    text: Texts


@dataclass(frozen=True, slots=True)
class Question:
    """Tellings that belong together. ``conditions`` pick them from the tellings ``t``, in the order of showing."""

    question_id: str
    title: Texts
    note: Texts
    any_period: bool
    conditions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ghosts:
    """When a number that never changes is suspicious; shares are fractions."""

    least_tellings: int
    least_months: int
    least_value: int
    round_digits: int
    round_least_value: int
    others_moved: Decimal
    register_moved: Decimal
    reasons: Mapping[str, Texts]


@dataclass(frozen=True, slots=True)
class ContradictionRules:
    """All rules of the ledger; ``plausible`` is the change a year by kind, shares are fractions."""

    near_months: int
    plausible: Mapping[str, Decimal]
    rounding: Decimal
    about: Decimal
    beyond: Decimal
    ghosts: Ghosts
    causes: tuple[Cause, ...]
    questions: tuple[Question, ...]
    sentences: Mapping[str, Texts]


def load_contradiction_rules(models: Path) -> ContradictionRules:
    """Read the rules; raises :class:`RuleError` on anything unknown or missing."""
    found = read_rules(models, ContradictionsFile)
    tolerance = found.tolerance
    return ContradictionRules(
        found.near_months, found.plausible_change_a_year.model_dump(), tolerance.rounding, tolerance.about,
        tolerance.beyond, _ghosts(found.ghosts), tuple(_cause(c, found.marks) for c in found.causes),
        tuple(_question(q) for q in found.questions), {k: v.model_dump() for k, v in found.sentences.items()},
    )  # fmt: skip


def _ghosts(part: GhostsPart) -> Ghosts:
    reasons = part.reasons
    return Ghosts(
        part.least_tellings, part.least_months, part.least_value, reasons.round.significant_digits,
        reasons.round.least_value, reasons.others_moved.share, reasons.register_moved.share,
        {name: reason.title.model_dump() for name, reason in reasons},
    )  # fmt: skip


def _cause(part: CausePart, marks: Mapping[str, Sequence[str]]) -> Cause:
    when = part.when.model_dump(exclude_none=True)
    conditions = [_condition(kind, value, marks) for kind, value in when.items()]
    return Cause(
        part.id, part.explains, " AND ".join(conditions), part.title.model_dump(), part.text.model_dump()
    )


def _condition(kind: str, value: Any, marks: Mapping[str, Sequence[str]]) -> str:
    """Return one condition of a cause as SQL over the tellings ``a`` and ``b``."""
    if kind == "indicators":
        names = ", ".join(map(literal, value))
        return f"a.indicator_id IN ({names}) AND b.indicator_id IN ({names})"
    if kind == "marked":
        figures = ", ".join(map(literal, marks[value]))
        return (
            f"((NOT a.is_synthetic AND coalesce(a.figure_id, '') IN ({figures}))"
            f" OR (NOT b.is_synthetic AND coalesce(b.figure_id, '') IN ({figures})))"
        )
    if kind == "status":
        return f"(a.status = {literal(value)} OR b.status = {literal(value)})"
    column = next(iter(value)) if kind == "between" else value
    left, right = f"a.{quoted(column)}", f"b.{quoted(column)}"
    if kind == "between":
        one, other = map(literal, value[column])
        return f"(({left} = {one} AND {right} = {other}) OR ({left} = {other} AND {right} = {one}))"
    differ = f"coalesce({left}, '') <> coalesce({right}, '')"
    return (
        differ
        if kind == "apart"
        else f"(coalesce({left}, '') <> '' AND coalesce({right}, '') <> '' AND {differ})"
    )


def _question(part: QuestionPart) -> Question:
    return Question(
        part.id, part.title.model_dump(), part.note.model_dump(), part.periods == "any",
        tuple(_selected(t) for t in part.tellings),
    )  # fmt: skip


def _selected(part: TellingPart) -> str:
    """Return which tellings ``t`` a selector picks, as SQL."""
    wanted = {
        "indicator_id": part.indicator, "area_code": part.area, "domain": part.domain,
        **({} if part.category == "*" else {"category": part.category}),
        **({} if part.basis is None else {"basis": part.basis}),
    }  # fmt: skip
    return " AND ".join(f"t.{column} = {literal(value)}" for column, value in wanted.items())
