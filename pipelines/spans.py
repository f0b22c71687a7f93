"""Spans of whole Jalali months: what a file speaks for, where that is more or less than the period it lies under.

A span's key is that of a period where it is one (``1403``, ``1403Q3``, ``1403-07``), else its first and last month
(``1403-01/1403-06``). How titles name spans belongs to :mod:`pipelines.normalise.span_titles`.
"""

from __future__ import annotations

from dataclasses import dataclass

MONTHS_OF_YEAR, MONTHS_OF_QUARTER = 12, 3


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Whole months from ``first`` to ``last``, both counted from the year 0 (Mehr 1403 is 12·1403 + 6)."""

    first: int
    last: int

    def __str__(self) -> str:
        """Return the key: ``1403``, ``1403Q3``, ``1403-07``, or first and last month, ``1403-01/1403-06``."""
        year, month = divmod(self.first, MONTHS_OF_YEAR)
        if self.months == MONTHS_OF_YEAR and month == 0:
            return str(year)
        if self.months == MONTHS_OF_QUARTER and month % MONTHS_OF_QUARTER == 0:
            return f"{year}Q{month // MONTHS_OF_QUARTER + 1}"
        if self.months == 1:
            return _month_key(self.first)
        return f"{_month_key(self.first)}/{_month_key(self.last)}"

    @property
    def months(self) -> int:
        """How many months it has."""
        return self.last - self.first + 1

    @property
    def period(self) -> str:
        """The period under which it is filed: itself, or else the quarter in which it ends."""
        key = str(self)
        year, month = divmod(self.last, MONTHS_OF_YEAR)
        return key if "/" not in key else f"{year}Q{month // MONTHS_OF_QUARTER + 1}"


def span_of_period(period: str) -> Span:
    """Return the months of a period key (``1402``, ``1402Q3``, ``1402-07``) or of a span's own key."""
    first, _, last = period.partition("/")
    if last:
        return Span(span_of_period(first).first, span_of_period(last).last)
    year = MONTHS_OF_YEAR * int(period[:4])
    if period[4:5] == "Q":
        begin = year + MONTHS_OF_QUARTER * (int(period[5]) - 1)
        return Span(begin, begin + MONTHS_OF_QUARTER - 1)
    if period[4:5] == "-":
        return Span(year + int(period[5:7]) - 1, year + int(period[5:7]) - 1)
    return Span(year, year + MONTHS_OF_YEAR - 1)


def _month_key(month: int) -> str:
    year, within = divmod(month, MONTHS_OF_YEAR)
    return f"{year}-{within + 1:02d}"
