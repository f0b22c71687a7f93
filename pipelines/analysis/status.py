"""The status of a target: what its path asks for by now, what was measured, and the arithmetic between them.

Thresholds are data (``models/rules/status.yaml``). Gains are compared, never multiplied, so a zero baseline is as
good as any other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from pipelines.configuration.analysis_rules import StatusFile
from pipelines.foundation.period import Period
from pipelines.foundation.period_names import period_name
from pipelines.foundation.persian import number

Status = Literal["reached", "on_track", "behind", "off_track", "no_target", "not_available"]


def rank(basis: str, rules: StatusFile) -> int:
    """Return the place of a basis: the smaller, the sooner it is believed."""
    return rules.basis_order.index(basis) if basis in rules.basis_order else len(rules.basis_order)


def quarter_index(period: str) -> int:
    """Return the place of a period's end on a line of quarters; a year ends with its fourth, a month within its own."""
    return Period.parse(period).ending("Q").place


def frequency_of(period: str) -> Literal["A", "Q"]:
    """Return how often what is assessed at ``period`` is measured: by quarters for a quarter, else by years."""
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
    baseline: Measurement,
    target: Measurement,
    at: str,
    path: str | None = "linear",
    points: Sequence[Measurement] = (),
) -> Decimal:
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
    baseline: Measurement | None,
    target: Measurement,
    latest: Measurement | None,
    *,
    path: str | None,
    unit: str,
    decimals: int,
    rules: StatusFile,
    points: Sequence[Measurement] = (),
) -> Assessment:
    """Return where one target stands by its newest measurement."""

    def said(sentence: str, at: str = "", **values: Decimal) -> tuple[str, str]:
        fa, en = (
            rules.sentences[sentence][language].format(
                period=period_name(at, language) if at else "",
                **{name: number(value, unit, decimals, language) for name, value in values.items()},
            )
            for language in ("fa", "en")
        )
        return fa, en

    if latest is None or baseline is None:
        return Assessment("not_available", None, None, None, *said("unmeasured"))
    direction = 1 if target.value >= baseline.value else -1
    gain = (latest.value - baseline.value) * direction
    whole = (target.value - baseline.value) * direction
    missing = target.value - latest.value
    if gain >= whole:
        words = said("reached", value=latest.value, target=target.value)
        return Assessment("reached", target.value, -missing, gain / whole if whole else None, *words)
    if quarter_index(latest.period) <= quarter_index(baseline.period):
        words = said("nothing_since", baseline.period, value=latest.value, target=target.value, gap=missing)
        return Assessment("not_available", None, None, None, *words)
    expected = expected_value(baseline, target, latest.period, path, points)
    asked, gap = (expected - baseline.value) * direction, latest.value - expected
    words = said("on_the_way", latest.period, value=latest.value, expected=expected, gap=gap)
    ratio = gain / asked if asked > 0 else None
    return Assessment(_status(gain, asked, rules), expected, gap, ratio, *words)


def _status(gain: Decimal, asked: Decimal, rules: StatusFile) -> Status:
    if asked <= 0:
        return "on_track" if gain >= 0 else "off_track"
    if gain >= asked * rules.on_track:
        return "on_track"
    return "behind" if gain >= asked * rules.off_track else "off_track"
