"""Spoil files at random, and the same way every time: bytes, zip headers, XML, BIFF records, delimited text."""

from __future__ import annotations

import datetime as dt
import io
import random
import re
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

from tests.faults import biff, biff12, opendocument
from tests.unit.reading_fixture import HEADINGS, ROWS, TITLE

Mutation = Callable[[bytes, random.Random], bytes]

_NUMBERS = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)
_VALUES = (
    b"",
    b"0",
    b"-1",
    b"1",
    b"1048576",
    b"1048577",
    b"4294967296",
    b"99999999999999999999",
    b"1e308",
    b"NaN",
    b"XFD1048576",
    b"A1:XFD1048576",
    b"A0",
    b"a1",
    b"ZZZZ1",
    b"e",
    b"s",
    b"b",
    b"d",
    b"n",
    b"str",
    b"inlineStr",
    b"\xd9\x83",
    b"../x",
    b"xl/worksheets/sheet1.xml",
    b"rId999",
    b"x" * 40_000,
)
_SNIPPETS = (
    b'<c r="XFD1048576"><v>1</v></c>',
    b'<row r="1048576"/>',
    b'<c r="A99999999"><v>1</v></c>',
    b"<c><v>1</v></c>",
    b'<c t="s"><v>99999</v></c>',
    b'<c t="e"><v>#N/A</v></c>',
    b"<f>1+1</f>",
    b"<!-- -->",
    b"<![CDATA[<c>]]>",
    b"&lol;",
    b"&#0;",
    b"&#xD800;",
    b"<",
    b">",
    b'"',
    b"</row>",
    b"</sheetData>",
    b"<mergeCell ref='A1:XFD9'/>",
    b'<table:table-cell table:number-columns-repeated="16384"/>',
    b'<table:table-row table:number-rows-repeated="1048576">',
    b"<table:table>",
    b"<text:p>",
    b"\x00",
    b"\xff\xfe",
    b'<c r="B3" t="inlineStr"><is><t>x</t></is></c>',
    b'<c r="A3" t="d"><v>2022-13-45</v></c>',
    b'<c r="C3"><v>1e999</v></c>',
    b'<c r="C3"><v>12345678901234567890123</v></c>',
    b"<a>" * 2_000,
)
_PIECES = (
    b'"',
    b'""',
    b",",
    b";",
    b"\t",
    b"|",
    b"\r",
    b"\n",
    b"\r\n",
    b"\x00",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"sep=;\n",
    b"\xd9",
    b"\x1a",
    "جمع کل".encode(),
    b"x" * 40_000,
    b'"\n' * 50,
)


# --- any bytes -----------------------------------------------------------------------------------------------


def flipped(data: bytes, chance: random.Random) -> bytes:
    """Flip a few bits."""
    spoilt = bytearray(data)
    for _ in range(chance.randint(1, 12)):
        spoilt[chance.randrange(len(spoilt))] ^= 1 << chance.randrange(8)
    return bytes(spoilt)


def cut(data: bytes, chance: random.Random) -> bytes:
    """Keep the beginning."""
    return data[: chance.randrange(len(data))]


def swapped(data: bytes, chance: random.Random) -> bytes:
    """Exchange two pieces."""
    a, b, c, d = sorted(chance.randrange(len(data) + 1) for _ in range(4))
    return data[:a] + data[c:d] + data[b:c] + data[a:b] + data[d:]


def inserted(data: bytes, chance: random.Random) -> bytes:
    """Put random bytes in."""
    at = chance.randrange(len(data))
    return data[:at] + chance.randbytes(chance.choice((1, 2, 4, 16, 512))) + data[at:]


def removed(data: bytes, chance: random.Random) -> bytes:
    """Take a piece out."""
    at = chance.randrange(len(data))
    return data[:at] + data[at + chance.choice((1, 2, 8, 64, 512)) :]


def repeated(data: bytes, chance: random.Random) -> bytes:
    """Put a piece in twice."""
    a, b = sorted(chance.randrange(len(data) + 1) for _ in range(2))
    return data[:b] + data[a:b] + data[b:]


def numbered(data: bytes, chance: random.Random) -> bytes:
    """Write numbers that overflow somewhere."""
    spoilt = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        number = struct.pack("<I", chance.choice(_NUMBERS))[: chance.choice((1, 2, 4))]
        at = chance.randrange(len(spoilt))
        spoilt[at : at + len(number)] = number
    return bytes(spoilt)


