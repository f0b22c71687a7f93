"""The thresholds of ``models/rules``: when a delivery waits, when it is due, what a heading may be.

The numbers and their reasons stand in the YAML files; nothing here has a default of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from pipelines.configuration.rules import (
    EvidenceFile,
    FreshnessFile,
    HarmlessColumnsFile,
    HoldsFile,
    Reasoned,
    read_rules,
)
from pipelines.governance.words import Words
from pipelines.normalise.text import search_key


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
        evidence = read_rules(models, EvidenceFile)
        return cls(
            _holds(read_rules(models, HoldsFile)),
            load_cadences(models),
            _harmless(read_rules(models, HarmlessColumnsFile)),
            evidence.feeds,
            {str(k): g for k, g in evidence.kinds.items()},
            Words.load(models),
        )

    def grade(self, feed: str, delivery_kind: str, noted: str | None) -> str | None:
        """Return the evidence grade of a delivery: its note's, else its feed's, else that of the feed's kind."""
        return noted or self.grades_by_feed.get(feed) or self.grades_by_kind.get(delivery_kind)

    def is_harmless(self, feed: str, heading: str) -> bool:
        """Return whether a heading outside the contract needs nobody's attention."""
        key = search_key(heading)
        return key in self.harmless[""] or key in self.harmless.get(feed, frozenset())


def load_cadences(models: Path) -> dict[str, Cadence]:
    """Read ``models/rules/freshness.yaml``: grace and allowance by cadence."""
    found = read_rules(models, FreshnessFile).cadences
    return {name: Cadence(days.grace_days, days.allowed_days) for name, days in found.items()}


def _holds(file: HoldsFile) -> HoldThresholds:
    values = {name: said.value for name, said in file if isinstance(said, Reasoned)}
    ratios = tuple(SteadyRatio(r.feed, r.over, r.under) for r in file.steady_ratios)
    return HoldThresholds(**values, steady_ratios=ratios)


def _harmless(file: HarmlessColumnsFile) -> dict[str, frozenset[str]]:
    listed = {"": file.everywhere, **(file.feeds or {})}
    return {feed: frozenset(map(search_key, headings)) for feed, headings in listed.items()}
