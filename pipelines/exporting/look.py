"""How the workbook looks: colours of the house, cell formats, and how a figure is written so that it stays exact."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from pipelines.foundation.persian import persian_number

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

#: Every Excel has it, with Persian letters and digits; a workbook cannot bring a font of its own along.
FONT = "Tahoma"
INK, INK2, INK3, PAPER, HAIRLINE = "#23201B", "#575146", "#6B6458", "#FAF6EE", "#DFD6C6"
TURQUOISE, OCHRE, DEMO_GROUND = "#08716F", "#8A5A00", "#FAEBC8"

#: Asks a spreadsheet for Persian digits over a true number.
PERSIAN_DIGITS = "[$-3000429]"
#: Digits that a spreadsheet can hold; a longer number would be rounded without a word.
EXACT_DIGITS = 15


@dataclass(frozen=True, slots=True)
class Figure:
    """A value that may be missing, suppressed or without meaning; ``decimals`` are those to show."""

    value: Decimal | None
    status: str
    is_share: bool = False
    decimals: int = 0

    @property
    def face(self) -> str:
        """``number``, ``zero``, ``missing``, ``suppressed`` or ``not_applicable``."""
        if self.status in ("suppressed", "not_applicable"):
            return self.status
        if self.value is None:
            return "missing"
        return "number" if self.value else "zero"

    @property
    def is_long(self) -> bool:
        """Whether a spreadsheet would round it."""
        return self.number is not None and len(plain_digits(self.number).replace(".", "").strip("-0")) > EXACT_DIGITS

    @property
    def number(self) -> Decimal | None:
        """The value where it may be written at all: nothing of one that is suppressed or without meaning."""
        return self.value if self.face in ("number", "zero") else None

    @property
    def plotted(self) -> Decimal | None:
        """The value where a chart can draw it."""
        return None if self.is_long else self.number

    @property
    def marks(self) -> tuple[str, ...]:
        """Names of the marks that stand in its place or beside it, in a fixed order."""
        if self.number is None:
            return (self.face,)
        shown = self.number * 100 if self.is_share else self.number
        tests = {
            "provisional": self.status == "provisional",
            "low": bool(shown) and abs(shown) < Decimal(5).scaleb(-self.decimals - 1),
            "long": self.is_long,
        }
        return tuple(name for name, holds in tests.items() if holds)


def number_format(language: str, decimals: int, *, share: bool = False, zero: str = "", thousands: int = 0) -> str:
    """Return a spreadsheet format: grouped thousands, digits of the language, ``zero`` for a zero if it is given.

    ``thousands`` is how often the number is divided by a thousand where it is shown (the axes of charts).
    """
    digits = ("0" if share else "#,##0") + ("." + "0" * decimals if decimals else "")
    digits += "," * thousands + ("%" if share else "")
    prefix = PERSIAN_DIGITS if language == "fa" else ""
    return f"{prefix}{digits};{prefix}-{digits}" + (f';"{zero}"' if zero else "")


def plain_digits(value: Decimal) -> str:
    """Return a number with every digit and no idle zero; to normalise it would round it to 28 of its 38 digits."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def long_number(value: Decimal, language: str) -> str:
    """Return a number that no spreadsheet holds as text, with every digit."""
    text = plain_digits(value)
    return persian_number(text) if language == "fa" else text


class Look:
    """The formats of one workbook in one language, each made once."""

    def __init__(self, book: Workbook, words: dict[str, Any], language: str) -> None:
        self._book, self.language = book, language
        self._zero = str(words["zero"][language])
        self._marks = {name: str(mark[language]) for name, mark in words["marks"].items()}
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}
        self._numbers: dict[tuple[bool, int], Format] = {}

    def format(self, **properties: Any) -> Format:
        """Return the format with ``properties`` over those of every cell."""
        every = {
            "font_name": FONT,
            "font_size": 10,
            "font_color": INK,
            "valign": "top",
            "reading_order": 2 if self.language == "fa" else 1,
            "align": "right" if self.language == "fa" else "left",
        }
        key = tuple(sorted({**every, **properties}.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(dict(key))
        return self._made[key]

    def cell(self, **properties: Any) -> Format:
        """Return the format of a cell of a table: a hairline below, nothing else."""
        return self.format(**{"bottom": 1, "bottom_color": HAIRLINE, "indent": 1, **properties})

    def number(self, *, share: bool, decimals: int) -> Format:
        """Return the format of a figure. It runs from left to right, or a minus would stand behind the digits."""
        key = (share, decimals)
        if key not in self._numbers:
            shown = number_format(self.language, decimals, share=share, zero=self._zero)
            self._numbers[key] = self.cell(num_format=shown, align="right", reading_order=1)
        return self._numbers[key]

    def heading(self, *, number: bool = False) -> Format:
        """Return the format of a column's heading; it stands over its numbers as they stand."""
        place = {"align": "right"} if number else {}
        return self.format(
            bold=True,
            text_wrap=True,
            valign="vcenter",
            font_color="#FFFFFF",
            bg_color=TURQUOISE,
            border=1,
            border_color=TURQUOISE,
            indent=1,
            **place,
        )

    def write_figure(self, sheet: Worksheet, row: int, column: int, figure: Figure) -> None:
        """Write one figure: a number, a number as text where it is too long, or a mark that is no number."""
        number = figure.number
        if number is None:
            sheet.write_string(row, column, self._marks[figure.face], self.cell(align="center", indent=0))
        elif figure.is_long:
            text = long_number(number, self.language)
            sheet.write_string(row, column, text, self.cell(align="right", reading_order=1, num_format="@"))
        else:
            style = self.number(share=figure.is_share, decimals=figure.decimals)
            sheet.write_number(row, column, float(number), style)
