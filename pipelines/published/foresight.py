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


#: From a start, drivers by name and steps ahead to the values at the end of each step.
Formula = Callable[[Start, Mapping[str, Decimal], int], list[Decimal]]


def _levels(start: Start, drivers: Mapping[str, Decimal], quarters: int) -> list[Decimal]:
    """Return a stock: new ones come each month, some expire each quarter, and a share of those is renewed."""
    level, found = start.level, []
    for _ in range(quarters):
        lost = level * drivers["expiring_share"] * (1 - drivers["renewal_share"])
        level = max(level - lost + drivers["new_per_month"] * MONTHS, Decimal(0)).quantize(PLACES, ROUND_HALF_EVEN)
        found.append(level)
    return found


def _coverage(start: Start, drivers: Mapping[str, Decimal], quarters: int) -> list[Decimal]:
    """Return a stock by its whole, which grows by so many a month; never more than one."""
    whole, found = start.whole or Decimal(0), []
    for level in _levels(start, drivers, quarters):
        whole += drivers["whole_per_month"] * MONTHS
        found.append(min(level / whole, Decimal(1)) if whole > 0 else Decimal(0))
    return found


def _uptake(start: Start, drivers: Mapping[str, Decimal], quarters: int) -> list[Decimal]:
    """Return the share of a year's credit that is paid by the end of each quarter; each year begins with nothing.

    Files a month × the share of them that is paid × the mean file, by the year's allocation; never more than one.
    """
    a_quarter = drivers["files_per_month"] * MONTHS * drivers["paid_share"] * drivers["mean_file"]
    found = []
    for ahead in range(1, quarters + 1):
        passed = _quarter_after(start.period, ahead).quarter or QUARTERS_OF_YEAR
        share = a_quarter * passed / drivers["allocated"] if drivers["allocated"] > 0 else Decimal(0)
        found.append(min(share, Decimal(1)))
    return found


def _growth(start: Start, drivers: Mapping[str, Decimal], years: int) -> list[Decimal]:
    """Return what comes in a year: quantity and price each grow by a share of the year before."""
    level, found = start.level, []
    yearly = (1 + drivers["quantity_growth"]) * (1 + drivers["price_growth"])
    for _ in range(years):
        level = max(level * yearly, Decimal(0)).quantize(PLACES, ROUND_HALF_EVEN)
        found.append(level)
    return found


#: The drivers that each formula reads.
NEEDED: Mapping[str, tuple[str, ...]] = {
    "levels": ("new_per_month", "expiring_share", "renewal_share"),
    "coverage": ("new_per_month", "expiring_share", "renewal_share", "whole_per_month"),
    "uptake": ("files_per_month", "paid_share", "mean_file", "allocated"),
    "growth": ("quantity_growth", "price_growth"),
}
FORMULAS: Mapping[str, Formula] = {
    "levels": _levels,
    "coverage": _coverage,
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


def path(formula: str, start: Start, drivers: Mapping[str, Decimal], until: str) -> list[Point]:
    """Return the path of an indicator from the step after ``start`` to ``until``.

    Raises ``KeyError`` for a formula or driver that is not known.
    """
    frequency = "A" if formula in YEARLY else "Q"
    begin, end = (Period.parse(period).ending(frequency) for period in (start.period, until))
    steps = end.place - begin.place
    values = FORMULAS[formula](start, {name: drivers[name] for name in NEEDED[formula]}, max(steps, 0))
    return [
        Point(
            begin.after(ahead).key,
            value.quantize(PLACES, ROUND_HALF_EVEN),
        )
        for ahead, value in enumerate(values, 1)
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
