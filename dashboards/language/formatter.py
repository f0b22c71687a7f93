"""The one formatter of numbers, money, dates and periods.

Every number is wrapped in bidirectional isolates (U+2066…U+2069), so that signs, separators and per-cent
marks stay at their side in a right-to-left sentence. Values arrive as they are published: ratios are
fractions, money is rial, dates are Gregorian ``date`` objects or Jalali text («1400», «1400-12»,
«1400-12-05»).
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

import jdatetime

from dashboards.language.language import Language
from pipelines.foundation.clock import tehran_day
from pipelines.foundation.period import Period
from pipelines.foundation.period_names import MONTHS, period_name
from pipelines.foundation.persian import MINUS, left_to_right, persian_figures

_SEASON_MONTHS: Final = ("Mar–Jun", "Jun–Sep", "Sep–Dec", "Dec–Mar")
_GREGORIAN_MONTHS: Final = (
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
)

QUALIFIERS: Final = {
    "exact": ("", ""),
    "about": ("حدود", "about"),
    "more_than": ("بیش از", "more than"),
    "less_than": ("کمتر از", "less than"),
    "at_most": ("حداکثر", "at most"),
    "at_least": ("دست‌کم", "at least"),
    "range": ("در بازهٔ", "in the range of"),
}

_COUNTS: Final = (
    ("یک", "one"),
    ("دو", "two"),
    ("سه", "three"),
    ("چهار", "four"),
    ("پنج", "five"),
    ("شش", "six"),
    ("هفت", "seven"),
    ("هشت", "eight"),
    ("نه", "nine"),
    ("ده", "ten"),
)

_RIAL_SCALES: Final = (
    (Decimal(10) ** 12, "هزار میلیارد ریال", "trillion rials"),
    (Decimal(10) ** 9, "میلیارد ریال", "billion rials"),
    (Decimal(10) ** 6, "میلیون ریال", "million rials"),
    (Decimal(1), "ریال", "rials"),
)
_TOMAN_SCALES: Final = (
    (Decimal(10) ** 12, "هزار میلیارد تومان", "trillion tomans"),
    (Decimal(10) ** 9, "میلیارد تومان", "billion tomans"),
    (Decimal(10) ** 6, "میلیون تومان", "million tomans"),
    (Decimal(1), "تومان", "tomans"),
)

Number = int | float | Decimal


def exact(value: Number) -> Decimal:
    """Return the value as a decimal; a float goes through its shortest text, so 0.1 stays 0.1."""
    return value if isinstance(value, Decimal) else Decimal(str(value))


def rounded(value: Number, decimals: int) -> Decimal:
    """Return the value at ``decimals`` places, halves away from zero."""
    return exact(value).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


class Formatter:
    """Writes values in one language."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def digits(self, text: str | int) -> str:
        """Return text with the language's digits, without separators: years, row numbers, versions."""
        written = str(text)
        return persian_figures(written) if self.language.is_persian else written

    def written(self, number: str) -> str:
        """Return a number that is already written («52,678.5») with the language's digits and separators."""
        return persian_figures(number) if self.language.is_persian else number

    def number(self, value: Number, decimals: int = 0, *, signed: bool = False) -> str:
        """Return a number with thousands separators, at most ``decimals`` places, isolated."""
        return left_to_right(self.plain(value, decimals, signed=signed))

    def plain(self, value: Number, decimals: int = 0, *, signed: bool = False) -> str:
        """Return the number without isolates, for places that isolate by themselves (axis ticks)."""
        amount = rounded(value, decimals)
        written = f"{abs(amount):,}"
        if "." in written:
            written = written.rstrip("0").rstrip(".")
        sign = MINUS if amount < 0 else "+" if signed and amount > 0 else ""
        if self.language.is_persian:
            written = persian_figures(written)
        return sign + written

    def figure(self, value: Number, decimals: int = 0) -> str:
        """Return a number as a headline shows it: zero is the word in Persian, where «۰» is a speck."""
        if self.language.is_persian and exact(value) == 0:
            return "صفر"
        return self.number(value, decimals)

    def count(self, number: int) -> str:
        """Return a count as a sentence says it: «چهار», four; above ten in figures."""
        if 0 < number <= len(_COUNTS):
            return self.language.say(*_COUNTS[number - 1])
        return self.number(number)

    def percent(self, fraction: Number, decimals: int = 1) -> str:
        """Return a fraction in per cent as prose says it: «۷۰٫۱ درصد», 70.1%."""
        shown = exact(fraction) * 100
        if self.language.is_persian:
            return f"{self.figure(shown, decimals)} درصد"
        return left_to_right(f"{self.plain(shown, decimals)}%")

    def percent_tick(self, fraction: Number, decimals: int = 0) -> str:
        """Return a fraction in per cent as an axis says it: «۷۰٪», 70%."""
        mark = "٪" if self.language.is_persian else "%"
        return self.plain(exact(fraction) * 100, decimals) + mark

    def share(self, part: Number, whole: Number) -> str:
        """Return «۱۱ از ۳۱», 11 of 31."""
        between = self.language.say("از", "of")
        return f"{self.figure(part)} {between} {self.number(whole)}"

    def qualified(self, written: str, qualifier: str | None) -> str:
        """Return a written number after its qualifier: «بیش از ۱۰۱», more than 101."""
        word = self.qualifier(qualifier)
        return f"{word} {written}" if word else written

    def qualifier(self, code: str | None) -> str:
        """Return the word of a qualifier; an exact figure has none."""
        persian, english = QUALIFIERS.get(code or "exact", ("", ""))
        return self.language.say(persian, english)

    def money(self, rial: Number) -> tuple[str, str]:
        """Return an amount and its scaled unit: («۲۲۰», «میلیارد ریال»)."""
        return self._scaled(exact(rial), _RIAL_SCALES)

    def toman(self, rial: Number) -> str:
        """Return the toman equivalent of an amount in rial, unit included."""
        return " ".join(self._scaled(exact(rial) / 10, _TOMAN_SCALES))

    def _scaled(self, amount: Decimal, scales: tuple[tuple[Decimal, str, str], ...]) -> tuple[str, str]:
        for size, persian, english in scales:
            if abs(amount) >= size or size == 1:
                return self.figure(amount / size, 1), self.language.say(persian, english)
        raise AssertionError("the last scale fits every amount")

    def date(self, day: dt.date | dt.datetime | None, *, table: bool = False) -> str:
        """Return a Gregorian day in Jalali: «۲ آذر ۱۴۰۵», in tables «۱۴۰۵/۰۹/۰۲».

        A moment is shown as the day in Tehran. English keeps the Jalali date with the Gregorian one in parentheses; in
        tables the Jalali alone.
        """
        if day is None:
            return ""
        day = tehran_day(day) if isinstance(day, dt.datetime) else day
        jalali = jdatetime.date.fromgregorian(date=day)
        if table:
            joint = "/" if self.language.is_persian else "-"
            return left_to_right(self.digits(joint.join((str(jalali.year), f"{jalali.month:02}", f"{jalali.day:02}"))))
        month = MONTHS[self.language.code][jalali.month - 1]
        if self.language.is_persian:
            return f"{self.digits(jalali.day)} {month} {self.digits(jalali.year)}"
        return f"{jalali.day} {month} {jalali.year} ({day.day} {_GREGORIAN_MONTHS[day.month - 1]} {day.year})"

    def jalali(self, text: str | None) -> str:
        """Return a partial Jalali date in words: «1400-12» → «اسفند ۱۴۰۰»; what is not a date is kept."""
        if not text or not re.fullmatch(r"\d{4}(-\d{2}){0,2}", text):
            return text or ""
        return period_name(text, self.language.code)

    def period(self, period: str | None, *, gregorian: bool = False) -> str:
        """Return a period in words: «1402» → «۱۴۰۲», «1400Q4» → «زمستان ۱۴۰۰», «1402-07» → «مهر ۱۴۰۲».

        ``gregorian`` adds the Gregorian span in parentheses, in English only.
        """
        if not period:
            return ""
        named = period_name(period, self.language.code)
        written = named[:1].upper() + named[1:]
        found = Period.find(period) if gregorian and not self.language.is_persian else None
        if found is not None and found.quarter:
            first, last = found.days
            return f"{written} ({_SEASON_MONTHS[found.quarter - 1]} {last.year})"
        if found is not None and found.frequency == "A":
            first, last = found.days
            return f"{written} ({first.year}–{last.year % 100:02})"
        return written

    def size(self, size_bytes: Number) -> str:
        """Return a file size in kilobytes."""
        return f"{self.number(max(Decimal(1), exact(size_bytes) / 1024))} {self.language.say('کیلوبایت', 'KB')}"
