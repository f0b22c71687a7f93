"""Periods of the Jalali calendar: a year, a quarter or a month as one type, and spans of whole months.

A period's key is ``1402``, ``1402Q3`` or ``1402-07``. A span's key is that of a period where it is one, else its first
and last month (``1403-01/1403-06``). How people write periods belongs to :mod:`pipelines.normalise`, how sentences name
them to :mod:`pipelines.foundation.period_names`; SQL has its own functions. Days come from the calendar library.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import total_ordering
from typing import Literal

MONTHS_OF_YEAR, MONTHS_OF_QUARTER, QUARTERS_OF_YEAR = 12, 3, 4

Frequency = Literal["A", "Q", "M"]

#: For expressions that look for periods in longer texts: a year of these two centuries, and the parts of a key.
YEAR = "1[34][0-9]{2}"
MONTH = "(?:0[1-9]|1[0-2])"
KEY = f"{YEAR}(?:Q[1-4]|-{MONTH})?"
#: The years of a key; what names one of another millennium is Gregorian, or no year at all.
YEARS = range(1000, 2000)
_KEY = re.compile(rf"(1[0-9]{{3}})(?:Q([1-4])|-({MONTH}))?")
_MONTH_KEY = re.compile(rf"1[0-9]{{3}}-{MONTH}")
#: Periods of each frequency in a year.
_A_YEAR = {"A": 1, "Q": QUARTERS_OF_YEAR, "M": MONTHS_OF_YEAR}


@total_ordering
@dataclass(frozen=True, slots=True)
class Period:
    """A Jalali year, or a quarter or a month of it.

    Periods stand in the order of time: the one that ends earlier is the smaller, and of those that end together the
    shorter. So a year comes after all its parts and before those of the next year.
    """

    year: int
    quarter: int | None = None
    month: int | None = None

    def __post_init__(self) -> None:
        """Raise ``ValueError`` for what is no year, quarter or month."""
        if self.year not in YEARS:
            raise ValueError(f"a Jalali year of four digits is expected, not {self.year}")
        if self.quarter is not None and self.month is not None:
            raise ValueError(f"a period is a quarter or a month, not both: {self.quarter} and {self.month}")
        if self.quarter is not None and not 1 <= self.quarter <= QUARTERS_OF_YEAR:
            raise ValueError(f"a quarter from 1 to 4 is expected, not {self.quarter}")
        if self.month is not None and not 1 <= self.month <= MONTHS_OF_YEAR:
            raise ValueError(f"a month from 1 to 12 is expected, not {self.month}")

    @classmethod
    def parse(cls, key: str) -> Period:
        """Return the period of a key; raises ``ValueError`` with a sentence for any other text."""
        found = cls.find(key)
        if found is None:
            raise ValueError(
                f"{key!r} is no period: a year (1402), a quarter (1402Q3) or a month (1402-07) is expected"
            )
        return found

    @classmethod
    def find(cls, text: str) -> Period | None:
        """Return the period of a key, or None when the text is none."""
        match = _KEY.fullmatch(text)
        if match is None:
            return None
        year, quarter, month = match.groups()
        return cls(int(year), int(quarter) if quarter else None, int(month) if month else None)

    @classmethod
    def at(cls, place: int, frequency: str) -> Period:
        """Return the period at a place on the line of periods of its frequency: the inverse of :attr:`place`."""
        year, within = divmod(place, _A_YEAR[frequency])
        if frequency == "Q":
            return cls(year, quarter=within + 1)
        return cls(year, month=within + 1) if frequency == "M" else cls(year)

    @classmethod
    def of_day(cls, day: date, frequency: str) -> Period:
        """Return the period of ``frequency`` in which a Gregorian day lies."""
        import jdatetime  # as in Span.days

        jalali = jdatetime.date.fromgregorian(date=day)
        return cls(jalali.year, month=jalali.month).ending(frequency)

    def __str__(self) -> str:
        return self.key

    def __lt__(self, other: Period) -> bool:
        if not isinstance(other, Period):
            return NotImplemented
        return (self.span.last, self.span.months) < (other.span.last, other.span.months)

    @property
    def key(self) -> str:
        """The text by which tables, folders and commands name it."""
        part = f"Q{self.quarter}" if self.quarter else f"-{self.month:02d}" if self.month else ""
        return f"{self.year}{part}"

    @property
    def frequency(self) -> Frequency:
        """``A`` of a year, ``Q`` of a quarter, ``M`` of a month."""
        return "Q" if self.quarter else "M" if self.month else "A"

    @property
    def place(self) -> int:
        """Its place on the line of periods of its own frequency, counted from the year 0."""
        return self.year * _A_YEAR[self.frequency] + (self.quarter or self.month or 1) - 1

    @property
    def span(self) -> Span:
        """Its months as a span."""
        length = MONTHS_OF_YEAR // _A_YEAR[self.frequency]
        return Span(self.place * length, self.place * length + length - 1)

    @property
    def months(self) -> tuple[Period, ...]:
        """Its months, the first first."""
        return tuple(self.span)

    @property
    def quarters(self) -> tuple[Period, ...]:
        """The four quarters of a year; of a quarter itself, of a month the one in which it lies."""
        if self.frequency == "A":
            return tuple(Period(self.year, quarter) for quarter in range(1, QUARTERS_OF_YEAR + 1))
        return (self.ending("Q"),)

    @property
    def first_month(self) -> Period:
        """The month with which it begins."""
        return Period.at(self.span.first, "M")

    @property
    def last_month(self) -> Period:
        """The month with which it ends."""
        return Period.at(self.span.last, "M")

    def ending(self, frequency: str) -> Period:
        """Return the period of ``frequency`` in which it ends: a year in its fourth quarter, a month in its own."""
        return Period.at(self.span.last * _A_YEAR[frequency] // MONTHS_OF_YEAR, frequency)

    @property
    def previous(self) -> Period:
        """The one before it, of its own frequency."""
        return self.after(-1)

    @property
    def next(self) -> Period:
        """The one after it, of its own frequency."""
        return self.after(1)

    def after(self, steps: int) -> Period:
        """Return the period of its own frequency that many steps later (earlier, where they are negative)."""
        return Period.at(self.place + steps, self.frequency)

    def contains(self, other: Period) -> bool:
        """Tell whether all months of ``other`` are its own."""
        return self.span.contains(other.span)

    @property
    def days(self) -> tuple[date, date]:
        """Its first and its last day, Gregorian."""
        return self.span.days


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Whole months from ``first`` to ``last``, both counted from the year 0 (Mehr 1403 is 12·1403 + 6)."""

    first: int
    last: int

    @classmethod
    def parse(cls, key: str) -> Span:
        """Return the span of a period's or a span's key; raises ``ValueError`` with a sentence for any other text."""
        found = cls.find(key)
        if found is None:
            raise ValueError(
                f"{key!r} is neither a period (1402, 1402Q3, 1402-07)"
                " nor two months one after the other (1402-01/1402-06)"
            )
        return found

    @classmethod
    def find(cls, text: str) -> Span | None:
        """Return the span of a period's or a span's key, or None when the text is none."""
        begin, slash, end = text.partition("/")
        if not slash:
            period = Period.find(text)
            return period.span if period else None
        if not (_MONTH_KEY.fullmatch(begin) and _MONTH_KEY.fullmatch(end)):
            return None
        first, last = Period.parse(begin).place, Period.parse(end).place
        return cls(first, last) if first <= last else None

    def __str__(self) -> str:
        """Return the key: ``1403``, ``1403Q3``, ``1403-07``, or first and last month, ``1403-01/1403-06``."""
        exact = self.exact
        return exact.key if exact else f"{Period.at(self.first, 'M')}/{Period.at(self.last, 'M')}"

    def __iter__(self) -> Iterator[Period]:
        """Go through its months."""
        return (Period.at(month, "M") for month in range(self.first, self.last + 1))

    @property
    def months(self) -> int:
        """How many months it has."""
        return self.last - self.first + 1

    @property
    def exact(self) -> Period | None:
        """The period that it is, if it is one."""
        for frequency, count in _A_YEAR.items():
            length = MONTHS_OF_YEAR // count
            if self.months == length and self.first % length == 0:
                return Period.at(self.first // length, frequency)
        return None

    @property
    def period(self) -> Period:
        """The period under which it is filed: itself, or else the quarter in which it ends."""
        return self.exact or Period.at(self.last // MONTHS_OF_QUARTER, "Q")

    def contains(self, other: Span) -> bool:
        """Tell whether all months of ``other`` are its own."""
        return self.first <= other.first and other.last <= self.last

    @property
    def days(self) -> tuple[date, date]:
        """Its first and its last day, Gregorian."""
        import jdatetime  # slow to import, and most who know periods need no day

        begin, after = (
            jdatetime.date(month // MONTHS_OF_YEAR, month % MONTHS_OF_YEAR + 1, 1).togregorian()
            for month in (self.first, self.last + 1)
        )
        return begin, after - timedelta(days=1)
