"""How figures, periods and texts are written in what is printed, in one language."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import jdatetime

from pipelines.foundation.period_names import period_name
from pipelines.foundation.persian import (
    MINUS,
    left_to_right,
    listed,
    persian_digits,
    persian_number,
    plain,
    with_sign_of_percent,
    words_and_marks,
)

Row = Mapping[str, Any]
#: Amounts from which rial are written in a larger unit, and that unit in the words file.
SCALES = ((Decimal(10) ** 9, "milliard_rial"), (Decimal(10) ** 6, "million_rial"))
#: A word with Latin letters is an address or a code, and stays as it is.
_LATIN = re.compile(r"[A-Za-z]")
#: What stands around an address in a sentence, and is no part of it.
_AROUND = re.compile(r"([«(]*)(.*?)([»).،؛:]*)")
#: Faces of a value that has no number to show, by status.
SILENT = ("suppressed", "not_applicable", "missing")


class Writer:
    """Writes in one language; numbers stand in isolates, which keep sign and digits in order inside Persian."""

    def __init__(self, words: Mapping[str, Any], language: str, place: str) -> None:
        self.words, self.language, self.place = words, language, place
        self.is_persian = language == "fa"

    def say(self, *path: str, **values: Any) -> str:
        """Return the words at ``path``, filled with ``values`` (counts are written as numbers)."""
        found: Any = self.words
        for step in path:
            found = found[step]
        text = found if isinstance(found, str) else str(found[self.language])
        return text.format(**{name: self.count(v) if isinstance(v, int) else v for name, v in values.items()})

    def lines(self, *path: str) -> list[str]:
        """Return a list of sentences at ``path``."""
        found: Any = self.words
        for step in path:
            found = found[step]
        return list(found[self.language])

    def title(self, row: Row, name: str = "title") -> str:
        """Return a text of a row that stands in both languages, in this one."""
        return self.text(row.get(f"{name}_{self.language}") or row.get(f"{name}_fa") or "")

    def text(self, text: Any) -> str:
        """Return a published text as it is printed: Persian digits in Persian, addresses as they are copied."""
        if not self.is_persian:
            return str(text)
        return "".join(
            _address(piece) if _LATIN.search(piece) else persian_digits(piece) for piece in words_and_marks(str(text))
        )

    def heading(self, text: str) -> str:
        """Return a text as a title begins: in English with a capital letter."""
        return text if self.is_persian else text[:1].upper() + text[1:]

    def listed(self, texts: Sequence[str]) -> str:
        """Return texts one after the other."""
        return listed(texts, self.language)

    def count(self, value: int) -> str:
        """Return a count for a sentence."""
        return self.digits(Decimal(value), 0) if value else self.say("zero")

    def counted(self, *path: str, **counts: int) -> str:
        """Return what is counted, one after the other, by the words of each at ``path``; without what is not there."""
        one: str | int = self.say("one") if self.is_persian else 1
        return self.listed([self.say(*path, name, n=one if n == 1 else n) for name, n in counts.items() if n])

    def form(self, form: str, *path: str, **values: Any) -> str:
        """Return the words at ``path`` in the form for one or for many, where they have forms."""
        found: Any = self.words
        for step in path:
            found = found[step]
        return self.say(*path, form, **values) if form in found else self.say(*path, **values)

    def digits(self, value: Decimal, decimals: int, *, signed: bool = False) -> str:
        """Return a number with grouped thousands in an isolate; ``signed`` writes a plus where it is above zero."""
        text = plain(value, decimals)
        sign = "+" if signed and not text.startswith("-") and text.strip("0.") else ""
        written = persian_number(text) if self.is_persian else text.replace("-", MINUS)
        return left_to_right(sign + written)

    def period(self, key: Any) -> str:
        """Return a period or partial Jalali date in words."""
        return period_name(str(key), self.language) if key else ""

    def day(self, day: date | None) -> str:
        """Return a day of the Jalali calendar in words, with the Gregorian one in English."""
        if day is None:
            return ""
        jalali = jdatetime.date.fromgregorian(date=day)
        told = period_name(f"{jalali.year:04d}-{jalali.month:02d}-{jalali.day:02d}", self.language)
        return told if self.is_persian else f"{told} ({day:%d %b %Y})".replace("(0", "(")

    # --- figures ----------------------------------------------------------------------------------------

    def scale(self, unit: str, *values: Decimal | None) -> tuple[Decimal, str]:
        """Return by what an amount of ``unit`` is divided so that the largest can be read, and the unit's words."""
        if unit == "share":
            return Decimal("0.01"), self.say("percent")
        if unit == "IRR":
            largest = max((abs(v) for v in values if v is not None), default=Decimal(0))
            for least, name in SCALES:
                if largest >= least:
                    return least, self.say("scaled", name)
        return Decimal(1), ""

    def figure(self, row: Row, divisor: Decimal = Decimal(1), *, value: str = "value") -> str:
        """Return the figure of a published value: its number with qualifier and sign, or the face of its silence."""
        status, number = str(row.get("status") or "final"), row.get(value)
        if status == "suppressed":
            return str(self.words["suppressed"])
        if status == "not_applicable":
            return self.say("not_applicable")
        if number is None:
            return self.say("missing")
        shown = self.say("zero") if number == 0 else self.digits(number / divisor, self.decimals(row, divisor))
        qualifier = str(row.get("qualifier") or "exact")
        if qualifier != "exact" and number != 0:
            shown = self.say("qualifiers", qualifier, value=shown)
        return f"{shown} {self.say('provisional_sign')}" if status == "provisional" else shown

    def decimals(self, row: Row, divisor: Decimal) -> int:
        """Return the decimals to show: those of the indicator, three more where it is scaled down."""
        own = int(row.get("decimals") or 0)
        return own + 3 if divisor > 1 else own

    def unit(self, row: Row, scaled: str = "", number: Decimal | None = None) -> str:
        """Return the words of a row's unit, or of the ``scaled`` one: one of it after a one, else many."""
        words = scaled or self.title(row, "unit")
        if self.is_persian:
            return words
        one, many = self.words["unit_forms"].get(words, (words.removesuffix("s"), words))
        return str(one if number is not None and abs(number) == 1 else many)

    def titled(self, title: str, unit: str) -> str:
        """Return a title with its unit; without it where the title names what is counted."""
        return title if unit.casefold() in title.casefold() else self.say("titled", title=title, unit=unit)

    def measured(self, row: Row, value: str = "value") -> str:
        """Return a figure with its unit, for a cell: what is provisional has its sign."""
        told = self._with_unit(row, value)
        return f"{told} {self.say('provisional_sign')}" if self._is_provisional(row, value) else told

    def told(self, row: Row, value: str = "value") -> str:
        """Return a figure with its unit, for a sentence: what is provisional is said in a word, and so is one."""
        told = self._with_unit(row, value)
        if self.is_persian and row.get(value) == 1 and row.get("unit") not in ("share", "IRR"):
            told = told.replace(self.count(1), self.say("one"))
        return self.say("provisionally", value=told) if self._is_provisional(row, value) else told

    def _is_provisional(self, row: Row, value: str) -> bool:
        return row.get(value) is not None and row.get("status") == "provisional"

    def _with_unit(self, row: Row, value: str) -> str:
        number = row.get(value)
        divisor, unit = self.scale(str(row.get("unit") or ""), number)
        if number is None or row.get("status") in SILENT:
            return self.figure(row, divisor, value=value)
        shown = self.figure({**row, "status": "final"}, divisor, value=value)
        words = self.unit(row, unit, number / divisor)
        return f"{shown}%" if row.get("unit") == "share" and not self.is_persian else f"{shown} {words}".strip()

    def size(self, row: Row, difference: Decimal) -> str:
        """Return how large a difference of values is, without its sign, with its unit; of shares in points."""
        divisor, scaled = self.scale(str(row["unit"]), abs(difference))
        number = abs(difference) / divisor
        decimals = self.decimals(row, Decimal(1) if row["unit"] == "share" else divisor)
        shown, least = self.digits(number, decimals), Decimal(1).scaleb(-decimals)
        if number < least / 2:
            shown = self.say("qualifiers", "less_than", value=self.digits(least, decimals))
        number = number.quantize(least, ROUND_HALF_UP)
        if self.is_persian and number == 1:
            shown = self.say("one")
        unit = self.unit(row, self.say("points") if row["unit"] == "share" else scaled, number)
        return f"{shown} {unit}"

    def percent(self, number: str) -> str:
        """Return a number in its isolate with the sign of per cent, inside it."""
        return with_sign_of_percent(number, self.language)

    def change(self, row: Row, divisor: Decimal) -> str:
        """Return a change, with its sign; of shares in points; a dash where nothing can be compared."""
        change = row.get("change")
        if change is None:
            return "—"
        if change == 0:
            return self.say("unchanged")
        scaled = change if row.get("unit") == "share" else change / divisor
        if row.get("unit") == "share":
            scaled = change if row.get("change_unit") == "percentage_points" else change * 100
        decimals = self.decimals(row, divisor)
        if abs(scaled) < Decimal(1).scaleb(-decimals) / 2:
            return self.say("slight")
        return self.digits(scaled, decimals, signed=True)


def _address(piece: str) -> str:
    """Shut an address or code off from the sentence; the marks around it belong to the sentence."""
    found = _AROUND.fullmatch(piece)
    assert found is not None
    before, inner, after = found.groups()
    return f"{before}{left_to_right(inner)}{after}"


def rounded(value: Decimal, places: int = 5) -> float:
    """Return a place on paper: a share of the frame, short enough to be the same on every machine."""
    return float(value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))
