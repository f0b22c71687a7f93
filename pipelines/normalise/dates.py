"""Dates of every style that offices use, Jalali and Gregorian, whole and partial, to canonical text.

A date with three numbers is read in every order that gives a day of the calendar; one reading is the date,
none is an impossible date, two are an ambiguous one. The calendar itself is a library's (jdatetime), tested
against published vectors. Periods that titles name belong to :mod:`pipelines.normalise.span_titles`. Canonical forms:
ISO Gregorian for ``date``; ``1400-12-05``, ``1400-12`` or ``1400`` for ``jalali``; ``1402``, ``1402Q3`` or ``1402-07``
for ``period``.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

import jdatetime

from pipelines.foundation.period import MONTHS_OF_YEAR, Period
from pipelines.foundation.persian import latin_digits
from pipelines.normalise.calendar_words import DAYS, GREGORIAN_MONTHS, MONTHS, ORDINALS, SEASONS, WEEKDAYS
from pipelines.normalise.numbers import is_missing
from pipelines.normalise.result import Normalised, problem
from pipelines.normalise.text import clean_text, search_key

JALALI_YEARS = range(1250, 1500)
GREGORIAN_YEARS = range(1871, 2122)
#: Years without their thousand.
SHORT_YEARS = range(340, 500)
#: Excel's day numbers from 1954 to 2119; smaller numbers are more likely years or counts.
SERIALS = range(20_000, 80_001)
_SERIAL_ZERO = dt.date(1899, 12, 30)
#: Days from the epoch of 1900 to that of 1904, which workbooks of old Macintoshes count from.
_SINCE_1904 = 1462

_TIME = re.compile(
    r"[T ،,]+(?:ساعت *)?[0-9]{1,2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?"
    r"\s*(?:[AaPp]\.?[Mm]\.?|[قب]\.?ظ\.?)?\s*(Z|[+-][0-9]{2}:?[0-9]{2})?\Z"
)
_LABEL = re.compile(r"\A(?:مورخه?|(?:در |به )?تاریخ) *:? *(?=[0-9])")
_CALENDAR = re.compile(r"(?<=[0-9]) *(?:ه\.? ?ش\.?|(?:هجری )?شمسی|هجری خورشیدی|خورشیدی)\Z")
_APART = r"\s*[/\-.–_\\ ]\s*"
_THREE = re.compile(rf"([0-9]{{1,4}}){_APART}([0-9]{{1,2}}){_APART}([0-9]{{1,4}})\Z")
#: A year and a tenth: the number 1403.10 loses its nought in a spreadsheet, and is then no other than 1403.1.
_TENTH = re.compile(r"[0-9]{4}\s*\.\s*1\Z")
_TWO = re.compile(r"([0-9]{1,4})\s*[/\-.–\\]\s*([0-9]{1,4})\Z")
_NAMED = re.compile(r"(?:([0-9]{1,2}))?([^\W\d]+?)(?:ماه)?(?:سال)?([0-9]{4}|[0-9]{2})\Z")
_NAMED_FIRST = re.compile(r"([^\W\d]+?)(?:ماه)?([0-9]{1,2})([0-9]{4})\Z")
_NAMED_LAST = re.compile(r"([0-9]{4})([^\W\d]+?)(?:ماه)?([0-9]{1,2})?\Z")
_DAY_IN_WORDS = re.compile(
    rf"\A({'|'.join(sorted(DAYS, key=len, reverse=True))})(?:روز|ماه)?(?=(?:{'|'.join(MONTHS)})(?:ماه)?(?:سال)?[0-9])"
)
_WEEKDAY = re.compile(rf"\A(?:روز)?(?:{'|'.join(sorted(WEEKDAYS, key=len, reverse=True))})(?=.)")
_WHICH = "|".join([*SEASONS, *ORDINALS])
_QUARTER_WORDS = re.compile(rf"(?P<what>سهماهه?|3ماهه?|فصل|quarter)?(?:ی)?(?P<which>{_WHICH})")
_QUARTER_CODE = re.compile(r"([0-9]{4})\s*[-_/ ]?\s*[Qq]\s*([1-4])\Z|[Qq]\s*([1-4])\s*[-_/ ]?\s*([0-9]{4})\Z")
_QUARTER_UNDERSCORE = re.compile(r"([0-9]{4})_([1-4])\Z")

Kind = Literal["date", "jalali", "period"]


@dataclass(frozen=True, slots=True)
class JalaliDate:
    """A Jalali year, month or day; ``quarter`` instead of month and day for a quarter."""

    year: int
    month: int | None = None
    day: int | None = None
    quarter: int | None = None

    @property
    def period(self) -> Period:
        """The year, quarter or month that it is, or in which its day lies."""
        return Period(self.year, self.quarter, self.month)

    def __str__(self) -> str:
        return f"{self.period}-{self.day:02d}" if self.day else str(self.period)


class NotADate(ValueError):
    """The text is no date that can be read in one way; ``problem`` is the message that says why."""

    def __init__(self, problem: str = "not_a_date") -> None:
        super().__init__(problem)
        self.problem = problem


def to_gregorian(year: int, month: int, day: int) -> dt.date:
    """Return the Gregorian day of a Jalali one; raises ``ValueError`` for a day that the calendar lacks.

    The library gives the first day of each year, once; within a year the months have fixed lengths.
    """
    if not (1 <= month <= 12 and 1 <= day <= (31 if month <= 6 else 30)):
        raise ValueError(f"no month {month} with a day {day}")
    found = _new_year(year) + dt.timedelta(days=_DAYS_BEFORE[month] + day - 1)
    if month == MONTHS_OF_YEAR and found >= _new_year(year + 1):
        raise ValueError(f"the year {year} has no 30 Esfand")
    return found


def is_last_day(month: int, day: int, year: int | None = None) -> bool:
    """Tell whether a month ends with ``day``; Esfand may with its 29th, which offices write of every year."""
    if month < MONTHS_OF_YEAR:
        return day == (31 if month <= 6 else 30)
    return day == 29 or (day == 30 and (year is None or (_new_year(year + 1) - _new_year(year)).days == 366))


def to_jalali(day: dt.date) -> JalaliDate:
    """Return the Jalali day of a Gregorian one."""
    year = day.year - 621
    if day < _new_year(year):
        year -= 1
    passed = (day - _new_year(year)).days
    month = passed // 31 + 1 if passed < 186 else (passed - 186) // 30 + 7
    return JalaliDate(year, month, passed - _DAYS_BEFORE[month] + 1)


@cache
def _new_year(year: int) -> dt.date:
    return jdatetime.date(year, 1, 1).togregorian()


#: Days of the year before each month.
_DAYS_BEFORE = (0, *(31 * m for m in range(6)), *(186 + 30 * m for m in range(6)))


def normalise_date(raw: str, kind: Kind, *, date1904: bool = False, latest: dt.date | None = None) -> Normalised:
    """Return the canonical text of a date of ``kind`` (``date``, ``jalali`` or ``period``).

    ``date1904``: day numbers count from 1904. A date or partial date that begins after ``latest`` is a problem;
    a period may be a plan and is not held to it.
    """
    if is_missing(raw):
        return Normalised(note="missing_marked" if raw.strip() else None)
    try:
        found = parse_date(raw, kind, date1904=date1904)
        text = _canonical(found, kind)
    except NotADate as refusal:
        return problem("not_a_period" if kind == "period" and refusal.problem == "not_a_date" else refusal.problem)
    if latest and kind != "period" and _first_day(found) > latest:
        return problem("future_period")
    return Normalised(text, None if text == raw else "date_normalised")


def _first_day(found: JalaliDate) -> dt.date:
    return to_gregorian(found.year, found.month or 1, found.day or 1)


def _canonical(found: JalaliDate, kind: Kind) -> str:
    if kind == "date":
        if not (found.month and found.day):
            raise NotADate("incomplete_date")
        return to_gregorian(found.year, found.month, found.day).isoformat()
    if kind == "jalali":
        if found.quarter:
            raise NotADate
        return str(found)
    return found.period.key


def normalise_year(raw: str) -> Normalised:
    """Return a four-digit Jalali year; «94» is 1394, «00» is 1400 and «402» is 1402."""
    if is_missing(raw):
        return Normalised(note="missing_marked" if raw.strip() else None)
    text = _plain(raw).removeprefix("سال").strip()
    year = _year(text) if re.fullmatch(r"[0-9]{2,4}", text) else None
    if year is None:
        return problem("not_a_year")
    return Normalised(str(year), None if str(year) == raw else "date_normalised")


def parse_date(raw: str, kind: Kind = "jalali", *, date1904: bool = False) -> JalaliDate:
    """Return the date, month, quarter or year that ``raw`` writes; raises :class:`NotADate`.

    Day numbers are dates and no periods; quarters are periods and no dates.
    """
    text = _LABEL.sub("", _plain(_TIME.sub("", _plain(raw))))
    if re.fullmatch(r"[0-9]{5}(?:\.[0-9]+)?", text) and kind != "period":
        return _from_serial(int(text[:5]), date1904=date1904)
    if re.fullmatch(r"[0-9]+", text):
        return _from_digits(text, kind)
    if match := _THREE.match(text):
        return _from_three(*match.groups())
    if kind == "period" and (found := _quarter(text)):
        return found
    if match := _TWO.match(text):
        if _TENTH.match(text) and kind != "period":
            raise NotADate("ambiguous_date")
        if kind == "period" and _may_be_quarter(*match.groups()):
            raise NotADate("ambiguous_period")
        return _from_two(*match.groups())
    return _from_words(search_key(text.replace("/", " ")))


def _plain(raw: str) -> str:
    """Return ``raw`` in Latin digits, without what a spreadsheet or the name of the calendar adds."""
    text = _CALENDAR.sub("", latin_digits(clean_text(raw)).removeprefix("'").strip())
    return re.sub(r"(?<=[0-9])\.0+\Z", "", text)


def _year(text: str) -> int | None:
    """Return the Jalali year of two to four digits, or None when they are none.

    «402» and «0402» are how people and spreadsheets shorten 1402; «98» and «0098» are 1398.
    """
    number = int(text)
    if len(text) == 4 and number in JALALI_YEARS:
        return number
    if len(text) in (3, 4) and number in SHORT_YEARS:
        return 1000 + number
    if len(text) == 2 or (text.startswith("00") and number):  # «0000» is an empty year, not 1400
        return (1300 if number >= 40 else 1400) + number
    return None


def _day(year_text: str, month: int, day: int) -> JalaliDate | None:
    """Return the day if one of the two calendars has it."""
    try:
        if len(year_text) == 4 and int(year_text) in GREGORIAN_YEARS:
            return to_jalali(dt.date(int(year_text), month, day))
        year = _year(year_text)
        if year is None:
            return None
        to_gregorian(year, month, day)
        return JalaliDate(year, month, day)
    except ValueError:
        return None


def _only(readings: Sequence[JalaliDate | None]) -> JalaliDate:
    found = {r for r in readings if r is not None}
    if len(found) > 1:
        raise NotADate("ambiguous_date")
    if not found:
        raise NotADate("impossible_date")
    return found.pop()


def _from_three(first: str, second: str, third: str) -> JalaliDate:
    """Read year, month and day in every order that is in use; a part of three or four digits is the year.

    The orders are YMD and DMY, and for Gregorian years MDY as well, which spreadsheets set to American dates
    write: «05/12/2022» says two things, «24/02/2022» and «2/24/2022» one.
    """
    readings = []
    if len(first) >= 2 and len(third) <= 2:
        readings.append(_day(first, int(second), int(third)))
    if len(third) >= 2 and len(first) <= 2:
        readings.append(_day(third, int(second), int(first)))
        if len(third) == 4 and int(third) in GREGORIAN_YEARS:
            readings.append(_day(third, int(first), int(second)))
    if not readings:
        raise NotADate
    return _only(readings)


def _may_be_quarter(first: str, second: str) -> bool:
    """Tell whether a year and one digit («1403/1») may mean a quarter as well as a month."""
    return {len(first), len(second)} == {1, 4} and min(int(first), int(second)) in range(1, 5)


def _from_two(first: str, second: str) -> JalaliDate:
    """Read a year and a month in either order."""
    for year_text, month in ((first, second), (second, first)):
        if len(year_text) == 4 and len(month) <= 2:
            year = _year(year_text)
            if year is None or not 1 <= int(month) <= 12:
                raise NotADate("impossible_date")
            return JalaliDate(year, int(month))
    raise NotADate


def _from_serial(number: int, *, date1904: bool) -> JalaliDate:
    """Read a spreadsheet's day number."""
    if date1904:
        number += _SINCE_1904
    if number not in SERIALS:
        raise NotADate
    return to_jalali(_SERIAL_ZERO + dt.timedelta(days=number))


