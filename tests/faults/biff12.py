"""Write Excel binary workbooks (.xlsb), as much of BIFF12 as the tests need: no installed library writes them."""

from __future__ import annotations

import datetime as dt
import struct
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_ERRORS = {"#NULL!": 0, "#DIV/0!": 7, "#VALUE!": 15, "#REF!": 23, "#NAME?": 29, "#NUM!": 36, "#N/A": 42}
#: Styles of the cells: general, 0 %, a date, a custom share, a quoted sign, date and time.
GENERAL, PERCENT, DATE, SHARE, QUOTED, MOMENT = range(6)
_FORMATS = (0, 9, 14, 164, 165, 166)
_CUSTOM = {164: "0.0%;[Red]-0.0%", 165: '0"%"', 166: "yyyy/mm/dd\\ hh:mm;@"}
_SHARED = 7
_FORMULA = struct.pack("<HII", 0, 0, 0)
#: By form: the record of a cell, and what follows column and style in it.
_RECORDS: dict[str, tuple[int, Callable[[Any], bytes]]] = {
    "blank": (1, lambda v: b""),
    "whole": (2, lambda v: struct.pack("<i", v << 2 | 2)),
    "hundredth": (2, lambda v: struct.pack("<i", round(v * 100) << 2 | 3)),
    "packed": (2, lambda v: struct.pack("<d", v)[4:]),
    "error": (3, lambda v: bytes([_ERRORS[v]])),
    "truth": (4, lambda v: bytes([v])),
    "double": (5, lambda v: struct.pack("<d", v)),
    "text": (6, lambda v: wide(v)),
    "shared": (_SHARED, lambda v: struct.pack("<I", v)),
    "text formula": (8, lambda v: wide(v) + _FORMULA),
    "number formula": (9, lambda v: struct.pack("<d", v) + _FORMULA),
    "truth formula": (10, lambda v: bytes([v]) + _FORMULA),
    "error formula": (11, lambda v: bytes([_ERRORS[v]]) + _FORMULA),
    "rich": (62, lambda v: b"\0" + wide(v)),
}
_NAMESPACE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "application/vnd.ms-excel"


@dataclass(frozen=True)
class Cell:
    """A value with a style, written as ``form`` (the name of a record below), or as it comes."""

    value: Any
    style: int = GENERAL
    form: str = ""


def write_xlsb(
    path: Path,
    *sheets: Sequence[Sequence[Any]],
    names: Sequence[str] = (),
    hidden: Sequence[int] = (),
    merged: Sequence[tuple[int, int, int, int]] = (),
    hidden_rows: Sequence[int] = (),
    hidden_columns: Sequence[int] = (),
    date1904: bool = False,
) -> Path:
    """Write a workbook. Texts beginning with ``#`` become errors; merges, hidden rows and columns count from 0."""
    titles = [names[i] if i < len(names) else f"برگه{i + 1}" for i in range(len(sheets))]
    texts: dict[str, int] = {}
    parts = {"xl/workbook.bin": _workbook(titles, hidden, date1904=date1904), "xl/styles.bin": _styles()}
    for number, rows in enumerate(sheets, 1):
        parts[f"xl/worksheets/sheet{number}.bin"] = _sheet(rows, texts, merged, hidden_rows, hidden_columns)
    items = b"".join(record(19, b"\0" + wide(text)) for text in texts)
    parts["xl/sharedStrings.bin"] = record(159, struct.pack("<II", len(texts), len(texts))) + items + record(160)
    kinds = {"worksheet": "worksheets/sheet", "styles": "styles", "sharedStrings": "sharedStrings"}
    targets = [f"worksheets/sheet{n}.bin" for n in range(1, len(sheets) + 1)] + [
        "styles.bin",
        "sharedStrings.bin",
    ]
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for n, target in enumerate(targets, 1)
        for kind, start in kinds.items()
        if target.startswith(start)
    )
    content = "".join(f'<Override PartName="/{name}" ContentType="{_TYPES}.{_content_type(name)}"/>' for name in parts)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<?xml version="1.0" encoding="UTF-8"?><Types xmlns="{_NAMESPACE}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f"{content}</Types>",
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{_NAMESPACE}/relationships"><Relationship Id="rId1" '
            f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.bin"/></Relationships>',
        )
        archive.writestr(
            "xl/_rels/workbook.bin.rels",
            f'<Relationships xmlns="{_NAMESPACE}/relationships">{links}</Relationships>',
        )
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def _content_type(name: str) -> str:
    return {
        "workbook": "sheet.binary.macroEnabled.main",
        "styles": "styles",
        "sharedStrings": "sharedStrings",
    }.get(Path(name).stem, "worksheet")


