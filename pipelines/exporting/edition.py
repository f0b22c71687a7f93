"""One language of the workbook while it is written: its sheets, what stands above a table, and the table itself."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pipelines.exporting.look import DEMO_GROUND, INK2, OCHRE, TURQUOISE, Figure, Look
from pipelines.exporting.sheets import Page, Sheets
from pipelines.foundation.persian import persian_digits, without_direction_marks

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

CELL_LIMIT = 32_000
#: Points of a line of text, and letters in the width of one character of the default font (Persian ones are narrow).
LINE_HEIGHT = 13.5
LETTERS_A_CHARACTER = {"fa": 1.3, "en": 1.1}
TABLE_STYLE = "Table Style Light 1"
#: A minus that an isolate kept in front of its digits, and the mark that keeps it there without the isolate.
_ISOLATED_MINUS = re.compile("[\u2066\u2067\u2068](?=[-\u2212])")
_LEFT_TO_RIGHT_MARK, _PLACEHOLDER = "\u200e", "\ue000"
#: The half-space of Persian takes no room.
_NO_WIDTH = "\u200c"
#: What is no code: digits in a word without Latin letters.
_WORD = re.compile(r"\S+")
_LATIN = re.compile("[A-Za-z]")


class Edition:
    """The sheets of one language while they are written."""

    def __init__(self, book: Workbook, sheets: Sheets) -> None:
        self.book, self.sheets = book, sheets
        self.content, self.words, self.language = sheets.content, sheets.words, sheets.language
        self.look = Look(book, sheets.words, sheets.language)
        self._texts: dict[tuple[str, bool], str] = {}

    def add(self, name: str) -> Worksheet:
        """Add a sheet in the direction of the language, set up for the screen and for A4."""
        sheet = self.book.add_worksheet(name)
        if self.language == "fa":
            sheet.right_to_left()
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(0.4, 0.4, 0.6, 0.6)
        title = self.text(self.sheets.book_title).replace("&", "&&")
        sheet.set_header(f"&C&9{title} – &A")
        sheet.set_footer(f"&C&9{self.sheets.say('page_footer')}")
        return sheet

    def style(self, **properties: Any) -> Format:
        """Return a format in the language's direction."""
        return self.look.format(**properties)

    def text(self, value: Any, *, code: bool = False) -> str:
        """Return a text as a cell of this language shows it; a code keeps its digits."""
        key = (str(value or ""), code)
        if key not in self._texts:
            self._texts[key] = clean(key[0], "en" if code else self.language, self.sheets.say("cut"))
        return self._texts[key]

    def head(self, sheet: Worksheet, page: Page, columns: int, links: Sequence[tuple[str, str]] = ()) -> int:
        """Write what stands above a table, a line a row: title, banner, notes, links; return the next row."""
        sheet.write_string(0, 0, self.text(page.title), self.style(bold=True, font_size=14, valign="vcenter"))
        sheet.set_row(0, 26)
        row = self.banner(sheet, 1, columns)
        for line in (page.about, page.key):
            if line:
                sheet.write_string(row, 0, self.text(line), self.style(font_color=INK2))
                row += 1
        for target, label in links:
            # No tooltip and no change of the text: the link is a place in this very file.
            sheet.write_url(row, 0, target, self.style(font_color=TURQUOISE, underline=1), label)
            row += 1
        return row

    def banner(self, sheet: Worksheet, row: int, columns: int) -> int:
        """Say that the sheet holds invented figures, where the workbook does; return the next row."""
        line = self.sheets.banner
        if not line:
            return row
        style = self.style(bold=True, font_color=OCHRE, bg_color=DEMO_GROUND, valign="vcenter")
        for column in range(1, columns):
            sheet.write_blank(row, column, None, style)
        sheet.write_string(row, 0, self.text(line), style)
        sheet.set_row(row, 20)
        return row + 1

    def table(
        self,
        sheet: Worksheet,
        row: int,
        name: str,
        columns: Sequence[Mapping[str, Any]],
        rows: Sequence[Mapping[str, Any]],
    ) -> int:
        """Write a marked table whose headings stand in ``row``; return the row below its last one."""
        heads = [{"header": column[self.language]} for column in columns]
        for position, column in enumerate(columns):
            heads[position]["header_format"] = self.look.heading(number=column["kind"] == "figure")
        sheet.add_table(
            row,
            0,
            row + len(rows),
            len(columns) - 1,
            {"name": name, "columns": heads, "style": TABLE_STYLE, "banded_rows": True, "autofilter": True},
        )
        sheet.set_row(row, heading_height(columns, self.language))
        styles = {column["kind"]: self._cell_style(column["kind"]) for column in columns}
        for number, cells in enumerate(rows, row + 1):
            lines = 1
            for position, column in enumerate(columns):
                value = cells[column["key"]]
                if isinstance(value, Figure):
                    self.look.write_figure(sheet, number, position, value)
                elif column["kind"] != "figure":
                    # A figure that is not told leaves no cell at all: charts remember an empty one as a zero.
                    text = self.text(value, code=column["kind"] == "code")
                    self.write_text(sheet, number, position, text, styles[column["kind"]])
                    lines = max(lines, line_count(text, column["width"], self.language))
            sheet.set_row(number, LINE_HEIGHT * lines + 3)
        return row + len(rows) + 1

    @staticmethod
    def write_text(sheet: Worksheet, row: int, column: int, text: str, style: Format) -> None:
        """Write text as text, whatever it begins with; nothing at all leaves an empty cell."""
        if text:
            sheet.write_string(row, column, text, style)
        else:
            sheet.write_blank(row, column, None, style)

    def _cell_style(self, kind: str) -> Format:
        if kind == "code":
            return self.look.cell(reading_order=1, align="left", font_color=INK2, num_format="@", text_wrap=True)
        return self.look.cell(text_wrap=True, **({"font_color": INK2} if kind == "long" else {}))


