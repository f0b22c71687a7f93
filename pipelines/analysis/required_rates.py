"""Put each target in what is counted: what is missing, the rate that is required, and when it is reached as things go.

For a ratio what is needed is said in what is counted (licences, not percentage points), its denominator as last
measured. A flow has to reach its level within the target's period; anything else has to gain what is missing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Any

from pipelines.analysis.county_weights import weighed_counties
from pipelines.analysis.measurements import in_frequency
from pipelines.analysis.rates import (
    Rate,
    TimeLeft,
    flow_rate,
    level_rate,
    per,
    period_after,
    reached_in,
    rounded_up,
)
from pipelines.analysis.status import Measurement, frequency_of
from pipelines.configuration.analysis_rules import RequirementsFile
from pipelines.foundation.period import QUARTERS_OF_YEAR, Period
from pipelines.modelling.models import Indicator

#: Places of a share; what is counted has none.
SHARE_PLACES = 4


@dataclass(frozen=True, slots=True)
class Counted:
    """A target in what is counted: where it stands, where it has to be, and its history, oldest first."""

    current: Decimal
    goal: Decimal
    direction: int
    places: int
    history: Sequence[Measurement]

    @property
    def need(self) -> Decimal:
        """What is missing, rounded up; zero when the goal is reached."""
        return max(rounded_up((self.goal - self.current) * self.direction, self.places), Decimal(0))


@dataclass(frozen=True, slots=True)
class RequiredRate:
    """What is needed a quarter, a month and a week; None where no whole one is left or less than one falls on each."""

    per_quarter: Decimal | None
    per_month: Decimal | None
    per_week: Decimal | None


@dataclass(frozen=True, slots=True)
class Case:
    """One target with all that is known about it."""

    target: Mapping[str, Any]
    indicator: Indicator
    unit: str
    counted: Counted
    values: Sequence[Mapping[str, Any]]
    words: Mapping[str, str]
    left: TimeLeft
    weights: Mapping[str, Decimal] = field(default_factory=dict)

    @property
    def is_flow(self) -> bool:
        """Whether the target asks for a level of what comes in a period, not for a sum or a stock."""
        return self.indicator.kind == "flow" and self.target["path"] != "cumulative"

    @property
    def is_over(self) -> bool:
        """Whether the target's period is over and something is missing."""
        return self.left.weeks == 0 and self.left.months == 0 and self.counted.need > 0


def required_rate(case: Case, rules: RequirementsFile) -> RequiredRate:
    """Return what is needed a quarter, month and week, rounded up.

    A flow's year is spread evenly over its own quarters, months and weeks; anything else over the time that is left.
    """
    counted, left = case.counted, case.left
    if not case.is_flow:
        parts = (left.quarters, left.months, left.weeks)
        return RequiredRate(*(per(counted.need, n, counted.places) for n in parts))
    whole = Period.parse(case.target["target_period"])
    quarters = len(whole.quarters)
    parts = (quarters, len(whole.months), quarters * rules.weeks_of_quarter)
    return RequiredRate(*(per(counted.goal, n, counted.places) for n in parts))


def present_rate(case: Case, rules: RequirementsFile) -> Rate | None:
    """Return the present rate and the best so far, in what is counted."""
    counted = case.counted
    if case.is_flow:
        return flow_rate(counted.history, rules.rate_quarters)
    return level_rate(counted.history, counted.direction, rules.rate_quarters)


def when(case: Case, rules: RequirementsFile) -> tuple[str, str | None]:
    """Return whether and in which period the goal is reached if the present gain goes on.

    A flow gains from year to year; a level from quarter to quarter. The gain counts from the newest measurement.
    """
    counted = case.counted
    if counted.need == 0:
        return "reached", None
    gain = level_rate(counted.history, counted.direction, rules.rate_quarters)
    if gain is None:
        return "unknown", None
    quarters = reached_in(counted.need, gain.present, rules.most_years * QUARTERS_OF_YEAR)
    if quarters is None:
        return "never", None
    last = counted.history[-1].period
    reached = Period.parse(period_after(last, quarters))
    return "period", reached.ending(frequency_of(last)).key


def unit_of(indicator: Indicator, known: Mapping[str, Indicator]) -> str:
    """Return the unit in which a need is said: of a ratio the unit of what is counted, if its parts share one."""
    if indicator.kind != "ratio":
        return indicator.unit
    parts = {known[name].unit for name in indicator.depends_on if name in known}
    return parts.pop() if len(parts) == 1 else ""


def case_of(
    target: Mapping[str, Any],
    indicator: Indicator | None,
    values: Sequence[Mapping[str, Any]],
    unit: str,
    words: Mapping[str, str],
    today: date,
    rules: RequirementsFile,
) -> Case | None:
    """Return a target in what is counted, or None while nothing is measured."""
    if indicator is None or target["value"] is None:
        return None
    frequency = frequency_of(target["period"])
    cell = [v for v in values if v["domain"] == target["domain"] and v["category"] == target["category"]]
    own = [v for v in cell if v["basis"] == target["basis"] and v["area_code"] == target["area_code"]]
    began = target["baseline_value"]
    rising = target["target_value"] >= began if began is not None else indicator.direction != "down"
    now = next((v for v in own if v["period"] == target["period"] and v["frequency"] == frequency), None)
    counts = indicator.kind == "ratio" and now is not None and now["denominator"] is not None
    if counts and now is not None:
        own = [{**v, "value": v["numerator"]} for v in own]
        goal = (target["target_value"] * now["denominator"]).to_integral_value(ROUND_CEILING if rising else ROUND_FLOOR)
        current = now["numerator"]
    else:
        goal, current = target["target_value"], target["value"]
        unit, words = indicator.unit, words if indicator.kind != "ratio" else {"fa": "", "en": ""}
    history = sorted(in_frequency(own, frequency, indicator.kind), key=lambda m: m.period)
    if target["path"] == "cumulative":
        history = _running(history, target)
    places = SHARE_PLACES if unit == "share" else 0
    counted = Counted(current, goal, 1 if rising else -1, places, history)
    counties, weights = weighed_counties(cell, target, indicator.rollup, rising=rising, as_ratio=counts)
    if unit == "share" or sum(1 for area in weights if area) < rules.least_counties:
        counties, weights = [], {}
    left = TimeLeft.until(target["target_period"], today)
    return Case(target, indicator, unit, counted, counties, words, left, weights)


def _running(history: Sequence[Measurement], target: Mapping[str, Any]) -> list[Measurement]:
    total, found = target["baseline_value"] or Decimal(0), []
    for m in history:
        if Period.parse(m.period) > Period.parse(target["baseline_period"]):
            total += m.value
            found.append(Measurement(m.period, total, m.basis, m.value_ids))
    return found