ANY: tuple[Mutation, ...] = (flipped, cut, swapped, inserted, removed, repeated, numbered)


# --- by format -----------------------------------------------------------------------------------------------


def zip_header(data: bytes, chance: random.Random) -> bytes:
    """Change fields of the zip directory: sizes, offsets, methods, flags, lengths."""
    places = [m.start() for m in re.finditer(rb"PK(?:\x01\x02|\x03\x04|\x05\x06)", data)]
    spoilt = bytearray(data)
    for _ in range(chance.randint(1, 3) if places else 0):
        at = chance.choice(places) + chance.randrange(4, 46)
        number = struct.pack("<I", chance.choice(_NUMBERS))[: chance.choice((1, 2, 4))]
        spoilt[at : at + len(number)] = number
    return bytes(spoilt)


def xml(data: bytes, chance: random.Random) -> bytes:
    """Change one part inside a workbook and pack it again."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheets = [name for name in parts if "/worksheets/" in name or name == "content.xml"]
    name = chance.choice(sheets if chance.random() < 0.6 else list(parts))
    for _ in range(chance.randint(1, 3)):
        parts[name] = _xml_edit(parts[name], chance)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    return packed.getvalue()


def _xml_edit(text: bytes, chance: random.Random) -> bytes:
    way = chance.randrange(6)
    if not text or way == 0:
        return chance.choice(ANY)(text or b" ", chance)
    if way == 1:
        found = list(re.finditer(rb'="([^"]*)"', text))
        if found:
            spot = chance.choice(found)
            return text[: spot.start(1)] + chance.choice(_VALUES) + text[spot.end(1) :]
    tags = list(re.finditer(rb"<[^<>]*>", text))
    if not tags:
        return text
    tag = chance.choice(tags)
    if way == 2:
        return text[: tag.start()] + text[tag.end() :]
    if way == 3:
        return text[: tag.end()] + tag[0] + text[tag.end() :]
    if way == 4:
        return text[: tag.end()] + chance.choice(_SNIPPETS) + text[tag.end() :]
    following = text.find(b"<", tag.end())
    return text[: tag.end()] + chance.choice(_VALUES) + (text[following:] if following >= 0 else b"")


def binary_part(data: bytes, chance: random.Random) -> bytes:
    """Change bytes inside a binary part of a workbook and pack it again."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice([name for name in parts if name.endswith(".bin")])
    parts[name] = chance.choice(ANY)(parts[name] or b" ", chance)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    return packed.getvalue()


def _inside(change: Mutation) -> Mutation:
    """Return a change of the parts of an archive that leaves alone what is no archive any more."""

    def changed(data: bytes, chance: random.Random) -> bytes:
        try:
            return change(data, chance)
        except Exception:  # whatever a spoilt zip makes the library raise
            return data

    return changed


def biff_record(data: bytes, chance: random.Random) -> bytes:
    """Change records of a BIFF stream: kinds, lengths, contents."""
    start = 512 if data.startswith(b"\xd0\xcf") else 0
    places, at = [], start
    while at + 4 <= len(data) and len(places) < 2_000:
        places.append(at)
        at += 4 + struct.unpack_from("<H", data, at + 2)[0]
    spoilt = bytearray(data)
    for _ in range(chance.randint(1, 3) if places else 0):
        at = chance.choice(places) + chance.choice((0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 12))
        if at < len(spoilt):
            spoilt[at] = chance.choice((0, 1, 2, 0x7F, 0x80, 0xFF, chance.randrange(256)))
    return bytes(spoilt)


def delimited(data: bytes, chance: random.Random) -> bytes:
    """Put quotation marks, delimiters, line ends, marks of encodings and long texts into a text file."""
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(data) + 1)
        data = data[:at] + chance.choice(_PIECES) + data[at:]
    return data


# --- the files that are spoilt -------------------------------------------------------------------------------


