"""Read an Excel binary workbook (.xlsb): the few records of BIFF12 that hold cells, their formats and their merges.

The fast parser reads this format too, but turns error cells into empty text and tells neither merges nor what is
hidden. Record layouts: [MS-XLSB], sections 2.3.2 and 2.4. A number is a double in this format, so no digits beyond
those of a double are lost here.
"""

from __future__ import annotations

import datetime as dt
import posixpath
import struct
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree import ElementTree

from pipelines.reading import limits
from pipelines.reading.cells import cell_text
from pipelines.reading.number_formats import DATE_IDS, PERCENT_IDS, is_date, is_percent, percent_text
from pipelines.reading.parsed import Cells, ParsedSheet, note_merged

_ROW, _BLANK, _FIRST_SHORT, _LAST_SHORT = 0, 1, 12, 18
_SHARED_TEXT, _FORMAT, _STYLE, _COLUMNS, _RICH_CELL = 19, 44, 47, 60, 62
_END_OF_ROWS, _PROPERTIES, _SHEET, _MERGED, _STYLES, _STYLES_END = 146, 153, 156, 176, 617, 618
#: From a record of a cell with its own column to what it holds; the short ones follow the cell before.
_SHORT = {12: 1, 13: 2, 14: 3, 15: 4, 16: 5, 17: 6, 18: 7}
_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
_HIDDEN_ROW, _HIDDEN_COLUMN, _DATE_1904 = 0x10, 0x01, 0x01
_LEAP_YEAR_THAT_WAS_NONE = 60
_EPOCH, _EPOCH_1904 = dt.datetime.fromisoformat("1899-12-30"), dt.datetime.fromisoformat("1904-01-01")
_LAST_DAY = 2_958_465  # 9999-12-31

_U16, _U32, _DOUBLE = struct.Struct("<H"), struct.Struct("<I"), struct.Struct("<d")
_CELL = struct.Struct("<II")


class Broken(ValueError):
    """A record says of itself what cannot be."""


def read(path: Path) -> Iterator[ParsedSheet]:
    """Yield the worksheets of a workbook."""
    with zipfile.ZipFile(path) as archive:
        book = _Book(archive)
        for name, part, visible in book.sheets:
            yield _Sheet(book, name).parsed(archive.read(part), visible=visible)


def counts_from_1904(path: Path) -> bool:
    """Tell whether a workbook counts its days from 1904."""
    with zipfile.ZipFile(path) as archive:
        return _Book(archive, only_properties=True).date1904


class _Book:
    """What the sheets of a workbook share: names, texts, and what its styles say."""

    def __init__(self, archive: zipfile.ZipFile, *, only_properties: bool = False) -> None:
        self.date1904 = False
        self.sheets: list[tuple[str, str, bool]] = []
        names = set(archive.namelist())
        links = _links(archive)
        for kind, data in _records(archive.read("xl/workbook.bin")):
            if kind == _PROPERTIES:
                self.date1904 = bool(data[0] & _DATE_1904)
            elif kind == _SHEET:
                link, at = _text(data, 8)
                part = links.get(link, "")
                if "/worksheets/" in part and part in names:
                    self.sheets.append((_text(data, at)[0], part, _U32.unpack_from(data)[0] == 0))
        if only_properties:
            return
        self.texts = [
            _text(data, 1)[0]
            for kind, data in _records(_part(archive, names, "xl/sharedStrings.bin"))
            if kind == _SHARED_TEXT
        ]
        self.dates, self.shares = _styles(_part(archive, names, "xl/styles.bin"))

    def number(self, value: float, style: int) -> str:
        """Return a number as its style shows it: a share, a date, or digit for digit."""
        if style in self.shares:
            return percent_text(repr(value))
        if style in self.dates and 0 <= value <= _LAST_DAY:
            return cell_text(_moment(value, date1904=self.date1904)) or ""
        return cell_text(value) or ""


def _part(archive: zipfile.ZipFile, names: set[str], name: str) -> bytes:
    return archive.read(name) if name in names else b""


