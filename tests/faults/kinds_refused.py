"""Files that are refused as wholes: broken, hostile, unfinished, or not what their place says."""

from __future__ import annotations

import os
import socket
import warnings
import zipfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from tests.faults import biff
from tests.faults.kind import (
    COOPERATIVE_HEADINGS,
    FIRST,
    HEADINGS,
    SHEET,
    SHEET_PART,
    TITLE,
    Kind,
    Row,
    book,
    changed,
    cooperatives,
    csv,
    csv_text,
    edited,
    exports,
    exports_xlsx,
    shared_xlsx,
    with_parts,
    xlsx,
)  # fmt: skip

#: Counties of Khorasan Razavi: real names, none of them of Kerman.
KHORASAN = (
    "مشهد", "نیشابور", "سبزوار", "تربت حیدریه", "قوچان", "کاشمر", "گناباد", "تربت جام", "تایباد", "چناران",
    "سرخس", "درگز", "فریمان", "خواف", "بردسکن", "کلات", "خلیل‌آباد", "مه‌ولات", "رشتخوار", "جوین",
)  # fmt: skip


def _bytes(content: bytes):
    return lambda path, period: path.write_bytes(content)


def _rows(path: Path, period: str) -> list[Row]:
    return [HEADINGS, *exports(period)]


def _header_only(path: Path, period: str) -> None:
    xlsx(path, [TITLE, HEADINGS])


def _cut(path: Path, period: str) -> None:
    exports_xlsx(path, period)
    path.write_bytes(path.read_bytes()[:3_000])


def _cut_xls(path: Path, period: str) -> None:
    biff.write_biff8(path, _rows(path, period))
    path.write_bytes(path.read_bytes()[:2_500])


def _lost_xls(path: Path, period: str) -> None:
    """A BIFF workbook whose sheet begins beyond the end of the file."""
    data = biff.write_biff8(path, _rows(path, period)).read_bytes()
    at = data.index(b"\x85\x00") + 4
    path.write_bytes(data[:at] + (0x7FFFFFF0).to_bytes(4, "little") + data[at + 4 :])


def _cut_parquet(path: Path, period: str) -> None:
    names = [str(h) for h in HEADINGS]
    pq.write_table(pa.table({n: [str(r[i]) for r in exports(period)] for i, n in enumerate(names)}), path)
    path.write_bytes(path.read_bytes()[:-20])


def _encrypted(path: Path, period: str) -> None:
    path.write_bytes(biff.compound({"EncryptionInfo": b"\4\0\4\0", "EncryptedPackage": os.urandom(5_000)}))


def _encrypted_part(path: Path, period: str) -> None:
    """A zip whose parts carry the flag of encryption."""
    data = bytearray(exports_xlsx(path, period).read_bytes())
    for mark, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = -1
        while (at := data.find(mark, at + 1)) >= 0:
            data[at + offset] |= 1
    path.write_bytes(bytes(data))


def _word(path: Path, period: str) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f"<document>{period}</document>")


def _bomb(path: Path, period: str) -> None:
    with_parts(exports_xlsx(path, period), {"xl/media/zeros.bin": bytes(40 << 20)})


def _many_small_bombs(path: Path, period: str) -> None:
    zeros = bytes(1 << 20)
    with_parts(exports_xlsx(path, period), {f"xl/media/zeros{n}.bin": zeros for n in range(310)})


def _far_cell(path: Path, period: str) -> None:
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    edited(exports_xlsx(path, period), SHEET_PART, b"</sheetData>", far)


def _far_cell_in_a_near_row(path: Path, period: str) -> None:
    """The row says that it is near, its cell says that it is far."""
    far = b'<row r="90"><c s="0" r="XFD1048576"><v>1</v></c></row></sheetData>'
    edited(exports_xlsx(path, period), SHEET_PART, b"</sheetData>", far)


