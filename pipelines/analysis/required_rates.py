"""Put each target in what is counted: what is missing, the rate that is required, and when it is reached as things go.

For a ratio what is needed is said in what is counted (licences, not percentage points), its denominator as last
measured. A flow, and a share of flows, has to reach its level within the target's period, the year that runs in what
remains of it; anything else has to gain what is missing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Any

from pipelines.analysis.county_weights import weighed_counties
from pipelines.analysis.measurements import FLOW_RATIO, in_frequency
from pipelines.analysis.paths import Measurement, frequency_of, quarter_index
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
from pipelines.analysis.status import is_over
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
    kind: str
    is_running: bool
    so_far: Decimal | None
    whole: Decimal | None
    weights: Mapping[str, Decimal] = field(default_factory=dict)
    qualifier: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_flow(self) -> bool:
        """Whether the target asks for a level of what comes in a period, not for a sum or a stock."""
        return self.kind in ("flow", FLOW_RATIO) and self.target["path"] != "cumulative"

    @property
    def is_falling_flow(self) -> bool:
        """Whether less has to come in the target's period, so that nothing can be brought."""
        return self.is_flow and self.counted.direction < 0

    @property
    def state(self) -> str:
        """What there is to say, by the state of the target itself: needed, reached, missed or unmeasured."""
        status = str(self.target["status"])
        if status in ("reached", "missed"):
            return status
        unknown = status == "not_available" and (self.target["is_over"] or self.counted.need == 0)
        return "unmeasured" if unknown else "needed"

    @property
    def need(self) -> Decimal:
        """What has still to come: of a flow within the target's period, of anything else until its end."""
        if self.state == "reached":
            return Decimal(0)
        if not self.is_flow or self.is_falling_flow or self.state == "missed":
            return self.counted.need
        counted = self.counted
        return max(rounded_up(counted.goal - (self.so_far or Decimal(0)), counted.places), Decimal(0))


def required_rate(case: Case, rules: RequirementsFile) -> RequiredRate:
    """Return what is needed a quarter, month and week, rounded up.

    A flow's year that has not begun is spread evenly over its own quarters, months and weeks; anything else, and the
    year that runs, over the time that is left.
    """
    left, places = case.left, case.counted.places
    if case.is_falling_flow:
        return RequiredRate(None, None, None)
    if case.is_flow and not case.is_running:
        whole = Period.parse(case.target["target_period"])
        quarters = len(whole.quarters)
        parts = (quarters, len(whole.months), quarters * rules.weeks_of_quarter)
    else:
        parts = (left.quarters, left.months, left.weeks)
    return RequiredRate(*(per(case.need, n, places) for n in parts))


def present_rate(case: Case, rules: RequirementsFile) -> Rate | None:
    """Return the present rate and the best so far, in what is counted."""
    counted = case.counted
    if case.is_flow:
        return flow_rate(counted.history, rules.rate_quarters)
    return level_rate(counted.history, counted.direction, rules.rate_quarters)


def when(case: Case, rules: RequirementsFile) -> tuple[str, str | None]:
    """Return whether and in which period the goal is reached if the present gain goes on.

    A flow gains from year to year; a level from quarter to quarter. The gain counts from the newest measurement. A
    figure that is too old tells no pace of today. What is on its path though the last year brought too little is
    ``slower``: when it is reached the pace of that year does not say.
    """
    counted, status = case.counted, case.target["status"]
    if case.state == "reached":
        return "reached", None
    if case.state != "needed" or case.target["is_stale"]:
        return "unknown", None
    gain = level_rate(counted.history, counted.direction, rules.rate_quarters)
    if gain is None:
        return "unknown", None
    quarters = reached_in(counted.need, gain.present, rules.most_years * QUARTERS_OF_YEAR)
    reached = None
    if quarters is not None:
        last = counted.history[-1].period
        reached = Period.parse(period_after(last, quarters)).ending(frequency_of(last)).key
    if status == "on_track" and (reached is None or not _in_time(reached, case)):
        return "slower", None
    return ("never", None) if reached is None else ("period", reached)


def is_catching_up(case: Case, end: tuple[str, str | None]) -> bool:
    """Tell whether a target that is behind its path would be reached in time at the present gain."""
    return case.target["status"] in ("behind", "off_track") and end[1] is not None and _in_time(end[1], case)


def _in_time(period: str, case: Case) -> bool:
    return quarter_index(period) <= quarter_index(case.target["target_period"])


def unit_of(indicator: Indicator, known: Mapping[str, Indicator]) -> str:
    """Return the unit in which a need is said: of a ratio the unit of what is counted, if its parts share one."""
    if indicator.kind != "ratio":
        return indicator.unit
    if indicator.of_flows:
        return indicator.of_flows
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
    kind: str | None = None,
) -> Case | None:
    """Return a target in what is counted, or None while nothing is measured.

    ``kind`` is that of the indicator, or ``flow_ratio`` of a share of flows.
    """
    if indicator is None or target["value"] is None:
        return None
    frequency, kind = frequency_of(target["period"]), kind or indicator.kind
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
    summed = "flow" if kind == FLOW_RATIO and counts else kind
    history = sorted(in_frequency(own, frequency, summed), key=lambda m: m.period)
    if target["path"] == "cumulative":
        history = _running(history, target)
    places = SHARE_PLACES if unit == "share" else 0
    counted = Counted(current, goal, 1 if rising else -1, places, history)
    counties, weights = weighed_counties(cell, target, indicator.rollup, rising=rising, as_ratio=counts)
    if unit == "share" or sum(1 for area in weights if area) < rules.least_counties:
        counties, weights = [], {}
    end = Period.parse(target["target_period"])
    is_running = end.days[0] <= today and not is_over(end.key, today)
    so_far = _so_far(own, end) if is_running and unit != "share" else None
    left, whole = TimeLeft.until(end.key, today), now["denominator"] if counts and now is not None else None
    return Case(target, indicator, unit, counted, counties, words, left, kind, is_running, so_far, whole, weights)


def _so_far(own: Sequence[Mapping[str, Any]], within: Period) -> Decimal | None:
    """Return what has come of a flow in a period that runs: as told for it, else its parts one after the other."""
    known = {Period.parse(v["period"]): v["value"] for v in own if v["value"] is not None}
    if within in known:
        return Decimal(known[within])
    total = None
    for quarter in within.quarters:
        if quarter not in known:
            break
        total = (total or Decimal(0)) + known[quarter]
    return total


def _running(history: Sequence[Measurement], target: Mapping[str, Any]) -> list[Measurement]:
    total, found = target["baseline_value"] or Decimal(0), []
    for m in history:
        if Period.parse(m.period) > Period.parse(target["baseline_period"]):
            total += m.value
            found.append(Measurement(m.period, total, m.basis, m.value_ids))
    return found