def _links(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return the parts of a workbook by the names of their links."""
    tree = ElementTree.fromstring(archive.read("xl/_rels/workbook.bin.rels"))  # noqa: S314 - DTDs were refused
    found = {}
    for link in tree:
        target = link.get("Target", "")
        path = target.lstrip("/") if target.startswith("/") else posixpath.join("xl", target)
        found[link.get("Id", "")] = posixpath.normpath(path)
    return found


def _styles(data: bytes) -> tuple[set[int], set[int]]:
    """Return the numbers of the styles that show dates, and of those that show per cent."""
    codes: dict[int, str] = {}
    formats: list[int] = []
    inside = False
    for kind, record in _records(data):
        if kind == _FORMAT:
            codes[_U16.unpack_from(record)[0]] = _text(record, 2)[0]
        elif kind in (_STYLES, _STYLES_END):
            inside = kind == _STYLES
        elif kind == _STYLE and inside:
            formats.append(_U16.unpack_from(record, 2)[0])

    def those(told: Callable[[str], bool], known: frozenset[int]) -> set[int]:
        return {n for n, f in enumerate(formats) if (told(codes[f]) if f in codes else f in known)}

    return those(is_date, DATE_IDS), those(is_percent, PERCENT_IDS)


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield kind and content of each record; raises :class:`Broken` when the last one is cut."""
    at, end = 0, len(data)
    try:
        while at < end:
            kind = data[at]
            at += 1
            if kind & 0x80:
                kind = kind & 0x7F | (data[at] & 0x7F) << 7
                at += 1
            length = shift = 0
            while True:
                byte = data[at]
                at += 1
                length |= (byte & 0x7F) << shift
                shift += 7
                if byte < 0x80 or shift == 28:
                    break
            if at + length > end:
                raise Broken("a record is cut")
            yield kind, data[at : at + length]
            at += length
    except IndexError as error:
        raise Broken("a record is cut") from error


def _text(data: bytes, at: int) -> tuple[str, int]:
    """Return the text whose length stands at ``at``, and where it ends; a length of −1 is no text."""
    (length,) = _U32.unpack_from(data, at)
    if length == 0xFFFFFFFF:
        return "", at + 4
    end = at + 4 + 2 * length
    if end > len(data):
        raise Broken("a text is cut")
    return data[at + 4 : end].decode("utf-16-le", "replace"), end


def _moment(serial: float, *, date1904: bool) -> dt.datetime:
    """Return the moment that a serial number of days means, to the second."""
    if date1904:
        epoch, days = _EPOCH_1904, serial
    else:  # 1900 was no leap year, but its 29 February has a number
        epoch, days = _EPOCH, serial + (1 if serial < _LEAP_YEAR_THAT_WAS_NONE else 0)
    whole = int(days)
    return epoch + dt.timedelta(days=whole, seconds=round((days - whole) * 86_400))


class _Sheet:
    """One worksheet while its records pass."""

    def __init__(self, book: _Book, name: str) -> None:
        self._book, self._name = book, name
        self._cells = Cells(name)
        self._row, self._column, self._is_hidden = -1, -1, False
        self._hidden_rows: list[int] = []
        self._hidden_columns: list[int] = []
        self._merged: list[tuple[int, int, int, int]] = []

    def parsed(self, data: bytes, *, visible: bool) -> ParsedSheet:
        """Return what the records of the sheet's part say."""
        ended = False
        for kind, record in _records(data):
            if _ROW < kind < _FIRST_SHORT or kind == _RICH_CELL:
                self._column, style = _CELL.unpack_from(record)
                self._put(kind, record, 8, style)
            elif _FIRST_SHORT <= kind <= _LAST_SHORT:
                self._column += 1
                self._put(_SHORT[kind], record, 4, _U32.unpack_from(record)[0])
            elif kind in (_ROW, _END_OF_ROWS):
                self._begin_row(record if kind == _ROW else None)
                ended = ended or kind == _END_OF_ROWS
            elif kind == _COLUMNS and record[16] & _HIDDEN_COLUMN:
                first, last = _CELL.unpack_from(record)
                self._hidden_columns += range(first, min(last + 1, limits.COLUMNS))
            elif kind == _MERGED:
                top, bottom, left, right = struct.unpack_from("<4I", record)
                note_merged(self._merged, self._name, (top + 1, bottom + 1, left, right))
        if not ended:
            raise Broken("the sheet is cut")
        return ParsedSheet(
            self._name, self._cells.table(), visible, self._hidden_rows, self._hidden_columns, self._merged
        )

    def _begin_row(self, record: bytes | None) -> None:
        """End a row and begin the next, if there is one."""
        if self._is_hidden and self._cells.holds(self._row):
            self._hidden_rows.append(self._row + 1)
        self._is_hidden = False
        if record is not None:
            (row,) = _U32.unpack_from(record)
            if row <= self._row:
                raise Broken("the rows are out of order")
            self._row, self._column, self._is_hidden = row, -1, bool(record[11] & _HIDDEN_ROW)

    def _put(self, kind: int, record: bytes, at: int, style: int) -> None:
        if kind != _BLANK:
            self._cells.put(self._row, self._column, _cell(self._book, kind, record, at, style & 0xFFFFFF))


def _cell(book: _Book, kind: int, record: bytes, at: int, style: int) -> str:
    """Return the text of a cell, or of the value that was computed for its formula."""
    match kind:
        case 2:
            return book.number(_packed_number(_U32.unpack_from(record, at)[0]), style)
        case 3 | 11:
            return _ERRORS.get(record[at], "#VALUE!")
        case 4 | 10:
            return "TRUE" if record[at] else "FALSE"
        case 5 | 9:
            return book.number(_DOUBLE.unpack_from(record, at)[0], style)
        case 7:
            return book.texts[_U32.unpack_from(record, at)[0]]
        case 62:
            return _text(record, at + 1)[0]
        case _:
            return _text(record, at)[0]


def _packed_number(packed: int) -> float:
    """Return a number that was packed into four bytes: an integer or the upper half of a double, or its hundredth."""
    if packed & 2:
        number = float((packed >> 2) - (1 << 30 if packed & 0x80000000 else 0))
    else:
        number = _DOUBLE.unpack(b"\0\0\0\0" + _U32.pack(packed & 0xFFFFFFFC))[0]
    return number / 100 if packed & 1 else number
