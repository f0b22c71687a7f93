"""Write old workbooks (.xls): BIFF8 in its OLE container, and BIFF2. Only as much as the tests need.

No library that is installed writes them any more, and offices still send them.
"""

from __future__ import annotations

import datetime as dt
import struct
from collections.abc import Sequence
from pathlib import Path
from typing import Any

Rows = Sequence[Sequence[Any]]

_SECTOR = 512
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_ERROR_CODES = {"#NULL!": 0, "#DIV/0!": 7, "#VALUE!": 15, "#REF!": 23, "#NAME?": 29, "#NUM!": 36, "#N/A": 42}
_LONGEST_RECORD = 8_224


def write_biff8(
    path: Path,
    *sheets: Rows,
    names: Sequence[str] = (),
    hidden: Sequence[int] = (),
    merged: Sequence[tuple[int, int, int, int]] = (),
    hidden_rows: Sequence[int] = (),
    hidden_columns: Sequence[int] = (),
) -> Path:
    """Write an Excel 97–2003 workbook. Texts beginning with ``#`` become error cells, dates become serials.

    ``("%", 0.5)`` is shown as per cent. Merges (first and last row, first and last column) and what is hidden count
    from 0, and every sheet has them.
    """
    around = _merged(merged) + b"".join(_hidden_row(row) for row in hidden_rows)
    around += b"".join(_record(0x007D, struct.pack("<6H", c, c, 2304, 0, 1, 0)) for c in hidden_columns)
    path.write_bytes(compound({"Workbook": _workbook_stream(sheets, names, hidden, around)}))
    return path


def write_biff2(path: Path, rows: Rows, encoding: str = "cp1256") -> Path:
    """Write an Excel 2 worksheet: one sheet, no container, texts in a code page."""
    records = [_record(0x0009, struct.pack("<HH", 2, 0x0010)), _record(0x0042, struct.pack("<H", 1256))]
    for number, row in enumerate(rows):
        for position, value in enumerate(row):
            at = struct.pack("<HH3x", number, position)
            if isinstance(value, int | float):
                records.append(_record(0x0003, at + struct.pack("<d", value)))
            elif value is not None:
                data = str(value).replace("ی", "ي").encode(encoding, "replace")[:255]
                records.append(_record(0x0004, at + bytes([len(data)]) + data))
    path.write_bytes(b"".join(records) + _record(0x000A))
    return path


def write_with_password(path: Path) -> Path:
    """Write a BIFF8 workbook that says it is encrypted (FILEPASS)."""
    stream = _bof(0x0005) + _record(0x002F, struct.pack("<HHH", 1, 1, 1) + bytes(48)) + _record(0x000A)
    path.write_bytes(compound({"Workbook": stream}))
    return path


# --- BIFF8 ---------------------------------------------------------------------------------------------------


def _record(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _bof(kind: int) -> bytes:
    return _record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0x0DBB, 1997, 0x41, 6))


def _text(value: str, length: str) -> bytes:
    return struct.pack(length, len(value)) + b"\x01" + value.encode("utf-16-le")


def _merged(merged: Sequence[tuple[int, int, int, int]]) -> bytes:
    ranges = b"".join(struct.pack("<4H", *range_) for range_ in merged)
    return _record(0x00E5, struct.pack("<H", len(merged)) + ranges) if merged else b""


def _hidden_row(row: int) -> bytes:
    return _record(0x0208, struct.pack("<HHHHHHI", row, 0, 1, 255, 0, 0, 0x20))


def _workbook_stream(sheets: Sequence[Rows], names: Sequence[str], hidden: Sequence[int], around: bytes) -> bytes:
    shared: dict[str, int] = {}
    bodies = [_sheet(rows, shared, around) for rows in sheets]
    titles = [names[i] if i < len(names) else f"برگه{i + 1}" for i in range(len(sheets))]
    before = _bof(0x0005) + _record(0x0042, struct.pack("<H", 1200)) + _record(0x0022, b"\0\0")
    before += b"".join(_record(0x00E0, struct.pack("<HHH14x", 0, form, 0)) for form in (0, 14, 9))
    after = _shared_strings(shared) + _record(0x000A)
    place = len(before) + len(after) + sum(4 + 6 + 2 + 2 * len(title) for title in titles)
    bound = b""
    for number, title in enumerate(titles):
        bound += _record(0x0085, struct.pack("<IBB", place, int(number in hidden), 0) + _text(title, "<B"))
        place += len(bodies[number])
    return before + bound + after + b"".join(bodies)


