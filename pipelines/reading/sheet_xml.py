"""Look at a workbook's raw XML before a parser does, and find what the parser would lose.

The fast parser turns error cells and formulas without a value into empty text, rounds long numbers to
doubles and allocates whatever a far cell asks for. This module finds those cells by reading the bytes; it
runs in the child process only.
"""

from __future__ import annotations

import html
import posixpath
import re
import zipfile
from dataclasses import dataclass, field
from xml.etree import ElementTree

from pipelines.normalise.result import UNCOMPUTED
from pipelines.reading import limits
from pipelines.reading.cells import number_text

_ROW_OR_CELL = re.compile(rb"<(?:\w+:)?(?:(row)\b([^>]*)>|c\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>))", re.DOTALL)
_REFERENCE = re.compile(rb'\br="([A-Z]{0,3})(\d{1,9})"')
_TYPE = re.compile(rb'\bt="(\w+)"')
_VALUE = re.compile(rb"<(?:\w+:)?v\b[^>]*>([^<]*)</")
_FORMULA = re.compile(rb"<(?:\w+:)?f\b")
_SUSPECT = re.compile(rb't="e"|<(?:\w+:)?f\b|<(?:\w+:)?v>-?[\d.]{16}')
_LONG_NUMBER = 15


class TooLarge(Exception):
    """The workbook asks for more cells than a delivery may have."""

    def __init__(self, message_id: str, sheet: str, value: str) -> None:
        super().__init__(message_id)
        self.message_id, self.sheet, self.value = message_id, sheet, value


@dataclass(slots=True)
class SheetScan:
    """What the raw XML of one sheet says: cells whose exact text must replace the parser's."""

    exact: dict[tuple[int, int], str] = field(default_factory=dict)


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


def scan(archive: zipfile.ZipFile) -> dict[str, SheetScan]:
    """Scan every worksheet; raises :class:`TooLarge` for a far cell, too many columns or too many cells."""
    found = {}
    names = set(archive.namelist())
    for sheet, part in sheet_parts(archive).items():
        if part in names and "/worksheets/" in part:
            data = archive.read(part)
            _check_extent(sheet, data)
            found[sheet] = SheetScan(_special_cells(data) if _SUSPECT.search(data) else {})
    return found


def _check_extent(sheet: str, data: bytes) -> None:
    cells = data.count(b"<c ") + data.count(b":c ") + data.count(b"<c>")
    if cells > limits.CELLS:
        raise TooLarge("too_many_cells", sheet, str(cells))
    columns = {_number(letters) for letters in set(re.findall(rb'<(?:\w+:)?c r="([A-Z]{1,3})', data))}
    rows = re.findall(rb'<(?:\w+:)?c r="[A-Z]{1,3}(\d{1,9})"', data)
    last_row, last_column = max(map(int, rows), default=0), max(columns, default=0)
    if last_column > limits.COLUMNS or last_row * last_column > limits.CELLS:
        raise TooLarge("far_cell", sheet, f"{last_row} × {last_column}")


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _special_cells(data: bytes) -> dict[tuple[int, int], str]:
    """Return exact text by (row, column), both from 0. Cells without a reference follow the one before."""
    special: dict[tuple[int, int], str] = {}
    row, column = -1, -1
    for match in _ROW_OR_CELL.finditer(data):
        is_row, row_attributes, attributes, content = match.groups()
        if is_row:
            reference = _REFERENCE.search(row_attributes)
            row, column = int(reference[2]) - 1 if reference else row + 1, -1
            continue
        reference = _REFERENCE.search(attributes)
        column = _number(reference[1]) - 1 if reference else column + 1
        if content and (text := _exact_text(attributes, content)) is not None:
            special[row, column] = text
    return special


def _exact_text(attributes: bytes, content: bytes) -> str | None:
    """Return the text that must stand for a cell, or None when the parser's reading is right."""
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
    return number_text(stored) if sum(c.isdigit() for c in stored) > _LONG_NUMBER else None
