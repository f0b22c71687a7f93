"""One language of the workbook: its sheets, its words, and how a cell of a table is written."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from pipelines.exporting.content import Content
from pipelines.exporting.look import COPPER, DEMO_GROUND, INK2, INK3, OCHRE, TURQUOISE, Figure, Look
from pipelines.exporting.sheets import Sheets, Words
from pipelines.foundation.persian import without_direction_marks

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

CELL_LIMIT = 32_000
#: Points of a line of text, and letters in the width of one character (Persian letters are narrow).
LINE_HEIGHT = 15.5
LETTERS_A_CHARACTER = 1.25


class Edition:
    """The sheets of one language while they are written."""

    def __init__(self, book: Workbook, look: Look, content: Content, words: Words, language: str) -> None:
        self.book, self.look, self.content, self.words, self.language = book, look, content, words, language
        self.sheets = Sheets(content, words, language)

    def say(self, *path: str) -> str:
        """Return the words at ``path`` of the words file."""
        found: Any = self.words
        for step in path:
            found = found[step]
        return str(found[self.language])

    def sheet(self, name: str) -> Worksheet:
        """Add a sheet in the direction of the language, set up for the screen and for A4."""
        sheet = self.book.add_worksheet(self.say("sheets", name, "name"))
        if self.language == "fa":
            sheet.right_to_left()
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(0.4, 0.4, 0.5, 0.6)
        sheet.set_footer("&C&P / &N")
        sheet.set_tab_color(TURQUOISE if self.language == "fa" else INK3)
        return sheet

    def style(self, **properties: Any) -> Format:
        """Return a format in the language's direction."""
        return self.look.format(self.language, **properties)

    def banner(self, sheet: Worksheet, row: int, columns: int) -> None:
        """Say across ``columns`` that the sheet holds invented figures."""
        style = self.style(
            bold=True, font_color=OCHRE, bg_color=DEMO_GROUND, valign="vcenter", border=4, border_color=OCHRE
        )
        sheet.merge_range(row, 0, row, columns - 1, "", style)
        sheet.write_string(row, 0, self.say("synthetic_banner"), style)
        sheet.set_row(row, 24)

    def cell(self, sheet: Worksheet, row: int, column: int, kind: str, value: Any) -> None:
        """Write one cell; text stays text whatever it begins with."""
        if isinstance(value, Figure):
            properties = {"font_color": COPPER} if kind == "target" else {}
            self.look.write_figure(sheet, row, column, value, self.language, **properties)
        elif isinstance(value, Decimal):
            decimals = 0 if value == value.to_integral_value() else 2
            self.look.write_figure(sheet, row, column, Figure(value, "final", False, decimals), self.language)
        elif kind == "number":
            self.look.write_figure(sheet, row, column, Figure(None, "missing"), self.language)
        else:
            sheet.write_string(row, column, clean(value), self._cell_style(kind, str(value or "")))

    def _cell_style(self, kind: str, text: str) -> Any:
        if kind == "code":
            return self.look.cell(self.language, reading_order=1, align="left", font_color=INK2)
        if kind == "decision":
            adopted = text == self.say("adopted")
            return self.look.cell(self.language, bold=True, font_color=TURQUOISE if adopted else COPPER)
        if text == self.words["reality"][self.language][1]:
            return self.look.cell(self.language, bold=True, font_color=OCHRE, bg_color=DEMO_GROUND)
        return self.look.cell(self.language, text_wrap=True, **({"font_color": INK2} if kind == "long" else {}))


def row_height(cells: Sequence[tuple[Any, float]]) -> float:
    """Return the points that a row of (text, width in characters) needs; not every program fits rows itself."""
    lines = [math.ceil(len(value) / (width * LETTERS_A_CHARACTER)) for value, width in cells if isinstance(value, str)]
    return LINE_HEIGHT * max(1, *lines) + 3


def clean(value: Any) -> str:
    """Return text as a cell holds it: without marks of direction, cut at the limit of a cell.

    A spreadsheet cell is a paragraph of its own, and some fonts show the marks as boxes.
    """
    return without_direction_marks("" if value is None else str(value))[:CELL_LIMIT]
