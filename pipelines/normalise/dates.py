"""Dates of every style that offices use, Jalali and Gregorian, whole and partial, to canonical text.

A date with three numbers is read in every order that gives a day of the calendar; one reading is the date,
none is an impossible date, two are an ambiguous one. The calendar itself is a library's (jdatetime), tested
against published vectors. Canonical forms: ISO Gregorian for ``date``; ``1400-12-05``, ``1400-12`` or
``1400`` for ``jalali``; ``1402``, ``1402Q3`` or ``1402-07`` for ``period``.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import jdatetime

from pipelines.normalise.numbers import is_missing
from pipelines.normalise.result import Normalised, problem
from pipelines.normalise.text import ascii_digits, clean_text, search_key

JALALI_YEARS = range(1250, 1500)
GREGORIAN_YEARS = range(1871, 2122)
#: Excel's day numbers from 1954 to 2119; smaller numbers are more likely years or counts.
SERIALS = range(20_000, 80_001)
_SERIAL_ZERO = dt.date(1899, 12, 30)

_MONTHS = {
    "فروردین": 1, "اردیبهشت": 2, "خرداد": 3, "تیر": 4, "مرداد": 5, "امرداد": 5, "شهریور": 6, "مهر": 7,
    "ابان": 8, "اذر": 9, "دی": 10, "بهمن": 11, "اسفند": 12,
}  # fmt: skip
_GREGORIAN_MONTHS = {
    "january": 1, "jan": 1, "february": 2, "feb": 2, "march": 3, "mar": 3, "april": 4, "apr": 4, "may": 5,
    "june": 6, "jun": 6, "july": 7, "jul": 7, "august": 8, "aug": 8, "september": 9, "sep": 9, "sept": 9,
    "october": 10, "oct": 10, "november": 11, "nov": 11, "december": 12, "dec": 12,
    "ژانویه": 1, "فوریه": 2, "مارس": 3, "اوریل": 4, "مه": 5, "ژوین": 6, "ژوییه": 7, "جولای": 7, "اوت": 8,
    "اگوست": 8, "سپتامبر": 9, "اکتبر": 10, "نوامبر": 11, "دسامبر": 12,
}  # fmt: skip
_SEASONS = {"بهار": 1, "تابستان": 2, "پاییز": 3, "زمستان": 4}
_ORDINALS = {"اول": 1, "نخست": 1, "یکم": 1, "دوم": 2, "سوم": 3, "چهارم": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_WEEKDAYS = "شنبه|یکشنبه|دوشنبه|سهشنبه|چهارشنبه|پنجشنبه|جمعه"

_TIME = re.compile(r"[T ،,]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?$")
_THREE = re.compile(r"(\d{1,4})\s*[/\-.–_\\ ]\s*(\d{1,2})\s*[/\-.–_\\ ]\s*(\d{1,4})\Z")
_TWO = re.compile(r"(\d{1,4})\s*[/\-.–\\]\s*(\d{1,4})\Z")
_NAMED = re.compile(r"(?:(\d{1,2}))?([^\W\d]+?)(?:ماه)?(?:سال)?(\d{4}|\d{2})\Z")
_NAMED_LAST = re.compile(r"(\d{4})([^\W\d]+?)(?:ماه)?(\d{1,2})?\Z")
_QUARTER_WORDS = re.compile(
    rf"(?:(?:سه|3)ماهه?|فصل|quarter)?(?:ی)?({'|'.join([*_SEASONS, *_ORDINALS])})?(?:سال)?(\d{{4}})\Z"
)
_QUARTER_CODE = re.compile(r"(\d{4})\s*[-_/ ]?\s*[Qq]\s*([1-4])\Z|[Qq]\s*([1-4])\s*[-_/ ]?\s*(\d{4})\Z")
_QUARTER_UNDERSCORE = re.compile(r"(\d{4})_([1-4])\Z")

Kind = Literal["date", "jalali", "period"]


@dataclass(frozen=True, slots=True)
class JalaliDate:
    """A Jalali year, month or day; ``quarter`` instead of month and day for a quarter."""

    year: int
    month: int | None = None
    day: int | None = None
    quarter: int | None = None

    def __str__(self) -> str:
        if self.quarter:
            return f"{self.year}Q{self.quarter}"
        parts = [f"{self.year:04d}", *(f"{p:02d}" for p in (self.month, self.day) if p)]
        return "-".join(parts)


class NotADate(ValueError):
    """The text is no date that can be read in one way; ``problem`` is the message that says why."""

    def __init__(self, problem: str = "not_a_date") -> None:
        super().__init__(problem)
        self.problem = problem


def to_gregorian(year: int, month: int, day: int) -> dt.date:
    """Return the Gregorian day of a Jalali one; raises ``ValueError`` for a day that the calendar lacks."""
    return jdatetime.date(year, month, day).togregorian()


def to_jalali(day: dt.date) -> JalaliDate:
    """Return the Jalali day of a Gregorian one."""
    found = jdatetime.date.fromgregorian(date=day)
    return JalaliDate(found.year, found.month, found.day)


def normalise_date(raw: str, kind: Kind) -> Normalised:
    """Return the canonical text of a date of ``kind`` (``date``, ``jalali`` or ``period``)."""
    if is_missing(raw):
        return Normalised(note="missing_marked" if raw.strip() else None)
    try:
        found = parse_date(raw, serials=kind != "period", quarters=kind == "period")
        text = _canonical(found, kind)
    except NotADate as refusal:
        return problem(
            "not_a_period" if kind == "period" and refusal.problem == "not_a_date" else refusal.problem
        )
    return Normalised(text, None if text == raw else "date_normalised")


def _canonical(found: JalaliDate, kind: Kind) -> str:
    if kind == "date":
        if not (found.month and found.day):
            raise NotADate("incomplete_date")
        return to_gregorian(found.year, found.month, found.day).isoformat()
    if kind == "jalali":
        if found.quarter:
            raise NotADate
        return str(found)
    if found.day:
        found = JalaliDate(found.year, found.month)
    return str(found)


def normalise_year(raw: str) -> Normalised:
    """Return a four-digit Jalali year; «94» is 1394 and «00» is 1400."""
    if is_missing(raw):
        return Normalised(note="missing_marked" if raw.strip() else None)
    text = re.sub(r"\.0+\Z", "", ascii_digits(clean_text(raw)).removeprefix("سال ").strip())
    if not re.fullmatch(r"\d{4}|\d{2}", text) or _year(text) is None:
        return problem("not_a_year")
    year = str(_year(text))
    return Normalised(year, None if year == raw else "date_normalised")


def parse_date(raw: str, *, serials: bool = True, quarters: bool = True) -> JalaliDate:
    """Return the date, month, quarter or year that ``raw`` writes; raises :class:`NotADate`."""
    text = ascii_digits(clean_text(raw))
    text = re.sub(r"\.0+\Z", "", _TIME.sub("", text).strip())
    if text.isdigit():
        return _from_digits(text, serials=serials)
    if serials and re.fullmatch(r"\d{5}\.\d+", text):
        return _from_digits(text.partition(".")[0], serials=True)
    if match := _THREE.match(text):
        return _from_three(*match.groups())
    if quarters and (found := _quarter(text)):
        return found
    if match := _TWO.match(text):
        return _from_two(*match.groups())
    return _from_words(search_key(text.replace("/", " ")))


def _year(text: str) -> int | None:
    """Return the Jalali year of two or four digits, or None when they are none."""
    if len(text) == 4:
        return int(text) if int(text) in JALALI_YEARS else None
    if len(text) != 2:
        return None
    return (1300 if int(text) >= 40 else 1400) + int(text)


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
    """Read year, month and day in the orders YMD and DMY; a four-digit part is the year."""
    if len(first) in (1, 3) and len(third) in (1, 3):
        raise NotADate
    readings = []
    if len(first) in (2, 4) and len(third) <= 2:
        readings.append(_day(first, int(second), int(third)))
    if len(third) in (2, 4) and len(first) <= 2:
        readings.append(_day(third, int(second), int(first)))
    return _only(readings)


def _from_two(first: str, second: str) -> JalaliDate:
    """Read a year and a month in either order."""
    for year_text, month in ((first, second), (second, first)):
        if len(year_text) == 4 and len(month) <= 2:
            year = _year(year_text)
            if year is None or not 1 <= int(month) <= 12:
                raise NotADate("impossible_date")
            return JalaliDate(year, int(month))
    raise NotADate


def _from_digits(text: str, *, serials: bool) -> JalaliDate:
    """Read digits without separators: year, year and month, whole day, or Excel's day number."""
    if len(text) == 4:
        year = _year(text)
        if year is None:
            raise NotADate("impossible_date")
        return JalaliDate(year)
    if len(text) == 5 and serials and int(text) in SERIALS:
        return to_jalali(_SERIAL_ZERO + dt.timedelta(days=int(text)))
    if len(text) == 8:
        return _only(
            [
                _day(text[:4], int(text[4:6]), int(text[6:])),
                _day(text[4:], int(text[2:4]), int(text[:2])),
            ]
        )
    if len(text) == 6:
        year, month = _year(text[:4]), int(text[4:])
        partial = JalaliDate(year, month) if year and 1 <= month <= 12 else None
        return _only([partial, _day(text[:2], int(text[2:4]), int(text[4:]))])
    raise NotADate


