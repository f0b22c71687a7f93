"""The rules of the contradiction ledger, read from ``models/rules/contradictions.yaml`` and compiled to SQL conditions.

What belongs to one question, how near figures must be, why they may differ and how it is said are data; this module
only checks them and knows the few kinds of condition that a cause may state.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from pipelines.engines.duckdb_engine import literal, quoted
from pipelines.governance.documents import RuleError, bilingual, checked, read_document

FILE = "contradictions.yaml"
KINDS = ("stock", "cumulative", "rank", "flow")
#: Columns of a telling in which a pair may be compared by a cause.
COMPARED = (
    "indicator_id", "area_code", "domain", "category", "basis", "instrument", "period_kind", "frequency", "status",
)  # fmt: skip
SENTENCES = (
    "telling", "strongest", "equally_strong", "explained", "unexplained", "contradiction", "series", "repetition",
    "ghost",
)  # fmt: skip
GHOST_REASONS = ("round", "others_moved", "register_moved")

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
    found = checked(
        read_document(models / "rules" / FILE), FILE,
        ("near_months", "plausible_change_a_year", "tolerance", "ghosts", "causes", "marks", "questions", "sentences"),
    )  # fmt: skip
    plausible = checked(found["plausible_change_a_year"], f"{FILE}: plausible_change_a_year", KINDS)
    tolerance = checked(found["tolerance"], f"{FILE}: tolerance", ("rounding", "about", "beyond"))
    sentences = checked(found["sentences"], f"{FILE}: sentences", SENTENCES)
    marks = found["marks"]
    if not isinstance(marks, dict):
        raise RuleError(f"{FILE}: marks: keys and values are expected")
    rules = ContradictionRules(
        int(found["near_months"]), {k: Decimal(str(v)) for k, v in plausible.items()},
        Decimal(str(tolerance["rounding"])), Decimal(str(tolerance["about"])), Decimal(str(tolerance["beyond"])),
        _ghosts(found["ghosts"]),
        tuple(_cause(node, marks) for node in found["causes"]), tuple(_question(node) for node in found["questions"]),
        {k: bilingual(v, f"{FILE}: sentences: {k}") for k, v in sentences.items()},
    )  # fmt: skip
    for names in ([c.cause_id for c in rules.causes], [q.question_id for q in rules.questions]):
        if len(set(names)) != len(names):
            raise RuleError(f"{FILE}: two causes or two questions have one id")
    return rules


def _ghosts(node: Any) -> Ghosts:
    where = f"{FILE}: ghosts"
    found = checked(node, where, ("least_tellings", "least_months", "least_value", "reasons"))
    reasons = checked(found["reasons"], f"{where}: reasons", GHOST_REASONS)
    shape = {
        "round": ("significant_digits", "least_value"),
        "others_moved": ("share",),
        "register_moved": ("share",),
    }
    for name, keys in shape.items():
        checked(reasons[name], f"{where}: {name}", (*keys, "title"))
    return Ghosts(
        int(found["least_tellings"]), int(found["least_months"]), int(found["least_value"]),
        int(reasons["round"]["significant_digits"]), int(reasons["round"]["least_value"]),
        Decimal(str(reasons["others_moved"]["share"])), Decimal(str(reasons["register_moved"]["share"])),
        {name: bilingual(reasons[name]["title"], f"{where}: {name}") for name in GHOST_REASONS},
    )  # fmt: skip


def _cause(node: Any, marks: Mapping[str, Any]) -> Cause:
    where = f"{FILE}: causes: {node.get('id') if isinstance(node, dict) else node}"
    found = checked(node, where, ("id", "explains", "when", "title", "text"))
    when = checked(
        found["when"], f"{where}: when", (), ("indicators", "unlike", "apart", "between", "marked", "status")
    )
    if not when:
        raise RuleError(f"{where}: when: a condition is expected")
    conditions = [_condition(kind, value, marks, where) for kind, value in when.items()]
    return Cause(
        str(found["id"]), bool(found["explains"]), " AND ".join(conditions), bilingual(found["title"], where),
        bilingual(found["text"], where),
    )  # fmt: skip


def _condition(kind: str, value: Any, marks: Mapping[str, Any], where: str) -> str:
    """Return one condition of a cause as SQL over the tellings ``a`` and ``b``."""
    if kind == "indicators":
        names = ", ".join(literal(str(v)) for v in value)
        return f"a.indicator_id IN ({names}) AND b.indicator_id IN ({names})"
    if kind == "marked":
        if value not in marks:
            raise RuleError(f"{where}: marked: {value} is not among the marks")
        figures = ", ".join(literal(str(f)) for f in marks[value])
        return (
            f"((NOT a.is_synthetic AND coalesce(a.figure_id, '') IN ({figures}))"
            f" OR (NOT b.is_synthetic AND coalesce(b.figure_id, '') IN ({figures})))"
        )
    if kind == "status":
        return f"(a.status = {literal(str(value))} OR b.status = {literal(str(value))})"
    column = next(iter(value), "") if kind == "between" else value
    if column not in COMPARED:
        raise RuleError(f"{where}: {kind}: one of {', '.join(COMPARED)} is expected")
    left, right = f"a.{quoted(column)}", f"b.{quoted(column)}"
    if kind == "between":
        one, other = (literal(str(v)) for v in value[column])
        return f"(({left} = {one} AND {right} = {other}) OR ({left} = {other} AND {right} = {one}))"
    differ = f"coalesce({left}, '') <> coalesce({right}, '')"
    return (
        differ
        if kind == "apart"
        else f"(coalesce({left}, '') <> '' AND coalesce({right}, '') <> '' AND {differ})"
    )


def _question(node: Any) -> Question:
    where = f"{FILE}: questions: {node.get('id') if isinstance(node, dict) else node}"
    found = checked(node, where, ("id", "title", "periods", "tellings", "note"))
    if found["periods"] not in ("any", "by_time"):
        raise RuleError(f"{where}: periods: any or by_time is expected")
    return Question(
        str(found["id"]), bilingual(found["title"], where), bilingual(found["note"], where),
        found["periods"] == "any", tuple(_selected(t, f"{where}: tellings") for t in found["tellings"]),
    )  # fmt: skip


def _selected(node: Any, where: str) -> str:
    """Return which tellings ``t`` a selector picks, as SQL."""
    found = checked(node, where, ("indicator", "area", "domain"), ("category", "basis"))
    category = found.get("category", "")
    wanted = {
        "indicator_id": found["indicator"], "area_code": found["area"], "domain": found["domain"],
        **({} if category == "*" else {"category": category}), **({"basis": found["basis"]} if "basis" in found else {}),
    }  # fmt: skip
    return " AND ".join(f"t.{column} = {literal(str(value))}" for column, value in wanted.items())