def workbooks(folder: Path) -> list[bytes]:
    """Return small workbooks as two libraries write them, with what real ones have: merges, hidden rows, formulas."""
    first, second = folder / "one.xlsx", folder / "two.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (TITLE, HEADINGS, *ROWS, *ROWS, ["جمع کل", None, None, 50, "=SUM(E3:E6)", 180]):
        sheet.append(row)  # type: ignore[union-attr]
    sheet.merge_cells("A1:F1")  # type: ignore[union-attr]
    sheet.row_dimensions[4].hidden = True  # type: ignore[union-attr]
    book.create_sheet("پنهان").sheet_state = "hidden"
    book.save(first)
    other = xlsxwriter.Workbook(second)
    page = other.add_worksheet("صادرات")
    for number, row in enumerate([TITLE, HEADINGS, *ROWS, *ROWS]):
        page.write_row(number, 0, row)
    page.write_formula(6, 4, "=1/0", None, "#DIV/0!")
    page.write_datetime(7, 0, dt.date(2022, 2, 24), other.add_format({"num_format": "yyyy-mm-dd"}))
    page.write_number(8, 4, 19181173697071412345)
    other.close()
    return [first.read_bytes(), second.read_bytes()]


def old_workbooks(folder: Path) -> list[bytes]:
    """Return small BIFF8 and BIFF2 workbooks."""
    rows = [TITLE, HEADINGS, *ROWS, ["#REF!", "آلمان", "57021020", 1, 2, 3], *ROWS]
    return [
        biff.write_biff8(folder / "one.xls", rows, [["چیزی"]], hidden=[1]).read_bytes(),
        biff.write_biff2(folder / "two.xls", [HEADINGS, *ROWS, *ROWS]).read_bytes(),
    ]


def binary_workbooks(folder: Path) -> list[bytes]:
    """Return small Excel binary workbooks (BIFF12)."""
    rows = [TITLE, HEADINGS, *ROWS, ["#REF!", "آلمان", "57021020", 1, 2.5, 3], *ROWS]
    formula = biff12.Cell(6000, form="number formula")
    written = biff12.write_xlsb(
        folder / "one.xlsb",
        [*rows, ["جمع کل", None, None, 50, formula, 180]],
        [["چیزی"]],
        hidden=[1],
        merged=[(2, 3, 0, 0)],
        hidden_rows=[3],
    )
    return [written.read_bytes(), biff12.write_xlsb(folder / "two.xlsb", [HEADINGS, *ROWS * 2]).read_bytes()]


def open_spreadsheets(folder: Path) -> list[bytes]:
    """Return small OpenDocument spreadsheets."""
    down = opendocument.cell("کرمان", 'table:number-rows-spanned="2"')
    twice = opendocument.row(*ROWS[1], attributes='table:number-rows-repeated="2"')
    rows = [TITLE, HEADINGS, [down, *ROWS[0][1:]], [None, *ROWS[1][1:]], twice, ["#REF!", *ROWS[0][1:]]]
    written = opendocument.write_ods(folder / "one.ods", rows, [["چیزی"]], hidden=[1])
    return [
        written.read_bytes(),
        opendocument.write_ods(folder / "two.ods", [HEADINGS, *ROWS * 2]).read_bytes(),
    ]


def texts(folder: Path) -> list[bytes]:
    """Return small text files in several encodings."""
    quoted = [['"کرمان"', *ROWS[0][1:]], *ROWS, ['"دو\nسطر"', *ROWS[0][1:]]]
    text = "".join(",".join(map(str, row)) + "\n" for row in (HEADINGS, *quoted, *ROWS * 4))
    arabic = text.replace("ی", "ي").replace("ک", "ك")
    return [
        text.encode(),
        text.encode("utf-16"),
        arabic.encode("cp1256"),
        text.replace(",", ";").encode("utf-8-sig"),
    ]


def columns(folder: Path) -> list[bytes]:
    """Return a small Parquet file."""
    path = folder / "one.parquet"
    pq.write_table(pa.table({str(h): [r[i] for r in ROWS * 5] for i, h in enumerate(HEADINGS)}), path)
    return [path.read_bytes()]


#: By name: what the files end with, the files, and the ways in which they are spoilt.
FUZZED: dict[str, tuple[str, Callable[[Path], list[bytes]], tuple[Mutation, ...]]] = {
    "zip": (".xlsx", workbooks, (*ANY, zip_header, zip_header, zip_header)),
    "xml": (".xlsx", workbooks, (xml,)),
    "xls": (".xls", old_workbooks, (*ANY, biff_record, biff_record, biff_record, biff_record)),
    "xlsb": (".xlsb", binary_workbooks, (*ANY, zip_header, *[_inside(binary_part)] * 12)),
    "ods": (".ods", open_spreadsheets, (*ANY, zip_header, *[_inside(xml)] * 16)),
    "csv": (".csv", texts, (*ANY, delimited, delimited, delimited, delimited)),
    "parquet": (".parquet", columns, ANY),
}