def record(kind: int, data: bytes = b"") -> bytes:
    """Return one record: kind and length in groups of seven bits."""
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    length, size = b"", len(data)
    while size >= 0x80:
        length += bytes([size & 0x7F | 0x80])
        size >>= 7
    return head + length + bytes([size]) + data


def wide(text: str) -> bytes:
    """Return a text with its length before it."""
    return struct.pack("<I", len(text.encode("utf-16-le")) // 2) + text.encode("utf-16-le")


def _workbook(titles: Sequence[str], hidden: Sequence[int], *, date1904: bool) -> bytes:
    bundle = b"".join(
        record(156, struct.pack("<II", int(n in hidden), n + 1) + wide(f"rId{n + 1}") + wide(title))
        for n, title in enumerate(titles)
    )
    properties = record(153, struct.pack("<III", int(date1904), 0, 0))
    return record(131) + properties + record(143) + bundle + record(144) + record(132)


def _styles() -> bytes:
    def counted(begin: int, end: int, *items: bytes) -> bytes:
        return record(begin, struct.pack("<I", len(items))) + b"".join(items) + record(end)

    def style(parent: int, form: int) -> bytes:
        return record(47, struct.pack("<HHHHHBBHBB", parent, form, 0, 0, 0, 0, 0, 0, 0, 0))

    font = record(
        43,
        struct.pack("<HHHHHBBBB8s", 220, 0, 400, 0, 0, 2, 0, 0, 0, b"\1\1" + b"\0" * 6) + b"\2" + wide("Arial"),
    )
    fill = record(45, struct.pack("<I", 0) + b"\3\x40\0\0\0\0\0\xff\3\x41\0\0\xff\xff\xff\xff" + b"\0" * 48)
    border = record(46, b"\0" * 51)
    return (
        record(278)
        + counted(615, 616, *(record(44, struct.pack("<H", n) + wide(code)) for n, code in _CUSTOM.items()))
        + counted(611, 612, font)
        + counted(603, 604, fill)
        + counted(613, 614, border)
        + counted(626, 627, style(0xFFFF, 0))
        + counted(617, 618, *(style(0, form) for form in _FORMATS))
        + record(279)
    )


def _sheet(
    rows: Sequence[Sequence[Any]],
    texts: dict[str, int],
    merged: Sequence[tuple[int, int, int, int]],
    hidden_rows: Sequence[int],
    hidden_columns: Sequence[int],
) -> bytes:
    width = max(map(len, rows), default=1)
    size = record(148, struct.pack("<4I", 0, max(len(rows) - 1, 0), 0, max(width - 1, 0)))
    columns = b"".join(record(60, struct.pack("<4IH", c, c, 2304, 0, 1)) for c in hidden_columns)
    columns = record(390) + columns + record(391) if columns else b""
    data = b""
    for number, row in enumerate(rows):
        height = struct.pack("<IIHBBBI", number, 0, 300, 0, 0x10 if number in hidden_rows else 0, 0, 0)
        data += record(0, height) + b"".join(_cell(c, v, texts) for c, v in enumerate(row) if v is not None)
    ranges = b"".join(record(176, struct.pack("<4I", *m)) for m in merged)
    ranges = record(177, struct.pack("<I", len(merged))) + ranges + record(178) if merged else b""
    return record(129) + size + columns + record(145) + data + record(146) + ranges + record(130)


def _cell(column: int, given: Any, texts: dict[str, int]) -> bytes:
    cell = given if isinstance(given, Cell) else Cell(given)
    value, at = cell.value, struct.pack("<II", column, cell.style)
    if isinstance(value, dt.date):
        value = float((value - dt.date(1899, 12, 30)).days)
        at = struct.pack("<II", column, cell.style or DATE)
    kind, content = _RECORDS[cell.form or _form(value)]
    if kind == _SHARED:
        value = texts.setdefault(value, len(texts))
    return record(kind, at + content(value))


def _form(value: Any) -> str:
    if isinstance(value, bool):
        return "truth"
    if isinstance(value, int) and abs(value) < 2**29:
        return "whole"
    if isinstance(value, int | float):
        return "double"
    return "error" if value in _ERRORS else "shared"
