"""Look at a workbook's raw XML before a parser does, and find what the parser would lose.

The fast parser turns error cells and formulas without a value into empty text, rounds long numbers to
doubles and allocates whatever a far cell asks for. This module finds those cells by reading the bytes, a piece
at a time; it runs in the child process only. An ordinary piece costs a few passes of byte search and one of a
pattern that stops only at a cell that lies further out than all before it.
"""

from __future__ import annotations

import html
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree

import numpy as np

from pipelines.normalise.result import UNCOMPUTED
from pipelines.reading import limits, references
from pipelines.reading.cells import number_text
from pipelines.reading.number_formats import PERCENT_IDS, is_percent, percent_text

_PIECE = limits.MEGABYTE
_ROW_OR_CELL = re.compile(rb"<(?:\w+:)?(?:(row)\b([^>]*)>|c\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>))", re.DOTALL)
_REFERENCE = re.compile(rb"""\br=["']([A-Za-z]{0,3})([1-9]\d{0,8})["']""")
_ANY_REFERENCE = re.compile(rb"\br\s*=")
_PLAIN_CELL = re.compile(rb'<c r="([A-Z]{1,3})([1-9]\d{0,8})"')
_STYLE = re.compile(rb"""\bs=["'](\d+)["']""")
_TYPE = re.compile(rb"""\bt=["'](\w+)["']""")
#: An error's type, or one that neither cell nor formula has: on a cell the parser never ends then.
_TOLD_TYPE = re.compile(rb' t="(?!(?:s|n|b|d|str|inlineStr|shared|array|dataTable|normal)")')
_ERROR_TYPE = b' t="e"'
_VALUE = re.compile(rb"<(?:\w+:)?v\b[^>]*>([^<]*)</")
_FORMULA = re.compile(rb"<(?:\w+:)?f\b")
#: A formula that no value follows. One without text belongs to a group and may have a value all the same.
_NO_VALUE = re.compile(rb"(?:</f>|<f\b[^>]*/>)(?!<v>[^<])")
_LONG = re.compile(rb"<v>-?\d{16}")
#: What may follow the name of a cell's tag: white space, or the end of the tag.
_AFTER = frozenset({b" ", b"\t", b"\r", b"\n", b"/", b">", b""})
_HIDDEN_ROW = re.compile(rb'<(?:\w+:)?row\b([^>]*\bhidden="(?:1|true)"[^>]*)>(.*?)</(?:\w+:)?row>', re.DOTALL)
_HIDDEN_COLUMN = re.compile(rb'<(?:\w+:)?col\b[^>]*\bhidden="(?:1|true)"[^>]*>')
_MERGED = re.compile(
    rb"""<(?:\w+:)?mergeCell\b[^>]*?\bref=["']([A-Za-z]{1,3})([1-9]\d{0,6}):([A-Za-z]{1,3})([1-9]\d{0,6})["']"""
)
_PREFIXED_ROOT = re.compile(rb"<\w+:worksheet\b")
#: With more than one cell in so many, a sheet that is too large is full and not stretched by a far cell.
_DENSE = 10
#: Digits of a number that a double may hold no longer.
_LONG_INTEGER, _LONG_FRACTION = 15, 17


class TooLarge(Exception):
    """The workbook asks for more cells than a delivery may have."""

    def __init__(self, message_id: str, sheet: str, value: str) -> None:
        super().__init__(message_id)
        self.message_id, self.sheet, self.value = message_id, sheet, value


class BrokenSheet(ValueError):
    """A cell says of itself what no cell can be; the parser would look for its end for ever."""


@dataclass(slots=True)
class SheetScan:
    """What the raw XML of one sheet says.

    ``exact`` gives the text that must replace the parser's, by row and column from 0. ``hidden_rows`` are the
    numbers (from 1) of rows that hold something and are not shown, ``hidden_columns`` the positions (from 0) of
    columns that are not shown, whatever they hold. ``merged`` are ranges of merged cells: first and last row (from
    1), first and last column (from 0).
    """

    exact: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)


def sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return the part of each worksheet by sheet name."""
    workbook = ElementTree.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314 - DTDs were refused
    links = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    parts = {}
    for node in workbook.iter():
        if node.tag.endswith("}sheet") or node.tag == "sheet":
            identifier = next((v for k, v in node.attrib.items() if k.endswith("}id") or k == "r:id"), None)
            target = targets.get(identifier, "")
            path = target.lstrip("/") if target.startswith("/") else posixpath.join("xl", target)
            parts[node.get("name", "")] = posixpath.normpath(path)
    return parts


def percent_styles(archive: zipfile.ZipFile) -> frozenset[bytes]:
    """Return the numbers of the cell styles that show a number as per cent."""
    try:
        styles = ElementTree.fromstring(archive.read("xl/styles.xml"))  # noqa: S314 - DTDs were refused
    except KeyError:
        return frozenset()
    codes = {node.get("numFmtId"): node.get("formatCode", "") for node in styles.iterfind("{*}numFmts/{*}numFmt")}
    known = {str(number) for number in PERCENT_IDS} - set(codes)
    shares = known | {number for number, code in codes.items() if number and is_percent(code)}
    cells = styles.iterfind("{*}cellXfs/{*}xf")
    return frozenset(str(n).encode() for n, xf in enumerate(cells) if xf.get("numFmtId") in shares)


def scan(archive: zipfile.ZipFile) -> dict[str, SheetScan]:
    """Scan every worksheet; raises :class:`TooLarge` for a far cell, too many columns or too many cells."""
    found = {}
    names = set(archive.namelist())
    shares = percent_styles(archive)
    for sheet, part in sheet_parts(archive).items():
        if part in names and "/worksheets/" in part:
            scanner = _Scanner(sheet, shares)
            for piece in _pieces(archive, part):
                scanner.look_at(piece)
            scanner.note_merged(piece)  # merges follow the last row
            found[sheet] = scanner.found
    return found


def _pieces(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """Yield a part in pieces that end with a row."""
    with archive.open(part) as file:
        rest = file.read(_PIECE)
        if b"\x00" in rest[:64]:
            yield (rest + file.read()).decode("utf-16").encode()
            return
        while more := file.read(_PIECE):
            rest += more
            if (cut := rest.rfind(b"row>")) >= 0:
                yield rest[: cut + 4]
                rest = rest[cut + 4 :]
        yield rest


class _Scanner:
    """Looks at one sheet, piece by piece, and keeps how far it reaches."""

    def __init__(self, sheet: str, shares: frozenset[bytes] = frozenset()) -> None:
        self.found = SheetScan()
        self._shares = shares
        styles = b"|".join(sorted(shares))
        self._is_share = re.compile(rb"""<c [^>]*?\bs=["'](?:%s)["']""" % styles) if shares else None
        self._sheet = sheet
        self._cells = 0
        self._row, self._column = 0, 0  # the furthest so far, from 1
        self._at = (-1, -1)  # where a cell without a reference would follow, from 0
        self._prefixed = False

    def look_at(self, piece: bytes) -> None:
        """Take one piece into account."""
        letters = np.frombuffer(piece, np.uint8)
        begins = np.flatnonzero(references.begins_of_tags(letters, b"c"))
        self._prefixed = self._prefixed or bool(_PREFIXED_ROOT.search(piece[:4096]))
        self._note_hidden(piece)
        errors = self._types(piece)
        last = piece.rfind(b'<row r="')
        if last >= 0 and (reference := _REFERENCE.search(piece, last)):
            self._reach(int(reference[2]), 0)
        if self._has_unreferenced(piece, begins) or self._prefixed:
            self._walk(piece)
        else:
            has_formulas = bool(references.begins_of_tags(letters, b"f").any())
            has_long = references.has_long_number(letters)
            self._pick(piece, errors, has_formulas=has_formulas, has_long=has_long)
            self._at = (self._row - 1, -1)

    def _types(self, piece: bytes) -> list[int]:
        """Return where cells say that they are errors; refuses a type that no cell can have."""
        errors = []
        for told in _TOLD_TYPE.finditer(piece):
            if piece.startswith(_ERROR_TYPE, told.start()):
                errors.append(told.start())
                continue
            begin = piece.rfind(b"<", 0, told.start())
            if b">" not in piece[begin : told.start()]:
                self._refuse_type(piece[begin : told.end() + 20])
        return errors

    def note_merged(self, piece: bytes) -> None:
        """Take the merged ranges that stand behind the last row."""
        for number, range_ in enumerate(_MERGED.finditer(piece)):
            if number > limits.MERGED_RANGES:
                raise TooLarge("too_many_cells", self._sheet, str(number))
            top, bottom, left, right = int(range_[2]), int(range_[4]), _number(range_[1]), _number(range_[3])
            self.found.merged.append((min(top, bottom), max(top, bottom), min(left, right) - 1, max(left, right) - 1))

    def _reach(self, row: int, column: int) -> None:
        self._row, self._column = max(self._row, row), max(self._column, column)
        area = self._row * self._column
        if self._column > limits.COLUMNS or area > limits.CELLS:
            if self._cells * _DENSE > area:
                raise TooLarge("too_many_cells", self._sheet, f"{self._row} × {self._column}")
            raise TooLarge("far_cell", self._sheet, f"{self._row} × {self._column}")

    def _has_unreferenced(self, piece: bytes, begins: np.ndarray) -> bool:
        """Follow the cells outwards; return whether one of them does not begin with its reference."""
        cells, column, others = references.read(piece, begins, len(str(self._row or 1)))
        self._cells += cells
        if self._cells > limits.CELLS:
            raise TooLarge("too_many_cells", self._sheet, str(self._cells))
        self._reach(self._row, column)
        for begin in others:
            cell = _PLAIN_CELL.match(piece, begin)
            if cell is not None:
                self._reach(int(cell[2]), _number(cell[1]))
            elif piece[begin + 2 : begin + 3] in _AFTER:
                return True
        return False

    def _pick(self, piece: bytes, errors: list[int], *, has_formulas: bool, has_long: bool) -> None:
        """Take the exact text of the few cells that need it."""
        places = {piece.rfind(b"<c ", 0, at) for at in errors}
        if has_formulas:
            places |= {piece.rfind(b"<c ", 0, m.start()) for m in _NO_VALUE.finditer(piece)}
        if has_long:
            places |= {piece.rfind(b"<c ", 0, m.start()) for m in _LONG.finditer(piece)}
        if self._is_share:
            places |= {m.start() for m in self._is_share.finditer(piece)}
        for place in sorted(places - {-1}):
            cell = _ROW_OR_CELL.match(piece, place)
            reference = _REFERENCE.search(cell[3]) if cell and not cell[1] else None
            if cell and reference and cell[4] and (text := _exact_text(cell[3], cell[4], self._shares)) is not None:
                self.found.exact[int(reference[2]) - 1, _number(reference[1]) - 1] = text

    def _walk(self, piece: bytes) -> None:
        """Go cell by cell: the ones without a reference follow the one before."""
        row, column = self._at
        for match in _ROW_OR_CELL.finditer(piece):
            is_row, row_attributes, attributes, content = match.groups()
            reference = self._reference(row_attributes if is_row else attributes)
            if is_row:
                row, column = int(reference[2]) - 1 if reference else row + 1, -1
                continue
            if reference:
                row, column = int(reference[2]) - 1, _number(reference[1]) - 1
            else:
                column += 1
            self._reach(row + 1, column + 1)
            if content and (text := _exact_text(attributes, content, self._shares)) is not None:
                self.found.exact[row, column] = text
        self._at = (row, column)

    def _refuse_type(self, tag: bytes) -> None:
        """Raise :class:`BrokenSheet` when what looked like a strange type is one of a cell, and not a text."""
        name, closed, _ = tag.partition(b">")
        if name.startswith(b"<c ") and (closed or b'"' in name):
            raise BrokenSheet(f"{self._sheet}: {name.decode('utf-8', 'replace')[:60]}")

    def _reference(self, attributes: bytes) -> re.Match[bytes] | None:
        """Return where a row or cell says that it stands; raises :class:`BrokenSheet` when that is no place."""
        reference = _REFERENCE.search(attributes)
        if reference is None and _ANY_REFERENCE.search(attributes):
            raise BrokenSheet(f"{self._sheet}: {attributes.decode('utf-8', 'replace').strip()[:40]}")
        return reference

    def _note_hidden(self, piece: bytes) -> None:
        if b'hidden="' not in piece:
            return
        for row in _HIDDEN_ROW.finditer(piece):
            reference = _REFERENCE.search(row[1])
            if reference and (b"<v" in row[2] or b"<is>" in row[2] or b":v" in row[2]):
                self.found.hidden_rows.append(int(reference[2]))
        for column in _HIDDEN_COLUMN.finditer(piece):
            first, last = (re.search(rb'\b%s="(\d{1,5})"' % name, column[0]) for name in (b"min", b"max"))
            if first and last:
                self.found.hidden_columns += range(int(first[1]) - 1, min(int(last[1]), limits.COLUMNS))


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _exact_text(attributes: bytes, content: bytes, shares: frozenset[bytes]) -> str | None:
    """Return the text that must stand for a cell, or None when the parser's reading is right.

    ``shares`` are the styles that show a number as per cent.
    """
    kind = _TYPE.search(attributes)
    value = _VALUE.search(content)
    stored = html.unescape(value[1].decode("utf-8", "replace")).strip() if value else ""
    if kind and kind[1] == b"e":
        return stored or "#VALUE!"
    if not stored:
        computed_empty = kind is not None and kind[1] == b"str"
        return UNCOMPUTED if _FORMULA.search(content) and not computed_empty else None
    if kind is not None and kind[1] != b"n":
        return None
    if shares and (style := _STYLE.search(attributes)) and style[1] in shares:
        return percent_text(stored)
    digits = sum(c.isdigit() for c in stored.lower().partition("e")[0])
    longest = _LONG_FRACTION if "." in stored else _LONG_INTEGER
    return number_text(stored) if digits > longest else None
