"""What if: pure functions from drivers to the path of an indicator, and a scenario as a link.

The build computes the baseline with them and the pages compute a reader's own scenario, so both cannot differ. This
module knows no table, no file and no page. Levels are exact decimals in the unit of what is counted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation
from urllib.parse import parse_qsl, urlencode

from pipelines.foundation.period import QUARTERS_OF_YEAR, Period

#: Places to which a path is kept.
PLACES = Decimal("0.000001")
MONTHS = 3


@dataclass(frozen=True, slots=True)
class Start:
    """Where a path begins: the period measured last, the level, and of a ratio its whole."""

    period: str
    level: Decimal
    whole: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Driver:
    """Something that can be done more or less of: its range, its step and its default."""

    driver_id: str
    least: Decimal
    most: Decimal
    step: Decimal
    default: Decimal

    def held(self, value: Decimal) -> Decimal:
        """Return ``value`` within the range."""
        return min(max(value, self.least), self.most)


@dataclass(frozen=True, slots=True)
class Point:
    """The indicator at the end of a quarter, or of a year where the formula goes by years."""

    period: str
    value: Decimal


#: Drivers by name.
Drivers = Mapping[str, Decimal]
#: From a start, the drivers of each step ahead and those of what has passed, to the values at the end of each step.
Formula = Callable[[Start, Sequence[Drivers], Drivers], list[Decimal]]


def _gained(start: Start, steps: Sequence[Drivers], past: Drivers) -> list[Decimal]:
    """Return a sum so far: new ones come each month, and nothing leaves it."""
    level, found = start.level, []
    for drivers in steps:
        level = max(level + drivers["new_per_month"] * MONTHS, Decimal(0)).quantize(PLACES, ROUND_HALF_EVEN)
        found.append(level)
    return found


def _levels(start: Start, steps: Sequence[Drivers], past: Drivers) -> list[Decimal]:
    """Return a stock: new ones come each month, a quarter of a year's share expires, and a part of that is renewed."""
    level, found = start.level, []
    for drivers in steps:
        lost = level * drivers["expiring_a_year"] / QUARTERS_OF_YEAR * (1 - drivers["renewal_share"])
        level = max(level - lost + drivers["new_per_month"] * MONTHS, Decimal(0)).quantize(PLACES, ROUND_HALF_EVEN)
        found.append(level)
    return found


def _shares(start: Start, levels: Sequence[Decimal], steps: Sequence[Drivers]) -> list[Decimal]:
    """Return levels by their whole, which grows by so many a month; never more than one."""
    whole, found = start.whole or Decimal(0), []
    for level, drivers in zip(levels, steps, strict=True):
        whole += drivers["whole_per_month"] * MONTHS
        found.append(min(level / whole, Decimal(1)) if whole > 0 else Decimal(0))
    return found


def _coverage(start: Start, steps: Sequence[Drivers], past: Drivers) -> list[Decimal]:
    """Return the share that was ever reached: what was given once stays, whatever expires."""
    return _shares(start, _gained(start, steps, past), steps)


def _valid_coverage(start: Start, steps: Sequence[Drivers], past: Drivers) -> list[Decimal]:
    """Return the share that is covered at the time: what expires and is not renewed leaves it."""
    return _shares(start, _levels(start, steps, past), steps)


def _uptake(start: Start, steps: Sequence[Drivers], past: Drivers) -> list[Decimal]:
    """Return the share of a year's credit that is paid by the end of each quarter; each year begins with nothing.

    Files a month × the share of them that is paid × the mean file, by the year's allocation; never more than one.
    """
    began = Period.parse(start.period).ending("Q").quarter or QUARTERS_OF_YEAR
    share, found = began * _quarterly_uptake(past), []
    for ahead, drivers in enumerate(steps, 1):
        quarter = _quarterly_uptake(drivers)
        share = quarter if _quarter_after(start.period, ahead).quarter == 1 else share + quarter
        found.append(min(share, Decimal(1)))
    return found


