"""The Jalali calendar as arrays: days as numbers since 1970 (Arrow's ``date32``), periods, and ways to write a day.

Leap years are those of the calendar library; ten million dates are written by one lookup in a table of forty
thousand days.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache

import jdatetime
import numpy as np
import pyarrow as pa

from pipelines.demo.randomness import Numbers
from pipelines.foundation import period_names
from pipelines.foundation.period import Period
from pipelines.foundation.persian import persian_digits

FIRST_YEAR, LAST_YEAR = 1310, 1420
_EPOCH = dt.date(1970, 1, 1)
MONTH_NAMES = period_names.MONTHS["fa"]
QUARTER_NAMES = ("اول", "دوم", "سوم", "چهارم")
SEASONS = period_names.SEASONS["fa"]

#: The demonstration runs over these quarters, first and last.
FIRST_QUARTER, LAST_QUARTER = "1400Q4", "1405Q2"


@dataclass(frozen=True, slots=True)
class _Days:
    """Year, month and day of each day from ``first`` (days since 1970) on."""

    first: int
    year: Numbers
    month: Numbers
    day: Numbers


def day_number(year: int, month: int, day: int) -> int:
    """Return the days since 1970 of a Jalali day."""
    return (jdatetime.date(year, month, day).togregorian() - _EPOCH).days


def month_length(year: int, month: int) -> int:
    """Return the number of days of a Jalali month."""
    if month <= 6:
        return 31
    return 30 if month < 12 or jdatetime.date(year, 1, 1).isleap() else 29


@cache
def _days() -> _Days:
    years, months, days = [], [], []
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        for month in range(1, 13):
            length = month_length(year, month)
            years.append(np.full(length, year))
            months.append(np.full(length, month))
            days.append(np.arange(1, length + 1))
    return _Days(day_number(FIRST_YEAR, 1, 1), np.concatenate(years), np.concatenate(months), np.concatenate(days))


def parts(day: int) -> tuple[int, int, int]:
    """Return year, month and day of a day since 1970."""
    table, at = _days(), day - _days().first
    return int(table.year[at]), int(table.month[at]), int(table.day[at])


def add_years(days: Numbers, years: Numbers) -> Numbers:
    """Return the same day of the year, ``years`` later; 30 Esfand becomes 29 where the year is short."""
    table = _days()
    year = table.year[days - table.first] + years
    starts = np.array([day_number(y, 1, 1) for y in range(FIRST_YEAR, LAST_YEAR + 2)])
    month, day = table.month[days - table.first], table.day[days - table.first]
    within = np.where(month <= 6, (month - 1) * 31, 186 + (month - 7) * 30) + day - 1
    found = starts[year - FIRST_YEAR] + within
    return np.minimum(found, starts[year - FIRST_YEAR + 1] - 1)


# --- periods ---------------------------------------------------------------------------------------------------


def quarters(first: str = FIRST_QUARTER, last: str = LAST_QUARTER) -> list[str]:
    """Return the quarters from ``first`` to ``last``."""
    begin, end = Period.parse(first), Period.parse(last)
    return [begin.after(steps).key for steps in range(end.place - begin.place + 1)]


def months() -> list[str]:
    """Return the months of the demonstration's quarters."""
    return [month.key for quarter in quarters() for month in Period.parse(quarter).months]


def years() -> list[str]:
    """Return the years of which annual deliveries are known: those that ended before the last quarter."""
    first, last = (Period.parse(quarter).year for quarter in (FIRST_QUARTER, LAST_QUARTER))
    return [Period(year).key for year in range(first, last)]


def bounds(period: str) -> tuple[int, int]:
    """Return first and last day (days since 1970) of a year, quarter or month."""
    first, last = Period.parse(period).days
    return (first - _EPOCH).days, (last - _EPOCH).days


def quarter_of(period: str) -> str:
    """Return the quarter that a month belongs to, the last quarter of a year, or the quarter itself."""
    return Period.parse(period).ending("Q").key


def period_text(period: str, style: int) -> str:
    """Return a period as an office writes it in a title."""
    told = Period.parse(period)
    year = told.year
    if told.quarter:
        at = told.quarter - 1
        return (
            f"سه‌ماهه {QUARTER_NAMES[at]} {year}",
            f"{SEASONS[at]} {year}",
            f"سه ماهه {QUARTER_NAMES[at]} سال {year}",
        )[style % 3]
    if told.month:
        return f"{MONTH_NAMES[told.month - 1]} {year}"
    return f"سال {year}"


# --- ways to write a day ---------------------------------------------------------------------------------------


def written(year: int, month: int, day: int, number: int, style: str) -> str:
    """Return one day in the way that ``style`` names."""
    match style:
        case "slash":
            return f"{year}/{month:02d}/{day:02d}"
        case "slash_persian":
            return persian_digits(f"{year}/{month}/{day}")
        case "dash":
            return f"{year}-{month:02d}-{day:02d}"
        case "dot":
            return f"{year}.{month}.{day}"
        case "day_first":
            return f"{day:02d}/{month:02d}/{year}"
        case "digits":
            return f"{year}{month:02d}{day:02d}"
        case "named":
            return f"{day} {MONTH_NAMES[month - 1]} {year}"
        case "named_persian":
            return persian_digits(f"{day} {MONTH_NAMES[month - 1]} {year}")
        case "serial":
            return str(number + 25_569)  # Excel's day 25569 is 1970-01-01
        case "gregorian":
            return (_EPOCH + dt.timedelta(days=number)).isoformat()
        case "gregorian_midnight":
            return (_EPOCH + dt.timedelta(days=number)).isoformat() + " 00:00:00"
    raise ValueError(f"no way of writing a day is called {style!r}")


@cache
def _written_days(style: str) -> pa.Array:
    table = _days()
    return pa.array(
        [
            written(int(y), int(m), int(d), table.first + at, style)
            for at, (y, m, d) in enumerate(zip(table.year, table.month, table.day, strict=True))
        ],
        pa.string(),
    )


def write_days(days: pa.Array, style: str) -> pa.Array:
    """Return ``date32`` days as texts of ``style``; what is null stays null."""
    import pyarrow.compute as pc

    return _written_days(style).take(pc.subtract(days.cast(pa.int32()), pa.scalar(_days().first, pa.int32())))