def line_count(text: str, width: float, language: str) -> int:
    """Return how many lines a text needs in a column of ``width`` characters; not every program fits rows itself.

    Words are never torn, so that a narrow column needs more lines than its letters would fill.
    """
    text = text.replace(_NO_WIDTH, "")
    room = max(1.0, (width - 2) * LETTERS_A_CHARACTER[language])
    if len(text) <= room:
        return 1
    lines, used = 1, 0.0
    for word in text.split():
        length = len(word)
        if used and used + 1 + length > room:
            lines, used = lines + 1, 0.0
        used += length + (1 if used else 0)
        while used > room:
            lines, used = lines + 1, used - room
    return lines


def heading_height(columns: Sequence[Mapping[str, Any]], language: str) -> float:
    """Return the points that the headings need; the button of the filter takes a part of each."""
    lines = max(line_count(column[language], column["width"] - 3, language) for column in columns)
    return LINE_HEIGHT * max(lines, 2) + 6


def clean(value: str, language: str, cut: str = "") -> str:
    """Return text as a cell holds it: digits of the language, no isolates, cut at the limit of a cell with a word.

    A spreadsheet cell is a paragraph of its own, and some fonts show isolates as boxes; only a minus needs a mark to
    stay before its digits. A word with Latin letters is a code or an address and keeps its digits.
    """
    kept = _ISOLATED_MINUS.sub(_PLACEHOLDER, value)
    text = without_direction_marks(kept).replace(_PLACEHOLDER, _LEFT_TO_RIGHT_MARK if language == "fa" else "")
    if language == "fa":
        text = _WORD.sub(lambda found: found[0] if _LATIN.search(found[0]) else persian_digits(found[0]), text)
    return text if len(text) <= CELL_LIMIT else text[: math.floor(CELL_LIMIT - len(cut))] + cut
