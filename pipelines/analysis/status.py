"""The status of a target: what its path asks for by now, what was measured, and the arithmetic between them.

Thresholds are data (``models/rules/status.yaml``). Gains are compared, never multiplied, so a zero baseline is as
good as any other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Literal

from pipelines.analysis.wording import number
from pipelines.configuration.errors import RuleError
from pipelines.configuration.judging_rules import StatusFile
from pipelines.configuration.rules import read_rules
from pipelines.period import Period
from pipelines.period_names import period_name

Status = Literal["reached", "on_track", "behind", "off_track", "no_target", "not_available"]
STATES = ("off_track", "behind", "not_available", "on_track", "reached")


@dataclass(frozen=True, slots=True)
class StatusRules:
    """Thresholds of the status, and which measurement speaks."""

    on_track: Decimal
    off_track: Decimal
    basis_order: tuple[str, ...]
    baseline_tolerance: Decimal
    gravest_first: tuple[str, ...]

    @classmethod
    def load(cls, models: Path) -> StatusRules:
        """Read ``models/rules/status.yaml``; raises :class:`RuleError` with the place."""
        found = read_rules(models, StatusFile)
        where = f"models/rules/{StatusFile.FILE}"
        if not 0 < found.off_track <= found.on_track <= 1:
            raise RuleError(f"{where}: 0 < off_track ≤ on_track ≤ 1 is expected")
        if set(found.gravest_first) != set(STATES):
            raise RuleError(f"{where}: gravest_first names each of {', '.join(STATES)} once")
        return cls(
            found.on_track, found.off_track, tuple(found.basis_order), found.baseline_tolerance,
            tuple(found.gravest_first),
        )  # fmt: skip

    def rank(self, basis: str) -> int:
        """Return the place of a basis: the smaller, the sooner it is believed."""
        return self.basis_order.index(basis) if basis in self.basis_order else len(self.basis_order)


def quarter_index(period: str) -> int:
    """Return the place of a period's end on a line of quarters; a year ends with its fourth, a month within its own."""
    return Period.parse(period).ending("Q").place


def frequency_of(period: str) -> Literal["A", "Q"]:
    """Return how often what is judged at ``period`` is measured: by quarters for a quarter, else by years."""
    return "Q" if Period.parse(period).frequency == "Q" else "A"


@dataclass(frozen=True, slots=True)
class Measurement:
    """A value at a period, in the indicator's unit: the baseline, a point of the path, the newest measurement."""

    period: str
    value: Decimal
    basis: str = ""
    value_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Assessment:
    """Where a target stands: the status, what was expected by then, and the arithmetic as sentences.

    ``gap`` is the measurement minus what was expected; ``ratio`` the gain so far by the gain asked for by now, None
    where nothing was asked for yet.
    """

    status: Status
    expected: Decimal | None
    gap: Decimal | None
    ratio: Decimal | None
    arithmetic_fa: str
    arithmetic_en: str


def expected_value(
    baseline: Measurement, target: Measurement, at: str, path: str | None = "linear",
    points: Sequence[Measurement] = (),
) -> Decimal:  # fmt: skip
    """Return what the path asks for at the period ``at``, never beyond the target itself.

    A linear path (and a cumulative one) gains the same each quarter between its points. A path in ``steps`` or of
    ``milestones`` asks for the last point that is due, and for nothing before the first.
    """
    now, start, end = (quarter_index(p) for p in (at, baseline.period, target.period))
    if now >= end:
        return target.value
    way = [baseline, *(p for p in points if start < quarter_index(p.period) < end), target]
    way.sort(key=lambda p: quarter_index(p.period))
    due = [p for p in way if quarter_index(p.period) <= now] or [baseline]
    if path in ("steps", "milestones") or len(due) == len(way):
        return due[-1].value
    before, after = due[-1], way[len(due)]
    first, last = quarter_index(before.period), quarter_index(after.period)
    elapsed = max(now - first, 0)
    return before.value + (after.value - before.value) * elapsed / (last - first)


def assess(
    baseline: Measurement | None, target: Measurement, latest: Measurement | None, *, path: str | None,
    unit: str, decimals: int, rules: StatusRules, points: Sequence[Measurement] = (),
) -> Assessment:  # fmt: skip
    """Judge one target by its newest measurement."""

    def say(value: Decimal, language: str) -> str:
        return number(value, unit, decimals, language)

    if latest is None or baseline is None:
        return Assessment(
            "not_available", None, None, None, "اندازه‌گیری‌ای نرسیده است.", "No measurement has arrived."
        )
    direction = 1 if target.value >= baseline.value else -1
    gain = (latest.value - baseline.value) * direction
    whole = (target.value - baseline.value) * direction
    if gain >= whole:
        return Assessment(
            "reached", target.value, latest.value - target.value, gain / whole if whole else None,
            f"{say(latest.value, 'fa')} به هدف {say(target.value, 'fa')} رسیده است.",
            f"{say(latest.value, 'en')} has reached the target of {say(target.value, 'en')}.",
        )  # fmt: skip
    if quarter_index(latest.period) <= quarter_index(baseline.period):
        return Assessment(
            "not_available", None, None, None,
            f"پس از مبنای {period_name(baseline.period, 'fa')} هنوز چیزی اندازه گرفته نشده است. "
            f"فاصله تا هدف: {say(target.value, 'fa')} منهای {say(latest.value, 'fa')}، "
            f"یعنی {say(target.value - latest.value, 'fa')}.",
            f"Nothing has been measured since the baseline of {period_name(baseline.period, 'en')}. "
            f"Distance to the target: {say(target.value, 'en')} minus {say(latest.value, 'en')}, "
            f"that is {say(target.value - latest.value, 'en')}.",
        )  # fmt: skip
    expected = expected_value(baseline, target, latest.period, path, points)
    asked = (expected - baseline.value) * direction
    return Assessment(
        _status(gain, asked, rules), expected, latest.value - expected, gain / asked if asked > 0 else None,
        f"{say(latest.value, 'fa')} در برابر {say(expected, 'fa')} که مسیر هدف تا "
        f"{period_name(latest.period, 'fa')} می‌خواهد: {say(latest.value - expected, 'fa')}.",
        f"{say(latest.value, 'en')} against the {say(expected, 'en')} that the path asks for by "
        f"{period_name(latest.period, 'en')}: {say(latest.value - expected, 'en')}.",
    )  # fmt: skip


def _status(gain: Decimal, asked: Decimal, rules: StatusRules) -> Status:
    if asked <= 0:
        return "on_track" if gain >= 0 else "off_track"
    if gain >= asked * rules.on_track:
        return "on_track"
    return "behind" if gain >= asked * rules.off_track else "off_track"
