"""Read an OpenDocument spreadsheet (.ods): what each cell stores, and not the picture of it.

The fast parser reads this format too, but turns error cells and formulas that were never computed into empty text and
tells neither merges nor what is hidden. The file stores its numbers and dates as exact text, so reading ``content.xml``
itself loses nothing. A row or cell that repeats is written once with a count, blank ones by the million: what is blank
only moves on, and what holds something is counted before it is repeated.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NoReturn
from xml.parsers import expat

from pipelines.normalise.result import UNCOMPUTED
from pipelines.reading import limits
from pipelines.reading.cells import number_text
from pipelines.reading.number_formats import percent_text
from pipelines.reading.parsed import Cells, ParsedSheet, Refused, note_merged

_PIECE = limits.MEGABYTE
_URN = "urn:oasis:names:tc:opendocument:xmlns:"
_TABLE, _OFFICE, _TEXT, _STYLE = (f"{_URN}{name}:1.0 " for name in ("table", "office", "text", "style"))
_CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 "
_CELL, _COVERED, _ROW = f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell", f"{_TABLE}table-row"
_PARAGRAPH = f"{_TEXT}p"
_SPACES = {f"{_TEXT}s": " ", f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}
#: What stands in a cell or beside the tables and is no part of them: comments, drawings, deleted cells, cached links.
_ASIDE = frozenset(
    {
        f"{_OFFICE}annotation",
        f"{_TABLE}tracked-changes",
        f"{_TABLE}dde-links",
        f"{_TABLE}shapes",
        f"{_TABLE}detective",
        f"{_TABLE}named-expressions",
        f"{_TABLE}content-validations",
    }
)
_DRAWING = f"{_URN}drawing:1.0 "
_OF_ANOTHER_FILE = re.compile(r"'?[a-z]+://.*#\$", re.IGNORECASE | re.DOTALL)
_BLANKS = re.compile(r"[ \t\r\n]+")
_ERROR = re.compile(r"#(?:NULL!|DIV/0!|VALUE!|REF!|NAME\?|NUM!|N/A)")
_ERROR_SHOWN = re.compile(r"#[A-Z/0]+[!?]|#N/A|Err:\d{3}")
_MOMENT = re.compile(r"(-?\d{4,}-\d\d-\d\d)(?:T(\d\d:\d\d:\d\d)(?:[.,]\d+)?Z?)?")
_TIME = re.compile(r"PT(\d+)H(\d+)M(\d+)(?:[.,]\d+)?S")


def read(path: Path) -> Iterator[ParsedSheet]:
    """Yield the tables of a spreadsheet; raises :class:`Refused` when the file is another kind of document."""
    yield from _parsed(path).sheets


def counts_from_1904(path: Path) -> bool:
    """Tell whether a spreadsheet counts its days from 1904; its date cells are dates, its plain numbers are not."""
    with zipfile.ZipFile(path) as archive, archive.open("content.xml") as file:
        rest = b""
        while piece := file.read(_PIECE):
            rest = rest[-200:] + piece
            if b"null-date" in rest:
                return re.search(rb'null-date[^>]*date-value="1904-', rest) is not None
            if b"table-row" in rest:
                return False
    return False


def _parsed(path: Path) -> _Content:
    content = _Content()
    with zipfile.ZipFile(path) as archive, archive.open("content.xml") as file:
        while piece := file.read(_PIECE):
            content.take(piece)
        content.take(b"", last=True)
    if not content.is_spreadsheet:
        raise Refused("not_a_workbook")
    return content


class _Content:
    """Reads ``content.xml`` as it comes, and keeps the tables that have ended."""

    def __init__(self) -> None:
        self.sheets: list[ParsedSheet] = []
        self.is_spreadsheet = False
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters
        self._parser.EntityDeclHandler = self._refuse_entities
        self._aside = 0  # how deep inside something that is no part of a table
        self._style = ""
        self._hidden_styles: set[str] = set()
        self._table: _Table | None = None
        self._in_paragraph = 0

    def take(self, piece: bytes, *, last: bool = False) -> None:
        """Read on."""
        self._parser.Parse(piece, last)

    def _refuse_entities(self, *_: object) -> NoReturn:
        raise Refused("xml_entities", value="content.xml")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if self._aside or name in _ASIDE or name.startswith(_DRAWING):
            self._aside += 1
        elif self._table is not None:
            self._start_inside(self._table, name, attributes)
        elif name == f"{_TABLE}table":
            style = attributes.get(f"{_TABLE}style-name", "")
            self._table = _Table(attributes.get(f"{_TABLE}name", ""), visible=style not in self._hidden_styles)
        elif name == f"{_STYLE}style":
            self._style = attributes.get(f"{_STYLE}name", "")
        elif name == f"{_STYLE}table-properties" and attributes.get(f"{_TABLE}display") == "false":
            self._hidden_styles.add(self._style)
        elif name == f"{_OFFICE}spreadsheet":
            self.is_spreadsheet = True

    def _start_inside(self, table: _Table, name: str, attributes: dict[str, str]) -> None:
        if name in (_CELL, _COVERED):
            table.start_cell(attributes)
        elif name == _PARAGRAPH:
            self._in_paragraph += 1
            table.start_paragraph()
        elif name in _SPACES:
            table.add(_SPACES[name] * min(_count(attributes, f"{_TEXT}c"), limits.CELL_CHARACTERS))
        elif name == _ROW:
            table.start_row(attributes)
        elif name == f"{_TABLE}table-column":
            table.add_columns(attributes)
        elif name == f"{_TABLE}table":  # a table inside a cell is no sheet
            self._aside += 1

    def _end(self, name: str) -> None:
        if self._aside:
            self._aside -= 1
        elif self._table is None:
            return
        elif name in (_CELL, _COVERED):
            self._table.end_cell()
        elif name == _PARAGRAPH:
            self._in_paragraph -= 1
        elif name == _ROW:
            self._table.end_row()
        elif name == f"{_TABLE}table":
            if not _OF_ANOTHER_FILE.match(self._table.name):
                self.sheets.append(self._table.parsed())
            self._table = None

    def _characters(self, text: str) -> None:
        if self._in_paragraph and not self._aside and self._table is not None:
            self._table.add(_BLANKS.sub(" ", text))


class _Table:
    """One table while it is read: where the next cell stands, and what the present one is known to hold."""

    def __init__(self, name: str, *, visible: bool) -> None:
        self.name, self._visible = name, visible
        self._cells = Cells(name)
        self._texts: dict[str, str] = {}
        self._hidden_rows: list[int] = []
        self._hidden_columns: list[int] = []
        self._merged: list[tuple[int, int, int, int]] = []
        self._width = 0  # columns declared so far
        self._row, self._times, self._is_hidden = 0, 1, False
        self._column = 0
        self._filled: list[tuple[int, int, str]] = []  # of the present row: position, times, text
        self._attributes: Mapping[str, str] = {}
        self._paragraphs: list[str] = []

    def add_columns(self, attributes: Mapping[str, str]) -> None:
        """Note columns that are not shown."""
        times = _count(attributes, f"{_TABLE}number-columns-repeated")
        if _is_hidden(attributes):
            self._hidden_columns += range(self._width, min(self._width + times, limits.COLUMNS))
        self._width += times

    def start_row(self, attributes: Mapping[str, str]) -> None:
        """Begin a row."""
        self._times = _count(attributes, f"{_TABLE}number-rows-repeated")
        self._is_hidden, self._column, self._filled = _is_hidden(attributes), 0, []

    def end_row(self) -> None:
        """Enter the cells of the row as often as it repeats."""
        if self._filled:
            position, times, _ = self._filled[-1]
            self._cells.reach(self._row + self._times, position + times)
            for row in range(self._row, self._row + self._times):
                for first, repeated, text in self._filled:
                    for column in range(first, first + repeated):
                        self._cells.put(row, column, text)
            if self._is_hidden:
                self._hidden_rows += range(self._row + 1, self._row + self._times + 1)
        self._row += self._times

    def start_cell(self, attributes: Mapping[str, str]) -> None:
        """Begin a cell."""
        self._attributes, self._paragraphs = attributes, []

    def start_paragraph(self) -> None:
        """Begin a line of a cell's text."""
        self._paragraphs.append("")

    def add(self, text: str) -> None:
        """Add to the line that is being read."""
        if self._paragraphs:
            self._paragraphs[-1] += text

    def end_cell(self) -> None:
        """Keep what the cell holds and go on to the next."""
        told = self._attributes
        times = _count(told, f"{_TABLE}number-columns-repeated")
        shown = "\n".join(self._paragraphs) if self._paragraphs else None
        text = _stored(told, shown) if told or shown else None
        if text:
            text = self._texts.setdefault(text, text)  # one copy of each text
            self._filled.append((self._column, times, text))
        down, across = (_count(told, f"{_TABLE}number-{name}-spanned") for name in ("rows", "columns"))
        if down > 1 or across > 1:
            span = (self._row + 1, self._row + down, self._column, self._column + across - 1)
            note_merged(self._merged, self.name, span)
        self._column += times
        self._attributes, self._paragraphs = {}, []

    def parsed(self) -> ParsedSheet:
        """Return the whole table."""
        return ParsedSheet(
            self.name,
            self._cells.table(),
            self._visible,
            self._hidden_rows,
            self._hidden_columns,
            self._merged,
        )


