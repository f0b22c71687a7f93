"""Jalali periods as spans of days: what lies in which, and which ones have ended.

A period key is a year (``1402``), a quarter (``1402Q3``) or a month (``1402-07``); days are Gregorian dates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

import jdatetime

from pipelines.period import MONTHS_OF_YEAR, Span

_KEY = re.compile(r"(?P<year>1\d{3})(?:Q(?P<quarter>[1-4])|-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?")

#: Months of one period of each cadence that ends on a fixed day of the Jalali year.
MONTHS = {"monthly": 1, "quarterly": 3, "half_yearly": 6, "annual": 12}
LAST_YEAR = 1500


def span(key: str) -> tuple[date, date] | None:
    """Return first and last day of a period key, a span or a (partial) Jalali date; None when it is none of them."""
    begin, _, end = key.partition("/")
    if end:
        first, last = span(begin), span(end)
        return (first[0], last[1]) if first and last else None
    match = _KEY.fullmatch(key)
    if match is None:
        return None
    try:
        if match["day"]:
            day = jdatetime.date(*(int(match[part]) for part in ("year", "month", "day"))).togregorian()
            return day, day
        if match["month"] and not 1 <= int(match["month"]) <= MONTHS_OF_YEAR:
            return None
        months = Span.parse(key)
        year, month = divmod(months.first, MONTHS_OF_YEAR)
        return _months(year, month + 1, months.months)
    except ValueError:
        return None


def _months(year: int, month: int, count: int) -> tuple[date, date]:
    following = month + count
    first = jdatetime.date(year, month, 1).togregorian()
    after = jdatetime.date(year + (following - 1) // 12, (following - 1) % 12 + 1, 1).togregorian()
    return first, after - timedelta(days=1)


def overlap(one: tuple[date, date], other: tuple[date, date]) -> bool:
    """Return whether two spans share a day."""
    return one[0] <= other[1] and other[0] <= one[1]


def frequency(period: str) -> str:
    """Return ``Q`` of a quarter or of a span that is no period, ``M`` of a month, else ``A``."""
    return "Q" if "Q" in period or "/" in period else "M" if "-" in period else "A"


def period_of(day: date, frequency: str) -> str:
    """Return the key of the period of ``frequency`` (A, Q, M) in which a day lies."""
    jalali = jdatetime.date.fromgregorian(date=day)
    if frequency == "Q":
        return f"{jalali.year}Q{(jalali.month + 2) // 3}"
    return f"{jalali.year}-{jalali.month:02d}" if frequency == "M" else str(jalali.year)


def ended_periods(first: str, cadence: str, today: date) -> Iterator[str]:
    """Yield the periods of a cadence from the one in which ``first`` begins to the last that has ended.

    A half-year is named by its second quarter. Nothing is yielded for a cadence without fixed periods.
    """
    months, begin = MONTHS.get(cadence), span(first)
    if months is None or begin is None:
        return
    start = jdatetime.date.fromgregorian(date=begin[0])
    year, month = start.year, (start.month - 1) // months * months + 1
    while year < LAST_YEAR and _months(year, month, months)[1] < today:
        yield {1: f"{year}-{month:02d}", 12: str(year)}.get(months, f"{year}Q{(month + months - 1) // 3}")
        year, month = (year + 1, 1) if month + months > 12 else (year, month + months)
