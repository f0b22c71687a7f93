"""How one cell is miswritten so that a perfect reading still gives its value: numbers, dates, identifiers, blanks.

Each function takes a clean value and gives a text with the kind of mess. Nothing here is ambiguous; what can be
read in two ways belongs to :mod:`pipelines.demo.errors`.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from decimal import Decimal

from pipelines.contracts import Column
from pipelines.demo import calendar
from pipelines.demo.spellings import CodeSpellings, Written, mangled, mangled_name
from pipelines.demo.world import World
from pipelines.foundation.period import Period
from pipelines.foundation.persian import POINT, THOUSANDS, arabic_digits, persian_digits
from pipelines.normalise.numbers import is_missing

_EPOCH = dt.date(1970, 1, 1)
_DAY_STYLES = (
    "slash_persian",
    "dash",
    "dot",
    "day_first",
    "digits",
    "named",
    "named_persian",
    "serial",
    "gregorian",
    "gregorian_midnight",
)
_BLANKS = ("-", "—", "…", "–", "ندارد")
_SCALES = ((10**12, "هزار میلیارد"), (10**9, "میلیارد"), (10**6, "میلیون"), (10**3, "هزار"))


def number_text(value: Decimal | int) -> str:
    """Return a number as plain digits, without needless zeros."""
    text = format(value, "f") if isinstance(value, Decimal) else str(value)
    return text.rstrip("0").rstrip(".") if "." in text else text


def messy_digits(text: str, chance: random.Random) -> Written:
    """Return the digits of ``text`` in Persian, Arabic, or a mixture of scripts."""
    way = chance.randrange(3)
    if way == 0:
        return persian_digits(text), "persian_digits"
    if way == 1:
        return arabic_digits(text), "arabic_digits"
    scripts: tuple[Callable[[str], str], ...] = (persian_digits, arabic_digits, str)
    return "".join(scripts[(i + way) % 3](c) for i, c in enumerate(text)), "mixed_digits"


def grouped(digits: str, separator: str) -> str:
    """Return whole digits in groups of three."""
    return f"{int(digits):,}".replace(",", separator)


def messy_number(value: Decimal | int, column: Column, chance: random.Random, *, scaled: bool) -> Written:
    """Return a number in one of the offices' ways; ``scaled`` says that the heading multiplies it.

    Under such a heading no scale words are used: «۲۲ میلیارد» under «میلیون ریال» says two things.
    """
    if value < 0:
        return _negative(value, chance)
    text = number_text(value)
    whole, _, fraction = text.partition(".")
    ways = ["digits", "outer"]
    if len(whole) > 3:
        ways += ["comma", "arabic_comma", "thousands", "space"]
        if not fraction and not scaled:
            ways += ["words"]
    if fraction:
        ways += ["momayyez"] + (["slash"] if _slash_is_plain(whole, fraction) else [])
    way = chance.choice(ways)
    if way == "slash":
        return f"{fraction}/{whole}", "slash_decimal"
    if way == "momayyez":
        return persian_digits(text.replace(".", POINT)), "persian_decimal_point"
    if way == "words":
        return _words(int(whole)), "scale_words"
    if way == "outer":
        return f" {text} ", "outer_spaces"
    if way == "digits":
        return messy_digits(text, chance)
    separator = {"comma": ",", "arabic_comma": "،", "thousands": THOUSANDS, "space": " "}[way]
    body = grouped(whole, separator) + ("." + fraction if fraction else "")
    if way == "thousands":
        body = persian_digits(body.replace(".", POINT))
    return body, f"thousands_{way}"


def _slash_is_plain(whole: str, fraction: str) -> bool:
    """Tell whether «fraction/whole» can be read in one way only."""
    return len(fraction) <= 3 and (whole == "0" or (len(whole) > 3 and not whole.startswith("0")))


def _negative(value: Decimal | int, chance: random.Random) -> Written:
    text = number_text(-value)
    way = chance.choice(("({})", "-{}", "{}-", "−{}", "▼{}"))
    return way.format(text), "negative"


def _words(number: int) -> str:
    """Return a number as digits and scale words: «13 میلیارد و 800 میلیون»."""
    said = []
    for size, name in _SCALES[1:]:
        if number >= size:
            said.append(f"{number // size} {name}")
            number %= size
    if number:
        said.append(str(number))
    return " و ".join(said)


def in_words_with_unit(rial: int, chance: random.Random) -> Written | None:
    """Return an amount in words with its unit («۲۲ میلیارد تومان»), where it is round enough; else None."""
    if rial % 10**7 or rial < 10**7:
        return None
    if chance.random() < 0.5:
        return _words(rial // 10) + " تومان", "words_with_unit"
    return persian_digits(_words(rial)) + " ریال", "words_with_unit"


def messy_day(day: dt.date, chance: random.Random) -> Written:
    """Return a day in another style than the rest of its column."""
    number = (day - _EPOCH).days
    year, month, date = calendar.parts(number)
    if year <= 1400 and chance.random() < 0.08 and _short_year_is_plain(year, month, date):
        return f"{year % 100:02d}/{month:02d}/{date:02d}", "date_short_year"
    style = chance.choice(_DAY_STYLES)
    return calendar.written(year, month, date, number, style), f"date_{style}"


def _short_year_is_plain(year: int, month: int, day: int) -> bool:
    """Tell whether a two-digit year is neither a day nor a year of this century: «00», and 40 to 99."""
    return year % 100 == 0 or year % 100 >= 40


def messy_period(period: str, chance: random.Random) -> Written:
    """Return a year, quarter or month in another style."""
    told = Period.parse(period)
    year = told.year
    if told.quarter:
        at = told.quarter
        return chance.choice(
            (
                (f"سه‌ماهه {calendar.QUARTER_NAMES[at - 1]} {year}", "quarter_name"),
                (f"{calendar.SEASONS[at - 1]} {year}", "season"),
                (f"{year}_{at}", "quarter_underscore"),
                (persian_digits(period), "persian_digits"),
            )
        )
    if told.month:
        return f"{calendar.MONTH_NAMES[told.month - 1]} {year}", "month_name"
    return persian_digits(period), "persian_digits"


def messy_national_id(digits: str, chance: random.Random) -> Written:
    """Return an identifier with separators, other digits, or without its leading zeros."""
    if digits.startswith("0") and chance.random() < 0.6:
        return digits.lstrip("0"), "leading_zeros_lost"
    way = chance.randrange(4)
    if way == 0:
        return f"{digits[:3]}-{digits[3:9]}-{digits[9]}", "identifier_dashes"
    if way == 1:
        return f"{digits[:3]} {digits[3:9]} {digits[9]}", "identifier_spaces"
    if way == 2:
        return f"\u200e{digits} ", "direction_marks"
    return messy_digits(digits, chance)


def messy_phone(digits: str, chance: random.Random) -> Written:
    """Return a telephone number with its country, without its zero, or with spaces."""
    way = chance.choice(("+98{}", "0098{}", "{}", "0{}"))
    text = way.format(digits[1:])
    if way == "0{}":
        return f"{text[:4]} {text[4:7]} {text[7:]}", "phone_spaces"
    return text, "phone_leading_zero_lost" if way == "{}" else "phone_country"


class Mess:
    """Miswrites cells of a contract's columns."""

    def __init__(self, world: World, spellings: CodeSpellings) -> None:
        self._spellings = spellings

    def blank(self, column: Column, chance: random.Random) -> Written | None:
        """Return a mark for «no value», or None where the column could take it for one."""
        mark = chance.choice(_BLANKS)
        if mark == "ندارد":
            if column.kind in ("text", "hs", "hs8"):
                return None
            if column.kind == "code" and self._spellings.known(column.codes or "").find(mark):
                return None
        return (mark, "blank_mark") if is_missing(mark) else None

    def cell(self, column: Column, value: object, chance: random.Random, *, scaled: bool = False) -> Written | None:
        """Return a value miswritten, or None where its kind has no unusual way."""
        match column.kind:
            case "code" | "place" | "craft":
                return self._spellings.messy(self._spellings.list_of(column), str(value), chance)
            case "date" | "jalali":
                return messy_day(value, chance) if isinstance(value, dt.date) else _messy_partial(str(value), chance)
            case "integer" | "quantity" | "money":
                return messy_number(value, column, chance, scaled=scaled)  # type: ignore[arg-type]
        return _TEXTS.get(column.kind, mangled)(str(value), chance)


def _messy_partial(text: str, chance: random.Random) -> Written:
    """Return a Jalali year, or year and month, in another style."""
    year, _, month = text.partition("-")
    if not month:
        return persian_digits(text), "persian_digits"
    if "-" in month:
        whole = text.replace("-", "/")
        return persian_digits(whole), "date_slash_persian"
    return chance.choice(
        (
            (f"{calendar.MONTH_NAMES[int(month) - 1]} {year}", "month_name"),
            (persian_digits(f"{year}/{month}"), "persian_digits"),
        )
    )


def _messy_tariff(digits: str, chance: random.Random) -> Written:
    if len(digits) == 8 and chance.random() < 0.5:
        return f"{digits[:4]}.{digits[4:6]}.{digits[6:]}", "tariff_dots"
    return messy_digits(digits, chance)


_TEXTS: dict[str, Callable[[str, random.Random], Written]] = {
    "period": messy_period,
    "year": messy_digits,
    "legal_id": messy_digits,
    "national_id": messy_national_id,
    "phone": messy_phone,
    "name": mangled_name,
    "hs": _messy_tariff,
    "hs8": _messy_tariff,
}
