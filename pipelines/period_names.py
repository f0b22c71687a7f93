"""How sentences name the periods of the Jalali calendar, in Persian and in English."""

from __future__ import annotations

import re

MONTHS = {
    "fa": ("فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن",
           "اسفند"),
    "en": ("Farvardin", "Ordibehesht", "Khordad", "Tir", "Mordad", "Shahrivar", "Mehr", "Aban", "Azar", "Dey",
           "Bahman", "Esfand"),
}  # fmt: skip
SEASONS = {"fa": ("بهار", "تابستان", "پاییز", "زمستان"), "en": ("spring", "summer", "autumn", "winter")}
_TO = {"fa": "تا", "en": "to"}
_PERSIAN_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
_KEY = re.compile(r"(\d{4})(?:Q([1-4])|-(0[1-9]|1[0-2])(?:-(\d\d))?)?")
_SPAN = re.compile(r"(\d{4})-(0[1-9]|1[0-2])/(\d{4})-(0[1-9]|1[0-2])")


def period_name(key: str, language: str) -> str:
    """Return a period, a span or a (partial) Jalali date in words; a text that is none of them stays as it is.

    ``1400Q4`` is «زمستان ۱۴۰۰», ``1402-07`` «مهر ۱۴۰۲», ``1403-01/1403-06`` «فروردین تا شهریور ۱۴۰۳».
    """
    if span := _SPAN.fullmatch(key):
        told = _span(span, language)
    elif single := _KEY.fullmatch(key):
        told = _single(single, language)
    else:
        return key
    return told.translate(_PERSIAN_DIGITS) if language == "fa" else told


def _single(match: re.Match[str], language: str) -> str:
    year, quarter, month, day = match.groups()
    if quarter:
        return f"{SEASONS[language][int(quarter) - 1]} {year}"
    if month:
        return f"{f'{int(day)} ' if day else ''}{MONTHS[language][int(month) - 1]} {year}"
    return year


def _span(match: re.Match[str], language: str) -> str:
    year, month, last_year, last_month = match.groups()
    first = MONTHS[language][int(month) - 1]
    begin = first if year == last_year else f"{first} {year}"
    return f"{begin} {_TO[language]} {MONTHS[language][int(last_month) - 1]} {last_year}"
