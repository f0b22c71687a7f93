"""The thresholds of ``models/rules``: when a delivery waits, when it is due, what a heading may be.

The numbers and their reasons stand in the YAML files; nothing here has a default of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from pipelines.governance.documents import RuleError, checked, read_document
from pipelines.governance.words import Words
from pipelines.normalise.text import search_key

WHOLE = ("least_rows", "least_quarantined", "least_other_period", "least_unrecognised",
         "largest_multiple", "summary_bits")  # fmt: skip
FRACTIONS = (
    "jump_factor", "most_rows_factor", "shrinkage_share", "quarantine_share", "other_period_share",
    "figure_jump_factor", "unit_tolerance", "least_edition_difference",
    "unrecognised_share", "total_tolerance",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SteadyRatio:
    """Two additive columns of one feed whose row-by-row ratio moves slowly."""

    feed: str
    over: str
    under: str


@dataclass(frozen=True, slots=True)
class HoldThresholds:
    """When a delivery waits for approval; shares are fractions, ``least_*`` are rows."""

    jump_factor: Decimal
    most_rows_factor: Decimal
    least_rows: int
    shrinkage_share: Decimal
    quarantine_share: Decimal
    least_quarantined: int
    other_period_share: Decimal
    least_other_period: int
    figure_jump_factor: Decimal
    unit_tolerance: Decimal
    least_edition_difference: Decimal
    unrecognised_share: Decimal
    least_unrecognised: int
    total_tolerance: Decimal
    largest_multiple: int
    summary_bits: int
    steady_ratios: tuple[SteadyRatio, ...]

    def ratios_of(self, feed: str) -> list[SteadyRatio]:
        """Return the steady ratios of one feed."""
        return [r for r in self.steady_ratios if r.feed == feed]


@dataclass(frozen=True, slots=True)
class Cadence:
    """Days after the end of a period until its delivery is due, and since the last one until it is stale."""

    grace_days: int
    allowed_days: int


@dataclass(frozen=True, slots=True)
class Governance:
    """Everything that governs a delivery, read once a build."""

    holds: HoldThresholds
    cadences: Mapping[str, Cadence]
    harmless: Mapping[str, frozenset[str]]
    grades_by_feed: Mapping[str, str]
    grades_by_kind: Mapping[str, str]
    words: Words

    @classmethod
    def load(cls, models: Path) -> Governance:
        """Read ``models/rules``; raises :class:`RuleError` with the file and the place."""
        folder = models / "rules"
        evidence = checked(read_document(folder / "evidence.yaml"), "evidence.yaml", ("feeds", "kinds"))
        return cls(
            _holds(read_document(folder / "holds.yaml")), load_cadences(models),
            _harmless(read_document(folder / "harmless_columns.yaml")), evidence["feeds"], evidence["kinds"],
            Words.load(models),
        )  # fmt: skip

    def grade(self, feed: str, delivery_kind: str, noted: str | None) -> str | None:
        """Return the evidence grade of a delivery: its note's, else its feed's, else that of the feed's kind."""
        return noted or self.grades_by_feed.get(feed) or self.grades_by_kind.get(delivery_kind)

    def is_harmless(self, feed: str, heading: str) -> bool:
        """Return whether a heading outside the contract needs nobody's attention."""
        key = search_key(heading)
        return key in self.harmless[""] or key in self.harmless.get(feed, frozenset())


def load_cadences(models: Path) -> dict[str, Cadence]:
    """Read ``models/rules/freshness.yaml``: grace and allowance by cadence."""
    document = checked(
        read_document(models / "rules" / "freshness.yaml"), "freshness.yaml", ("cadences", "why")
    )
    found = {}
    for name, node in document["cadences"].items():
        days = checked(node, f"freshness.yaml: {name}", ("grace_days", "allowed_days"))
        found[name] = Cadence(*(_whole(days[k], f"{name}.{k}") for k in ("grace_days", "allowed_days")))
    return found


def _holds(document: dict[str, Any]) -> HoldThresholds:
    checked(document, "holds.yaml", (*WHOLE, *FRACTIONS, "steady_ratios"))
    values: dict[str, Any] = {}
    for name in (*WHOLE, *FRACTIONS):
        node = checked(document[name], f"holds.yaml: {name}", ("value", "why"))
        values[name] = (_whole if name in WHOLE else _number)(node["value"], f"holds.yaml: {name}")
    ratios = []
    for position, node in enumerate(document["steady_ratios"], 1):
        found = checked(node, f"holds.yaml: steady_ratios[{position}]", ("feed", "over", "under", "why"))
        ratios.append(SteadyRatio(found["feed"], found["over"], found["under"]))
    return HoldThresholds(**values, steady_ratios=tuple(ratios))


def _harmless(document: dict[str, Any]) -> dict[str, frozenset[str]]:
    checked(document, "harmless_columns.yaml", ("everywhere",), ("feeds",))
    listed = {"": document["everywhere"], **(document.get("feeds") or {})}
    return {feed: frozenset(search_key(str(h)) for h in headings) for feed, headings in listed.items()}


def _number(value: Any, where: str) -> Decimal:
    try:
        found = Decimal(str(value))
    except InvalidOperation:
        raise RuleError(f"{where}: {value!r} is no number") from None
    if found <= 0:
        raise RuleError(f"{where}: a number above zero is expected")
    return found


def _whole(value: Any, where: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise RuleError(f"{where}: {value!r} is no whole number")
    return value