def _shared_strings(shared: dict[str, int]) -> bytes:
    """Return the table of texts, cut between two texts wherever a record would become too long."""
    pieces, current = [], struct.pack("<II", len(shared), len(shared))
    for text in shared:
        data = _text(text, "<H")
        if len(current) + len(data) > _LONGEST_RECORD:
            pieces.append(current)
            current = b""
        current += data
    pieces.append(current)
    return b"".join(_record(0x003C if number else 0x00FC, piece) for number, piece in enumerate(pieces))


def _sheet(rows: Rows, shared: dict[str, int], around: bytes) -> bytes:
    width = max((len(row) for row in rows), default=0)
    records = [_bof(0x0010), _record(0x0200, struct.pack("<IIHHH", 0, len(rows), 0, width, 0))]
    for number, row in enumerate(rows):
        records += [_cell(number, position, v, shared) for position, v in enumerate(row) if v is not None]
    return b"".join(records) + around + _record(0x000A)


def _cell(row: int, column: int, value: Any, shared: dict[str, int]) -> bytes:
    at = struct.pack("<HH", row, column)
    if isinstance(value, dt.date):
        serial = (value - dt.date(1899, 12, 30)).days
        return _record(0x0203, at + struct.pack("<Hd", 1, serial))
    if isinstance(value, tuple):
        return _record(0x0203, at + struct.pack("<Hd", 2, value[1]))
    if isinstance(value, int | float):
        return _record(0x0203, at + struct.pack("<Hd", 0, value))
    if value in _ERROR_CODES:
        return _record(0x0205, at + struct.pack("<HBB", 0, _ERROR_CODES[value], 1))
    return _record(0x00FD, at + struct.pack("<HI", 0, shared.setdefault(str(value), len(shared))))


# --- the container -------------------------------------------------------------------------------------------


def compound(streams: dict[str, bytes]) -> bytes:
    """Return an OLE compound file of these streams, each in sectors of its own."""
    sectors: list[bytes] = []
    chain: list[int] = []
    entries = [_entry("Root Entry", 5, _END, 0, child=1)]
    for number, (name, data) in enumerate(streams.items(), start=1):
        data = data.ljust(4096, b"\0")  # a shorter stream would lie in the mini stream
        begins, count = len(sectors), -(-len(data) // _SECTOR)
        sectors += [data[i * _SECTOR : (i + 1) * _SECTOR].ljust(_SECTOR, b"\0") for i in range(count)]
        chain += [*range(begins + 1, begins + count), _END]
        following = number + 1 if number < len(streams) else _FREE
        entries.append(_entry(name, 2, begins, len(data), right=following))
    directory, begins = b"".join(entries), len(sectors)
    directory = directory.ljust(-(-len(directory) // _SECTOR) * _SECTOR, b"\0")
    count = len(directory) // _SECTOR
    sectors += [directory[i * _SECTOR : (i + 1) * _SECTOR] for i in range(count)]
    chain += [*range(begins + 1, begins + count), _END]
    fat_at, fats = len(sectors), 1
    while (len(chain) + fats) * 4 > fats * _SECTOR:
        fats += 1
    chain += [_FAT] * fats
    table = struct.pack(f"<{len(chain)}I", *chain).ljust(fats * _SECTOR, b"\xff")
    listed = [*range(fat_at, fat_at + fats), *([_FREE] * (109 - fats))]
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIII", 0, fats, begins, 0, 4096, _END, 0, _END, 0)
    return header + struct.pack("<109I", *listed) + b"".join(sectors) + table


def _entry(name: str, kind: int, start: int, size: int, *, child: int = _FREE, right: int = _FREE) -> bytes:
    encoded = name.encode("utf-16-le") + b"\0\0"
    entry = encoded.ljust(64, b"\0") + struct.pack("<HBBIII", len(encoded), kind, 1, _FREE, right, child)
    return entry + bytes(36) + struct.pack("<IQ", start, size)
