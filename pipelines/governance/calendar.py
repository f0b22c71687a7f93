"""Jalali periods as spans of days: what lies in which, and which ones have ended.

A period key is a year (``1402``), a quarter (``1402Q3``) or a month (``1402-07``); days are Gregorian dates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from pipelines.foundation.period import MONTHS_OF_YEAR, Period, Span
from pipelines.normalise.dates import to_gregorian

_DAY = re.compile(r"(1[0-9]{3})-([0-9]{2})-([0-9]{2})")

#: Months of one period of each cadence that ends on a fixed day of the Jalali year.
MONTHS = {"monthly": 1, "quarterly": 3, "half_yearly": 6, "annual": 12}
LAST_YEAR = 1500


def span(key: str) -> tuple[date, date] | None:
    """Return first and last day of a period key, a span or a (partial) Jalali date; None when it is none of them."""
    begin, _, end = key.partition("/")
    if end:
        first, last = span(begin), span(end)
        return (first[0], last[1]) if first and last else None
    if period := Period.find(key):
        return period.days
    if match := _DAY.fullmatch(key):
        try:
            day = to_gregorian(*(int(part) for part in match.groups()))
        except ValueError:
            return None
        return day, day
    return None


def overlap(one: tuple[date, date], other: tuple[date, date]) -> bool:
    """Return whether two spans share a day."""
    return one[0] <= other[1] and other[0] <= one[1]


def frequency(period: str) -> str:
    """Return ``Q`` of a quarter or of a span that is no period, ``M`` of a month, else ``A``."""
    found = Span.find(period)
    return found.period.frequency if found else "A"


def ended_periods(first: str, cadence: str, today: date) -> Iterator[str]:
    """Yield the periods of a cadence from the one in which ``first`` begins to the last that has ended.

    A half-year is named by its second quarter. Nothing is yielded for a cadence without fixed periods.
    """
    months, begin = MONTHS.get(cadence), span(first)
    if months is None or begin is None:
        return
    start = Period.of_day(begin[0], "M").place // months * months
    due = Span(start, start + months - 1)
    while due.first < LAST_YEAR * MONTHS_OF_YEAR and due.days[1] < today:
        yield due.period.key
        due = Span(due.first + months, due.last + months)