def _quarter(text: str) -> JalaliDate | None:
    if match := _QUARTER_CODE.match(text):
        year, quarter = (match[1], match[2]) if match[1] else (match[4], match[3])
    elif match := _QUARTER_UNDERSCORE.match(text):
        year, quarter = match.groups()
    else:
        key = search_key(text)
        words = _QUARTER_WORDS.match(key)
        if not words or not words[1] or (words[1].isdigit() and not key.startswith(("سه", "3", "فصل"))):
            return None
        year, quarter = words[2], str(_SEASONS.get(words[1]) or _ORDINALS[words[1]])
    if _year(year) is None:
        raise NotADate("impossible_date")
    return JalaliDate(int(year), quarter=int(quarter))


def _from_words(key: str) -> JalaliDate:
    """Read dates with a month's name: «۱۴ مهر ۱۳۹۶», «اسفند ۱۴۰۰», "24 Feb 2022"."""
    key = re.sub(rf"\A(?:روز)?(?:{_WEEKDAYS})(?=\d)", "", key)
    if re.fullmatch(r"سال\d{4}", key):
        return _from_digits(key[3:], serials=False)
    if match := _NAMED.match(key):
        day, name, year = match.groups()
    elif match := _NAMED_LAST.match(key):
        year, name, day = match.groups()
    else:
        raise NotADate
    if name in _MONTHS:
        if day:
            return _only([_day(year, _MONTHS[name], int(day))])
        parsed = _year(year)
        if parsed is None:
            raise NotADate("impossible_date")
        return JalaliDate(parsed, _MONTHS[name])
    if name in _GREGORIAN_MONTHS and day and len(year) == 4 and int(year) in GREGORIAN_YEARS:
        return _only([_day(year, _GREGORIAN_MONTHS[name], int(day))])
    raise NotADate


