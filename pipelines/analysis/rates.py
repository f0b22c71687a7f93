"""Reckon rates exactly: time left, what each part of it must bring, when a goal is reached, how a whole is apportioned.

Numbers are decimals in the unit of what is counted; what is needed is rounded up, never down.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal
from fractions import Fraction
from itertools import pairwise
from math import floor

from pipelines.analysis.paths import Measurement, quarter_index
from pipelines.foundation.period import MONTHS_OF_QUARTER, Period


@dataclass(frozen=True, slots=True)
class TimeLeft:
    """Full quarters, Jalali months and weeks from a day until a period ends; what has begun is not counted."""

    quarters: int
    months: int
    weeks: int

    @classmethod
    def until(cls, period: str, today: date) -> TimeLeft:
        """Count from the day after ``today`` to the last day of ``period``; all are zero when it is over."""
        end, now = Period.parse(period), Period.of_day(today, "M")
        months = end.span.last - now.place
        # A quarter in the midst of which a month ends is not a whole one.
        quarters = (end.span.last + 1) // MONTHS_OF_QUARTER - now.ending("Q").next.place
        return cls(max(quarters, 0), max(months, 0), max((end.days[1] - today).days, 0) // 7)


def rounded_up(value: Decimal, places: int) -> Decimal:
    """Return ``value`` rounded away to ``places`` decimals, towards more."""
    return value.quantize(Decimal(1).scaleb(-places), ROUND_CEILING)


def per(need: Decimal, parts: int, places: int) -> Decimal | None:
    """Return what each of ``parts`` must bring so that together they bring ``need``.

    None without a part, and where less than one whole falls on each: rounded up it would be several times the need.
    """
    if parts == 0 or (places == 0 and 0 < need < parts):
        return None
    return rounded_up(need / parts, places)


@dataclass(frozen=True, slots=True)
class Rate:
    """Gain a quarter: the present one and the best ever seen, with the period in which that was."""

    present: Decimal
    best: Decimal
    best_period: str


def level_rate(history: Sequence[Measurement], direction: int, over: int) -> Rate | None:
    """Return the rate of a level (stock, sum so far): its gain in the direction of the target, a quarter.

    The present rate is the gain since the measurement that is at least ``over`` quarters old (the nearest such, else
    the oldest), by the quarters between; the best is the largest gain a quarter between two neighbours.
    """
    if len(history) < 2:
        return None
    last = history[-1]
    age = {m: quarter_index(last.period) - quarter_index(m.period) for m in history[:-1]}
    since = next((m for m in reversed(history[:-1]) if age[m] >= over), history[0])
    present = (last.value - since.value) * direction / age[since]
    gains = [
        ((b.value - a.value) * direction / (quarter_index(b.period) - quarter_index(a.period)), b.period)
        for a, b in pairwise(history)
    ]
    best = max(gain for gain, _ in gains)
    return Rate(present, best, next(period for gain, period in gains if gain == best))


def flow_rate(history: Sequence[Measurement], over: int) -> Rate | None:
    """Return the rate of a flow: what comes a quarter now, and at best."""
    if not history:
        return None
    length = len(Period.parse(history[-1].period).quarters)
    recent = history[-max(over // length, 1) :]
    best = max(history, key=lambda m: (m.value, -quarter_index(m.period)))
    present = sum((m.value for m in recent), Decimal(0)) / (len(recent) * length)
    return Rate(present, best.value / length, best.period)


def reached_in(need: Decimal, rate: Decimal, most: int) -> int | None:
    """Return in how many quarters ``need`` is there at ``rate``; None if not within ``most``."""
    if need <= 0:
        return 0
    if rate <= 0:
        return None
    quarters = int((need / rate).to_integral_value(ROUND_CEILING))
    return quarters if quarters <= most else None


def period_after(period: str, quarters: int) -> str:
    """Return the quarter that lies so many quarters after the end of ``period``."""
    return Period.parse(period).ending("Q").after(quarters).key


def apportioned(whole: Decimal, weights: Mapping[str, Decimal], places: int) -> dict[str, Decimal]:
    """Apportion ``whole`` by ``weights`` to ``places`` decimals (largest remainders): the parts sum exactly to it.

    The largest remainders get what rounding leaves (of equal ones the first by name). ``whole`` has no more decimals
    than ``places``. Without any weight all parts are equal.
    """
    if not weights:
        return {}
    even = weights if any(weights.values()) else {name: Decimal(1) for name in weights}
    total, unit = sum(Fraction(w) for w in even.values()), Decimal(1).scaleb(-places)
    units = int(whole / unit)
    exact = {name: units * Fraction(weight) / total for name, weight in even.items()}
    found = {name: floor(value) for name, value in exact.items()}
    left = units - sum(found.values())
    for name in sorted(exact, key=lambda n: (found[n] - exact[n], n))[:left]:
        found[name] += 1
    return {name: parts * unit for name, parts in found.items()}