def _from_digits(text: str, kind: Kind) -> JalaliDate:
    """Read digits without separators: year, year and month, or whole day. Years have all four digits, or two."""
    if len(text) == 4:
        if int(text) not in JALALI_YEARS:
            raise NotADate("impossible_date")
        return JalaliDate(int(text))
    if len(text) == 8:
        orders = ((text[:4], text[4:6], text[6:]), (text[4:], text[2:4], text[:2]))
        return _only([_day(y, int(m), int(d)) for y, m, d in orders if int(y) >= JALALI_YEARS.start])
    if len(text) == 6:
        year, month = int(text[:4]), int(text[4:])
        partial = JalaliDate(year, month) if year in JALALI_YEARS and 1 <= month <= 12 else None
        if kind == "period":  # no period is written as a day of a two-digit year
            return _only([partial])
        return _only([partial, _day(text[:2], int(text[2:4]), int(text[4:]))])
    raise NotADate


def _quarter(text: str) -> JalaliDate | None:
    if match := _QUARTER_CODE.match(text):
        year, quarter = (match[1], match[2]) if match[1] else (match[4], match[3])
    elif match := _QUARTER_UNDERSCORE.match(text):
        year, quarter = match.groups()
    else:
        words, year = _without_year(search_key(text))
        match = _QUARTER_WORDS.fullmatch(words)
        if match is None or (match["which"] not in SEASONS and not match["what"]):
            return None
        quarter = str(SEASONS.get(match["which"]) or ORDINALS[match["which"]])
    found = _year(year)
    if found is None:
        raise NotADate("impossible_date")
    return JalaliDate(found, quarter=int(quarter))