# --- the period that a title names ---------------------------------------------------------------------------

_YEAR_IN_TITLE = re.compile(r"(?<!\d)(1[34]\d{2})(?!\d)")
_FULL_DATE = re.compile(r"\d{1,4}\s*/\s*\d{1,2}\s*/\s*\d{1,4}")
_MONTH_IN_TITLE = re.compile(rf"({'|'.join(_MONTHS)})(?:ماه)?(?:سال)?(1[34]\d{{2}})(?!\d)")
_QUARTER_IN_TITLE = re.compile(
    rf"(?:(?:(?:سه|3)ماهه?|فصل)({'|'.join(_ORDINALS)})|({'|'.join(_SEASONS)}))(?:سال)?(1[34]\d{{2}})(?!\d)"
)
_CODE_IN_TITLE = re.compile(
    r"(?<!\d)(1[34]\d{2})[-_ ]?[Qq]([1-4])(?!\d)|(?<!\d)(1[34]\d{2})-(0[1-9]|1[0-2])(?![\d-])"
)
_PARTS_OF_YEAR = ("ماهه", "فصل", "نیمه")


def period_of_title(texts: Sequence[str]) -> str | None:
    """Return the period that the first telling text names, or None when none does or one names several.

    Texts come in the order of trust: titles in the sheet before the file's name, which may lie. A part of a
    year that is no quarter and no month («شش‌ماههٔ نخست») leaves the period open.
    """
    for text in texts:
        found = _periods_in(text)
        if found is not None:
            return found.pop() if len(found) == 1 else None
    return None


def _periods_in(text: str) -> set[str] | None:
    """Return the periods that ``text`` names; None when it speaks of none."""
    plain = _FULL_DATE.sub(" ", ascii_digits(clean_text(text)))
    key = search_key(plain)
    found = set()
    for quarter, season, year in _QUARTER_IN_TITLE.findall(key):
        found.add(f"{year}Q{_ORDINALS.get(quarter) or _SEASONS[season]}")
    for name, year in _MONTH_IN_TITLE.findall(key):
        found.add(f"{year}-{_MONTHS[name]:02d}")
    for year, quarter, month_year, month in _CODE_IN_TITLE.findall(plain):
        found.add(f"{year}Q{quarter}" if year else f"{month_year}-{month}")
    years = set(_YEAR_IN_TITLE.findall(plain))
    if found:
        return found | {y for y in years if not any(p.startswith(y) for p in found)}
    if years and any(part in key for part in _PARTS_OF_YEAR):
        return set()
    return years or None