def _quarterly_uptake(drivers: Drivers) -> Decimal:
    a_quarter = drivers["files_per_month"] * MONTHS * drivers["paid_share"] * drivers["mean_file"]
    return a_quarter / drivers["allocated"] if drivers["allocated"] > 0 else Decimal(0)


def _growth(start: Start, steps: Sequence[Drivers], past: Drivers) -> list[Decimal]:
    """Return what comes in a year: quantity and price each grow by a share of the year before."""
    level, found = start.level, []
    for drivers in steps:
        yearly = (1 + drivers["quantity_growth"]) * (1 + drivers["price_growth"])
        level = max(level * yearly, Decimal(0)).quantize(PLACES, ROUND_HALF_EVEN)
        found.append(level)
    return found


#: The drivers that each formula reads.
NEEDED: Mapping[str, tuple[str, ...]] = {
    "levels": ("new_per_month", "expiring_a_year", "renewal_share"),
    "coverage": ("new_per_month", "whole_per_month"),
    "valid_coverage": ("new_per_month", "expiring_a_year", "renewal_share", "whole_per_month"),
    "uptake": ("files_per_month", "paid_share", "mean_file", "allocated"),
    "growth": ("quantity_growth", "price_growth"),
}
FORMULAS: Mapping[str, Formula] = {
    "levels": _levels,
    "coverage": _coverage,
    "valid_coverage": _valid_coverage,
    "uptake": _uptake,
    "growth": _growth,
}


#: Formulas whose steps are years, and whose start is a year.
YEARLY = frozenset({"growth"})


def _quarter_after(period: str, quarters: int) -> Period:
    return Period.parse(period).ending("Q").after(quarters)


def quarters_between(start: str, end: str) -> int:
    """Return how many quarters lie after ``start`` up to the end of ``end`` (a year ends with its fourth quarter)."""
    first, last = (Period.parse(period).ending("Q").place for period in (start, end))
    return max(last - first, 0)


def path(
    formula: str, start: Start, drivers: Drivers, until: str, *, since: str = "", before: Drivers | None = None
) -> list[Point]:
    """Return the path of an indicator from the step after ``start`` to ``until``.

    A path that begins with the period ``since`` leaves out what is over by then: those steps were not measured, are
    taken with the drivers ``before`` (what was measured last), and are no part of the path. Raises ``KeyError`` for a
    formula or driver that is not known.
    """
    frequency = "A" if formula in YEARLY else "Q"
    begin, end = (Period.parse(period).ending(frequency) for period in (start.period, until))
    steps = max(end.place - begin.place, 0)
    passed = max(Period.parse(since).ending(frequency).place - begin.place - 1, 0) if since else 0
    ahead, past = ({name: told[name] for name in NEEDED[formula]} for told in (drivers, before or drivers))
    values = FORMULAS[formula](start, [past if step < passed else ahead for step in range(steps)], past)
    return [
        Point(begin.after(step).key, value.quantize(PLACES, ROUND_HALF_EVEN))
        for step, value in enumerate(values, 1)
        if step > passed
    ]


def to_query(scenario: str, chosen: Mapping[str, Decimal], drivers: Sequence[Driver]) -> str:
    """Return a reader's scenario as a short query string: only what differs from the defaults, in order."""
    parts = [("what", scenario)]
    for driver in drivers:
        value = driver.held(chosen.get(driver.driver_id, driver.default))
        if value != driver.default:
            parts.append((driver.driver_id, _plain(value)))
    return urlencode(parts)


def from_query(query: str, drivers: Sequence[Driver]) -> dict[str, Decimal]:
    """Return every driver's value: as the query says, held in its range, else its default. Never raises."""
    said = dict(parse_qsl(query, keep_blank_values=False))
    return {d.driver_id: d.held(_number(said.get(d.driver_id), d.default)) for d in drivers}


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _number(text: str | None, default: Decimal) -> Decimal:
    try:
        value = Decimal(text) if text and len(text) <= 40 else default
    except InvalidOperation:
        return default
    return value if value.is_finite() else default