def _without_year(key: str) -> tuple[str, str]:
    """Split a key into its words and the four digits of a year before or behind them."""
    if match := re.fullmatch(r"(.+?)(?:سال)?([0-9]{4})", key):
        return match[1], match[2]
    if match := re.fullmatch(r"(?:سال)?([0-9]{4})(.+)", key):
        return match[2], match[1]
    return "", "0000"


def _from_words(key: str) -> JalaliDate:
    """Read dates with a month's name: «۱۴ مهر ۱۳۹۶», «اسفند ۱۴۰۰», "24 Feb 2022"."""
    key = _WEEKDAY.sub("", key)
    key = _DAY_IN_WORDS.sub(lambda m: str(DAYS[m[1]]), key)
    if re.fullmatch(r"سال[0-9]{4}", key):
        return _from_digits(key[3:], "jalali")
    if match := _NAMED.match(key):
        day, name, year = match.groups()
    elif match := _NAMED_LAST.match(key):
        year, name, day = match.groups()
    elif match := _NAMED_FIRST.match(key):
        name, day, year = match.groups()
    else:
        raise NotADate
    if name in MONTHS:
        return _from_month(MONTHS[name], day, year)
    if name in GREGORIAN_MONTHS and day:
        if len(year) == 2:  # spreadsheets show 24-Feb-22, and mean 1930 to 2029
            year = ("20" if int(year) < 30 else "19") + year
        if int(year) in GREGORIAN_YEARS:
            return _only([_day(year, GREGORIAN_MONTHS[name], int(day))])
    raise NotADate


def _from_month(month: int, day: str | None, year_text: str) -> JalaliDate:
    """Read a Jalali month with its year, and its day if it has one; «اسفند 05» may be either."""
    if day:
        return _only([_day(year_text, month, int(day))])
    if len(year_text) == 2 and 1 <= int(year_text) <= 31:
        raise NotADate("ambiguous_date")
    year = _year(year_text)
    if year is None:
        raise NotADate("impossible_date")
    return JalaliDate(year, month)