def _letters(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _flood(path: Path, period: str) -> None:
    """Five million styled cells without a value, as when whole columns were coloured."""
    row = "".join(f'<c r="{_letters(n)}#" s="0"/>' for n in range(1, 251)).encode()
    rows = b"".join(b'<row r="%d">' % n + row.replace(b"#", b"%d" % n) + b"</row>" for n in range(100, 20_200))
    edited(exports_xlsx(path, period), SHEET_PART, b"</sheetData>", rows + b"</sheetData>")


def _wide(path: Path, period: str) -> None:
    cells = "".join(f'<c r="{_letters(n)}90" s="0"/>' for n in range(1, 400)).encode()
    edited(
        exports_xlsx(path, period),
        SHEET_PART,
        b"</sheetData>",
        b'<row r="90">' + cells + b"</row></sheetData>",
    )


def _dtd(path: Path, period: str) -> None:
    entity = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet'
    edited(exports_xlsx(path, period), SHEET_PART, b"<worksheet", entity)


def _laughs(path: Path, period: str) -> None:
    lol = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    doctype = f'<!DOCTYPE sst [<!ENTITY l0 "ha">{lol}]><sst'.encode()
    edited(shared_xlsx(path, [HEADINGS, *exports(period)]), "xl/sharedStrings.xml", b"<sst", doctype)


def _twice(path: Path, period: str) -> None:
    with warnings.catch_warnings(action="ignore"):
        with_parts(exports_xlsx(path, period), {SHEET_PART: b"<worksheet/>"})


def _added(name: str):
    return lambda path, period: with_parts(exports_xlsx(path, period), {name: b"<x/>"})


def _many_parts(path: Path, period: str) -> None:
    with_parts(exports_xlsx(path, period), {f"xl/media/{n}.bin": b"x" for n in range(600)})


def _too_large(path: Path, period: str) -> None:
    exports_xlsx(path, period)
    with path.open("r+b") as file:
        file.truncate(51 << 20)


def _broken_xml(path: Path, period: str) -> None:
    edited(exports_xlsx(path, period), SHEET_PART, b"</sheetData>", b"</sheetDat")


def _shared_index(path: Path, period: str) -> None:
    rows = [TITLE, HEADINGS, *exports(period)]
    edited(shared_xlsx(path, rows), SHEET_PART, b't="s"><v>9</v>', b't="s"><v>999999</v>')


def _link(path: Path, period: str) -> None:
    path.symlink_to("/etc/hostname")


def _pipe(path: Path, period: str) -> None:
    os.mkfifo(path)


def _device(path: Path, period: str) -> None:
    """A device where the tests may make one, else a socket: neither is a regular file."""
    try:
        os.mknod(path, 0o20600, os.makedev(1, 3))
    except OSError:
        here = Path.cwd()
        os.chdir(path.parent)  # the path of a socket may not be long
        try:
            socket.socket(socket.AF_UNIX).bind(path.name)
        finally:
            os.chdir(here)


def _long_cell(path: Path, period: str) -> None:
    rows = shared_xlsx(path, [TITLE, HEADINGS, *changed(exports(period), 7, 0, "گمرک دراز")])
    edited(rows, "xl/sharedStrings.xml", "<t>گمرک دراز</t>".encode(), f"<t>{'ک' * 40_000}</t>".encode())


def _csv_rows(at: int, column: int, value: str):
    return lambda path, period: csv(path, [HEADINGS, *changed(exports(period), at, column, value)])


def _ragged(cells: int):
    def build(path: Path, period: str) -> None:
        rows = exports(period)
        rows[7] = [*rows[7], "بیشتر"][:cells]
        csv(path, [HEADINGS, *rows])

    return build


def _undecodable(path: Path, period: str) -> None:
    path.write_bytes(csv_text([HEADINGS, *exports(period)]).encode() + b"\xff\xfe\x81\x8d\xc3\x28,1\n")


def _duplicate_heading(path: Path, period: str) -> None:
    xlsx(path, [TITLE, [*HEADINGS, "گمرک"], *[[*r, "کرمان"] for r in exports(period)]])


def _without_weight(path: Path, period: str) -> None:
    xlsx(path, [TITLE, *([*r[:3], *r[4:]] for r in (HEADINGS, *exports(period)))])


def _wrong_feed(path: Path, period: str) -> None:
    xlsx(path, [["فهرست تعاونی‌ها"], COOPERATIVE_HEADINGS, *cooperatives(period)])


def _khorasan(path: Path, period: str) -> None:
    rows = [[*r[:4], KHORASAN[n % len(KHORASAN)], *r[5:]] for n, r in enumerate(cooperatives(period))]
    xlsx(path, [["فهرست تعاونی‌ها"], COOPERATIVE_HEADINGS, *rows])


def _two_units(path: Path, period: str) -> None:
    rows = exports(period)
    opened, _ = book(path, [HEADINGS, *rows[:20]])
    second = opened.create_sheet("برگهٔ دوم")
    for row in ([*HEADINGS[:4], "ارزش (میلیون ریال)", HEADINGS[5]], *rows[20:]):
        second.append(row)
    opened.save(path)


def _cut_line(path: Path, period: str) -> None:
    path.write_text(csv_text([HEADINGS, *exports(period)])[:-3], "utf-8")


def _refused(
    identifier: str, what: str, build, name: str, message: str, *, row: int | None = None, sheet: str = "",
    feed: str = "exports", grows: bool = False, parsed: bool = True,
) -> Kind:  # fmt: skip
    return Kind(
        identifier, what, build, name, "refused", message, row=row, sheet=sheet, feed=feed, grows=grows,
        parsed=parsed,
    )  # fmt: skip


_HTML = '<html dir="rtl"><table><tr><td>گمرک</td></tr></table></html>'.encode()

REFUSED = (
    _refused("empty", "no bytes at all", _bytes(b""), "خالی.xlsx", "file_empty"),
    _refused("zeros", "only zero bytes", _bytes(bytes(5_000)), "صفر.csv", "file_empty"),
    _refused("blank_workbook", "a workbook without a cell", lambda p, _: xlsx(p, []), "سفید.xlsx", "file_empty"),
    _refused("header_only", "a header and no row", _header_only, "سرستون.xlsx", "header_only", sheet=SHEET),
    _refused("text_as_workbook", "a letter named .xlsx", _bytes("نامه".encode()), "نامه.xlsx", "not_a_workbook"),
    _refused("pdf_as_workbook", "a PDF named .xlsx", _bytes(b"%PDF-1.7 ..."), "گزارش.xlsx", "not_a_workbook"),
    _refused("word_as_workbook", "a Word document named .xlsx", _word, "متن.xlsx", "not_a_workbook"),
    _refused("cut_xlsx", "a workbook cut in the middle", _cut, "بریده.xlsx", "workbook_broken"),
    _refused("cut_xls", "a BIFF workbook cut in the middle", _cut_xls, "بریده.xls", "workbook_broken"),
    _refused("lost_xls", "a BIFF workbook that points nowhere", _lost_xls, "گم.xls", "workbook_broken"),
    _refused("cut_parquet", "a Parquet file cut at its end", _cut_parquet, "بریده.parquet", "parquet_broken"),
    _refused("password", "a workbook with a password", _encrypted, "رمزدار.xlsx", "password_protected"),
    _refused("password_part", "a zip with encrypted parts", _encrypted_part, "رمز.xlsx", "password_protected"),
    _refused("password_xls", "a BIFF workbook with a password", lambda p, _: biff.write_with_password(p),
             "رمزدار.xls", "password_protected"),
    _refused("html", "a web page named .xls", _bytes(_HTML), "وب.xls", "html_named_workbook"),
    _refused("zip_bomb", "one part that grows a thousandfold", _bomb, "بمب.xlsx", "zip_bomb"),
    _refused("zip_bombs", "many parts, too large together", _many_small_bombs, "بمب‌ها.xlsx", "zip_bomb"),
    _refused("far_cell", "a cell in the last corner", _far_cell, "دور.xlsx", "far_cell", sheet=SHEET),
    _refused("far_cell_hidden", "a far cell in a row that says it is near", _far_cell_in_a_near_row,
             "دور۲.xlsx", "far_cell", sheet=SHEET),
    _refused("flood", "five million empty cells", _flood, "سیل.xlsx", "too_many_cells", sheet=SHEET),
    _refused("wide", "a row of 400 styled cells", _wide, "پهن.xlsx", "far_cell", sheet=SHEET),
    _refused("dtd", "a document type with an external entity", _dtd, "دی‌تی‌دی.xlsx", "xml_entities"),
    _refused("laughs", "entities that multiply", _laughs, "خنده.xlsx", "xml_entities"),
    _refused("part_twice", "one part twice", _twice, "دوبار.xlsx", "zip_duplicate_part"),
    _refused("traversal", "a part named ../", _added("../بیرون.xml"), "بیرون.xlsx", "zip_unsafe_name"),
    _refused("absolute", "a part with an absolute name", _added("/etc/x.xml"), "مطلق.xlsx", "zip_unsafe_name"),
    _refused("parts", "six hundred parts", _many_parts, "پاره‌پاره.xlsx", "zip_too_many_parts"),
    _refused("too_large", "a workbook of 51 MB", _too_large, "بزرگ.xlsx", "file_too_large"),
    _refused("broken_xml", "a sheet whose XML is broken", _broken_xml, "شکسته.xlsx", "workbook_broken"),
    _refused("shared_index", "a text that is not in the table of texts", _shared_index, "نمایه.xlsx",
             "workbook_broken"),
    _refused("link", "a symbolic link", _link, "پیوند.xlsx", "file_is_link", parsed=False),
    _refused("pipe", "a named pipe", _pipe, "لوله.csv", "file_is_special", parsed=False),
    _refused("device", "a device", _device, "دستگاه.csv", "file_is_special", parsed=False),
    _refused("partial", "a copy under way", exports_xlsx, "در راه.xlsx.part", "file_unfinished", parsed=False),
    _refused("lock", "the lock of an open workbook", _bytes(b"\x05office" + bytes(150)), "~$باز.xlsx",
             "file_unfinished", parsed=False),
    _refused("growing", "a file that still grows", lambda p, t: csv(p, [HEADINGS, *exports(t)]), "رشد.csv",
             "file_growing", grows=True, parsed=False),
    _refused("extension", "a type that is not read", _bytes(b"%PDF-1.7 ..."), "گزارش.pdf",
             "extension_unsupported", parsed=False),
    _refused("feed_folder", "a folder that is no feed", exports_xlsx, "جا.xlsx", "feed_unknown", feed="exprots",
             parsed=False),
    _refused("long_cell", "a text of 40,000 characters", _long_cell, "دراز.xlsx", "cell_too_long",
             row=FIRST + 7, sheet=SHEET),
    _refused("long_csv_cell", "the same in a text file", _csv_rows(7, 0, "ک" * 40_000), "دراز.csv",
             "cell_too_long", row=9),
    _refused("open_quote", "a quotation mark that is never closed", _csv_rows(7, 0, '"کرمان'), "گیومه.csv",
             "unclosed_quote", row=9),
    _refused("row_too_long", "a row with one cell more", _ragged(7), "ناجور.csv", "ragged_row", row=9),
    _refused("row_too_short", "a row with one cell less", _ragged(5), "کوتاه.csv", "ragged_row", row=9),
    _refused("undecodable", "bytes of no encoding", _undecodable, "ناخوانا.csv", "undecodable"),
    _refused("cut_line", "a last line that is cut", _cut_line, "ناتمام.csv", "no_final_newline"),
    _refused("heading_twice", "two headings for one column", _duplicate_heading, "دوسر.xlsx",
             "duplicate_heading", row=2, sheet=SHEET),
    _refused("column_missing", "no column of weights", _without_weight, "بی‌وزن.xlsx", "missing_columns",
             row=2, sheet=SHEET),
    _refused("wrong_feed", "cooperatives in the folder of exports", _wrong_feed, "تعاونی.xlsx",
             "header_not_found", sheet=SHEET),
    _refused("two_units", "two sheets in two units", _two_units, "دو واحد.xlsx", "units_differ",
             sheet="برگهٔ دوم"),
    _refused("other_province", "every county of another province", _khorasan, "خراسان.xlsx", "other_province",
             feed="cooperatives", sheet=SHEET),
)  # fmt: skip