def _count(attributes: Mapping[str, str], name: str) -> int:
    """Return how often something repeats or how far it spans; raises ValueError when that is no number."""
    told = attributes.get(name)
    if told is None:
        return 1
    if not told.isascii() or not told.isdigit() or int(told[:9]) == 0:
        raise ValueError(f"{name.rpartition(' ')[2]}={told[:20]}")
    return int(told[:9])


def _is_hidden(attributes: Mapping[str, str]) -> bool:
    return attributes.get(f"{_TABLE}visibility", "visible") != "visible"


def _stored(told: Mapping[str, str], text: str | None) -> str | None:
    """Return what a cell stores as text; None when it holds nothing.

    ``text`` is what the file shows for it, None when it shows nothing: a formula that came to nothing shows a line
    without letters, one that was never computed has no line.
    """
    shown = text or ""
    kind = told.get(f"{_OFFICE}value-type", "")
    has_formula = f"{_TABLE}formula" in told
    if told.get(f"{_CALC}value-type") == "error" or (has_formula and _ERROR_SHOWN.fullmatch(shown.strip())):
        return shown.strip() if _ERROR.fullmatch(shown.strip()) else "#VALUE!"
    value = told.get(f"{_OFFICE}value", "").strip()
    match kind:
        case "float" | "currency" if value:
            return number_text(value)
        case "percentage" if value:
            return percent_text(value)
        case "date":
            return _moment(told.get(f"{_OFFICE}date-value", "")) or shown or None
        case "time":
            return _time(told.get(f"{_OFFICE}time-value", "")) or shown or None
        case "boolean":
            return told.get(f"{_OFFICE}boolean-value", shown).upper() or None
        case "string":
            return told.get(f"{_OFFICE}string-value", shown) or None
    return shown or (UNCOMPUTED if has_formula and text is None else None)


def _moment(stored: str) -> str | None:
    """Return a stored date as the other readers do: without a midnight that nobody wrote."""
    found = _MOMENT.fullmatch(stored.strip())
    if found is None:
        return None
    return found[1] if found[2] in (None, "00:00:00") else f"{found[1]} {found[2]}"


def _time(stored: str) -> str | None:
    found = _TIME.fullmatch(stored.strip())
    return f"{int(found[1]):02}:{int(found[2]):02}:{int(found[3]):02}" if found else None
