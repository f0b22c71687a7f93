"""Writes rows as a workbook: text stays text, numbers stay numbers, sheets run as the language does."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import xlsxwriter

from dashboards.data.shown_rows import Cell, Number, Sheet
from dashboards.language.language import Language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

#: Shows true numbers with Persian digits; Excel would show Arabic ones under the plain Persian locale.
PERSIAN_DIGITS = "[$-3000429]"
PERSIAN_NUMBER = f"{PERSIAN_DIGITS}#,##0.##########"
WESTERN_NUMBER = "#,##0.##########"
#: Every Excel has it, with Persian letters and digits; a workbook cannot bring a font of its own along.
FONT = "Tahoma"
#: Digits that a spreadsheet can hold; a longer number would be rounded without a word.
EXACT_DIGITS = 15
LONGEST_TEXT = 32767
_WIDEST = 60


class Book:
    """One workbook that is being written, and the formats of its cells."""

    def __init__(self, book: xlsxwriter.Workbook, language: Language) -> None:
        self._book, self._language = book, language
        self._formats: dict[tuple[tuple[str, Any], ...], Format] = {}

    def sheet(self, name: str) -> Worksheet:
        """Add a sheet that runs as the language does."""
        sheet = self._book.add_worksheet(name[:31])
        if self._language.is_persian:
            sheet.right_to_left()
        return sheet

    def format(self, **properties: Any) -> Format:
        """Return the format with ``properties`` over those of every cell, each made once."""
        key = tuple(sorted({"font_name": FONT, "font_size": 10, "valign": "top", **properties}.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format(dict(key))
        return self._formats[key]

    def text(self, **properties: Any) -> Format:
        """Return a format of words, which run from the side on which the language begins.

        A title that begins with a number would otherwise run the other way, and lose its end behind the edge.
        """
        if not self._language.is_persian:
            return self.format(**properties)
        return self.format(**{"align": "right", "reading_order": 2, **properties})

    def write(self, sheet: Worksheet, line: int, column: int, cell: Cell | Decimal, written: str = "") -> None:
        """Write one cell; a number that a spreadsheet would round is written as text with every digit."""
        if isinstance(cell, Decimal):
            if _is_long(cell):
                sheet.write_string(line, column, format(cell, "f"), self.format())
            else:
                sheet.write_number(line, column, float(cell), self.format(num_format=written))
        elif isinstance(cell, str) and cell:
            sheet.write_string(line, column, plain(cell)[:LONGEST_TEXT], self.text())


@contextmanager
def _opened(buffer: io.BytesIO, language: Language) -> Iterator[Book]:
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "default_date_format": "yyyy-mm-dd",
    }
    with xlsxwriter.Workbook(buffer, options) as book:
        yield Book(book, language)


def raw_workbook(
    rows: Sequence[Mapping[str, Any]], name: str, language: Language, about: Sequence[tuple[str, str]]
) -> bytes:
    """Return rows as they are published, codes and all, with a second sheet on where they come from."""
    buffer = io.BytesIO()
    with _opened(buffer, language) as book:
        _raw(book, name, language, rows)
        if about:
            _about(book, language.say("منبع", "Source"), about, ())
    return buffer.getvalue()


@dataclass(frozen=True, slots=True)
class Page:
    """The first sheet of a workbook: what stands above the rows, their headings, and the rows with their formats."""

    lines: Sequence[str]
    headings: Sequence[str]
    rows: Sequence[Sequence[tuple[Cell | Decimal, str]]]
    widths: Sequence[float]


def page_of(shown: Sheet, language: Language) -> Page:
    """Return the rows of a view in words as a sheet."""
    digits = PERSIAN_DIGITS if language.is_persian else ""
    rows = [
        [(cell.value, _number_format(cell, digits)) if isinstance(cell, Number) else (cell, "") for cell in row]
        for row in shown.rows
    ]
    columns = zip(*shown.rows, strict=True) if shown.rows else ()
    widths = [_width(heading, cells) for heading, cells in zip(shown.headings, columns, strict=False)]
    return Page([f"{term}: {words}" for term, words in shown.common], shown.headings, rows, widths)


def _number_format(number: Number, digits: str) -> str:
    written = ("0" if number.is_share else "#,##0") + ("." + "0" * number.decimals if number.decimals else "")
    return digits + written + ("%" if number.is_share else "")


def shown_workbook(
    page: Page,
    raw: Sequence[Mapping[str, Any]],
    language: Language,
    *,
    title: str,
    mark: str,
    about: Sequence[tuple[str, str]],
    files: Sequence[tuple[str, ...]],
) -> bytes:
    """Return what a page shows as a workbook of three sheets: the rows in words, the rows in codes, and their source.

    ``mark`` says of invented data that they are; ``files`` are the files behind the rows, their headings first.
    """
    say = language.say
    buffer = io.BytesIO()
    with _opened(buffer, language) as book:
        sheet = book.sheet(say("نما", "View"))
        sheet.write_string(0, 0, plain(title), book.text(bold=True, font_size=14))
        line = 1
        if mark:
            sheet.write_string(line, 0, mark, book.text(bold=True, font_color="#8A5A00", bg_color="#FAEBC8"))
            line += 1
        for words in page.lines:
            sheet.write_string(line, 0, plain(words), book.text(font_color="#575146"))
            line += 1
        head = line + 1
        for column, heading in enumerate(page.headings):
            sheet.write_string(head, column, plain(heading), book.text(bold=True, bottom=1, text_wrap=True))
            sheet.set_column(column, column, page.widths[column])
        for at, row in enumerate(page.rows, start=head + 1):
            for column, (cell, number) in enumerate(row):
                book.write(sheet, at, column, cell, number)
        sheet.freeze_panes(head + 1, 0)
        if page.rows:
            sheet.autofilter(head, 0, head + len(page.rows), len(page.headings) - 1)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(head)
        _raw(book, say("کدها", "Codes"), language, raw)
        _about(book, say("منبع و تعریف", "Source and definition"), about, files)
    return buffer.getvalue()


def _width(heading: str, cells: Sequence[Cell]) -> float:
    longest = max((len(cell) if isinstance(cell, str) else 14 for cell in cells if cell is not None), default=8)
    return float(min(_WIDEST, max(10, min(len(heading), 18), longest) + 2))


def _raw(book: Book, name: str, language: Language, rows: Sequence[Mapping[str, Any]]) -> None:
    sheet = book.sheet(name)
    number = book.format(num_format=PERSIAN_NUMBER if language.is_persian else WESTERN_NUMBER)
    for column, title in enumerate(rows[0].keys() if rows else ()):
        sheet.write_string(0, column, title, book.format(bold=True, bottom=1))
    for line, row in enumerate(rows, start=1):
        for column, value in enumerate(row.values()):
            if value is None:
                continue
            if isinstance(value, bool):
                sheet.write_boolean(line, column, value)
            elif isinstance(value, (int, float, Decimal)) and not _is_long(Decimal(str(value))):
                sheet.write_number(line, column, float(value), number)
            else:
                sheet.write_string(line, column, written(value)[:LONGEST_TEXT])
    sheet.freeze_panes(1, 0)


def _about(book: Book, name: str, about: Sequence[tuple[str, str]], files: Sequence[tuple[str, ...]]) -> None:
    sheet = book.sheet(name)
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 90)
    sheet.set_column(2, 5, 22)
    wrapped = book.text(text_wrap=True)
    for line, (term, words) in enumerate(about):
        sheet.write_string(line, 0, term, book.text(bold=True))
        sheet.write_string(line, 1, plain(words)[:LONGEST_TEXT], wrapped)
    for line, row in enumerate(files, start=len(about) + 1):
        for column, cell in enumerate(row):
            first = line == len(about) + 1
            sheet.write_string(line, column, plain(cell), book.text(bold=True, bottom=1) if first else wrapped)


def _is_long(value: Decimal) -> bool:
    digits = format(value, "f")
    digits = digits.rstrip("0") if "." in digits else digits
    return len(digits.replace(".", "").strip("-0")) > EXACT_DIGITS


def plain(words: str) -> str:
    """Return words without the marks of direction that a page needs and a cell does not."""
    return re.sub("[\u2066-\u2069]", "", words)


def written(value: Any) -> str:
    """Return what is no number as text, a day as ISO 8601 writes it."""
    return str(value.isoformat()) if hasattr(value, "isoformat") else str(value)
