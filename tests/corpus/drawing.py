"""Draw workbooks and text files: sheets of rows, with merged cells and hidden columns where a layout has them."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl

from tests.corpus.truth import HEADINGS, Rows

Line = list[Any]


@dataclass
class Paper:
    """One sheet: its lines, the ranges that are merged («A2:A5»), and the columns that are hidden («C»)."""

    lines: list[Line]
    name: str = "گزارش"
    merged: Sequence[str] = ()
    hidden: Sequence[str] = ()


@dataclass
class Drawing:
    """A file: sheets of a workbook, or the text of a CSV file."""

    papers: list[Paper] = field(default_factory=list)
    text: bytes | None = None

    def write(self, folder: Path) -> Path:
        """Write the file into ``folder``."""
        if self.text is not None:
            path = folder / "list.csv"
            path.write_bytes(self.text)
            return path
        book = openpyxl.Workbook()
        book.remove(book.worksheets[0])
        for paper in self.papers:
            sheet = book.create_sheet(paper.name)
            for line in paper.lines:
                sheet.append(line)
            for cells in paper.merged:
                sheet.merge_cells(cells)
            for letter in paper.hidden:
                sheet.column_dimensions[letter].hidden = True
        path = folder / "list.xlsx"
        book.save(path)
        return path


def sheet(*lines: Line, name: str = "گزارش", merged: Sequence[str] = (), hidden: Sequence[str] = ()) -> Drawing:
    """Return a workbook of one sheet."""
    return Drawing([Paper(list(lines), name, merged, hidden)])


def book(*papers: Paper) -> Drawing:
    """Return a workbook of several sheets."""
    return Drawing(list(papers))


def text(lines: Sequence[Line], *, delimiter: str = ",", encoding: str = "utf-8") -> Drawing:
    """Return a text file."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerows(lines)
    return Drawing(text=out.getvalue().encode(encoding))


def head(feed: str, columns: Sequence[str] | None = None) -> Line:
    """Return the heading row of a feed, of some columns in their order."""
    headings = HEADINGS[feed]
    return [headings.get(c, c) for c in columns or list(headings)]


def body(feed: str, rows: Rows, columns: Sequence[str] | None = None) -> list[Line]:
    """Return rows of a feed as lines, of some columns in their order."""
    return [[row.get(c) for c in columns or list(HEADINGS[feed])] for row in rows]


def table(feed: str, rows: Rows, columns: Sequence[str] | None = None) -> list[Line]:
    """Return heading and rows."""
    return [head(feed, columns), *body(feed, rows, columns)]


def total(feed: str, rows: Rows, label: str = "جمع", columns: Sequence[str] | None = None) -> Line:
    """Return the line that adds rows up, with its label in the first cell."""
    names = list(columns or HEADINGS[feed])
    sums: Line = [
        sum(int(row[c] or 0) for row in rows) if all(isinstance(row.get(c), int) for row in rows) else None
        for c in names
    ]
    sums[0] = label
    return sums
