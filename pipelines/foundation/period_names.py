"""How sentences name the periods of the Jalali calendar, in Persian and in English."""

from __future__ import annotations

import re

from pipelines.foundation.period import MONTH, Period, Span
from pipelines.foundation.persian import persian_digits

MONTHS = {
    "fa": (
        "فروردین",
        "اردیبهشت",
        "خرداد",
        "تیر",
        "مرداد",
        "شهریور",
        "مهر",
        "آبان",
        "آذر",
        "دی",
        "بهمن",
        "اسفند",
    ),
    "en": (
        "Farvardin",
        "Ordibehesht",
        "Khordad",
        "Tir",
        "Mordad",
        "Shahrivar",
        "Mehr",
        "Aban",
        "Azar",
        "Dey",
        "Bahman",
        "Esfand",
    ),
}
SEASONS = {"fa": ("بهار", "تابستان", "پاییز", "زمستان"), "en": ("spring", "summer", "autumn", "winter")}
_TO = {"fa": "تا", "en": "to"}
_DAY = re.compile(rf"(1[0-9]{{3}}-{MONTH})-([0-9]{{2}})")
#: A year of any calendar.
_YEAR = re.compile(r"[0-9]{4}")


def period_name(key: str, language: str) -> str:
    """Return a period, a span or a (partial) Jalali date in words; a text that is none of them stays as it is.

    ``1400Q4`` is «زمستان ۱۴۰۰», ``1402-07`` «مهر ۱۴۰۲», ``1403-01/1403-06`` «فروردین تا شهریور ۱۴۰۳».
    """
    if period := Period.find(key):
        told = _single(period, language)
    elif span := Span.find(key):
        told = _span(span, language)
    elif day := _DAY.fullmatch(key):
        told = f"{int(day[2])} {_single(Period.parse(day[1]), language)}"
    elif _YEAR.fullmatch(key):
        told = key
    else:
        return key
    return persian_digits(told) if language == "fa" else told


def month_name(month: Period, language: str) -> str:
    """Return the name of a month without its year."""
    return MONTHS[language][(month.month or 1) - 1]


def _single(period: Period, language: str) -> str:
    if period.quarter:
        return f"{SEASONS[language][period.quarter - 1]} {period.year}"
    return f"{month_name(period, language)} {period.year}" if period.month else period.key


def _span(span: Span, language: str) -> str:
    first, *_, last = span
    begin = month_name(first, language) if first.year == last.year else _single(first, language)
    return f"{begin} {_TO[language]} {_single(last, language)}"
