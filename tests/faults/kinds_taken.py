"""Files that look odd and are right: they are taken whole, and what was made one is noted."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from tests.faults import biff
from tests.faults.kind import (
    COOPERATIVE_HEADINGS,
    HEADINGS,
    LICENCE_HEADINGS,
    SHEET,
    TITLE,
    Kind,
    Row,
    book,
    changed,
    cooperatives,
    csv,
    csv_text,
    exports,
    exports_xlsx,
    licences,
    shared_xlsx,
    xlsx,
)

_PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
_ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def _bytes_of(encoding: str, bom: bytes = b""):
    return lambda path, period: path.write_bytes(bom + csv_text([HEADINGS, *exports(period)]).encode(encoding))


def _windows_1256(path: Path, period: str) -> None:
    text = csv_text([HEADINGS, *exports(period)]).replace("ی", "ي").replace("ک", "ك")
    path.write_bytes(text.encode("windows-1256"))


def _delimited(delimiter: str, before: str = ""):
    def build(path: Path, period: str) -> None:
        path.write_text(before + csv_text([HEADINGS, *exports(period)], delimiter), "utf-8")

    return build


def _letters(path: Path, period: str) -> None:
    """Arabic letters, marks, joiners, direction marks, escapes and spaces, in headings and cells."""
    rows = exports(period)
    rows[0][0], rows[1][0], rows[2][0], rows[3][0] = "كرمان", "کِرمان ", "\u200fکـرمان\u200e", "کرمان_x000D_\n"
    rows[4][1], rows[5][1] = "\xa0افغانستان", "افغانستان  "
    heading = ["گُمرك", "كشور طرف  معامله ", "تعرفه‌", *HEADINGS[3:]]
    xlsx(path, [TITLE, heading, *rows])


def _digits(path: Path, period: str) -> None:
    rows = exports(period)
    for number, row in enumerate(rows):
        digits = (_PERSIAN, _ARABIC)[number % 2]
        row[2] = row[2].translate(digits)
        row[4] = f"{row[4]:,}".replace(",", "٬").translate(digits)
        row[5] = str(row[5]).translate(digits)
    xlsx(path, [TITLE, HEADINGS, *rows])


def _order(path: Path, period: str) -> None:
    """Columns in another order, empty columns between them, and known other headings."""
    heading = ["ارزش دلاری", None, "کد تعرفه", "ارزش ریالی", None, "گمرک خروجی", "کشور مقصد", "وزن"]
    rows = [[r[5], None, r[2], r[4], None, r[0], r[1], r[3]] for r in exports(period)]
    xlsx(path, [TITLE, heading, *rows])


def _preamble(path: Path, period: str) -> None:
    """Titles, blank rows and a header of two merged rows."""
    upper = ["گمرک", "کشور طرف معامله", "تعرفه", "وزن (کیلوگرم)", "ارزش", None]
    lower = [None, None, None, None, "ریال", "دلار"]
    opened, sheet = book(path, [["گمرک جمهوری اسلامی"], [], TITLE, [], upper, lower, *exports(period)])
    for merged in ("A1:F1", "A3:F3", "A5:A6", "B5:B6", "C5:C6", "D5:D6", "E5:F5"):
        sheet.merge_cells(merged)
    opened.save(path)


def _dates(path: Path, period: str) -> None:
    """One day in every style in which offices write it."""
    styles = [
        "1370/05/12",
        "۱۳۷۰/۵/۱۲",
        "١٣٧٠/٠٥/١٢",
        "1370-05-12",
        "1370.5.12",
        "13700512",
        "12/05/1370",
        "70/05/12",
        "۱۲ مرداد ۱۳۷۰",
        "1991-08-03",
        dt.date(1991, 8, 3),
        33453,
    ]
    rows = cooperatives(period)
    for number, row in enumerate(rows):
        row[2] = styles[number % len(styles)]
    xlsx(path, [["فهرست تعاونی‌ها"], COOPERATIVE_HEADINGS, *rows])


def _lost_zeros(path: Path, period: str) -> None:
    """Identifiers of persons that became numbers; their check digit proves the zero."""
    rows: list[Row] = [[*r[:2], int(r[2]), *r[3:]] for r in licences(period)]
    xlsx(path, [["فهرست پروانه‌ها"], LICENCE_HEADINGS, *rows])


def _misnamed_xlsx(path: Path, period: str) -> None:
    exports_xlsx(path, period)


def _biff8(path: Path, period: str) -> None:
    biff.write_biff8(path, [TITLE, HEADINGS, *exports(period)], names=[SHEET])


def _biff2(path: Path, period: str) -> None:
    biff.write_biff2(path, [HEADINGS, *exports(period)])


def _parquet(path: Path, period: str) -> None:
    rows = exports(period)
    pq.write_table(pa.table({str(h): [r[i] for r in rows] for i, h in enumerate(HEADINGS)}), path)


def _sheets(path: Path, period: str) -> None:
    """Rows on two sheets, and definitions on a third that is no data."""
    rows = exports(period)
    opened, _ = book(path, [TITLE, HEADINGS, *rows[:25]])
    for row in (HEADINGS, *rows[25:]):
        if "دوم" not in opened.sheetnames:
            opened.create_sheet("دوم")
        opened["دوم"].append(row)
    opened.create_sheet("فراداده").append(["گمرک: منظور از گمرک، گمرک ارزیابی می باشد"])
    opened.save(path)


def _unit(path: Path, period: str) -> None:
    """Rial values in thousands, as the heading says."""
    rows = [[*r[:4], r[4] / 1_000, r[5]] for r in exports(period)]
    xlsx(path, [TITLE, [*HEADINGS[:4], "ارزش (هزار ریال)", HEADINGS[5]], *rows])


def _far_style(path: Path, period: str) -> None:
    """Blank rows and styled empty cells after the data: no data and no fault."""
    opened, sheet = book(path, [TITLE, HEADINGS, *exports(period)])
    for number in range(60, 400):
        sheet.cell(number, 3).number_format = "0"
    opened.save(path)


def _quotes(path: Path, period: str) -> None:
    """Quotation marks, delimiters and line ends inside of quoted cells."""
    rows = changed(exports(period), 0, 0, '"کرمان"')
    csv(path, [HEADINGS, *changed(rows, 1, 0, '"کرمان\n"')])


def _hidden_rows(path: Path, period: str) -> None:
    opened, sheet = book(path, [TITLE, HEADINGS, *exports(period)])
    for number in (5, 6, 9):
        sheet.row_dimensions[number].hidden = True
    opened.save(path)


def _hidden_column(path: Path, period: str) -> None:
    opened, sheet = book(path, [TITLE, HEADINGS, *exports(period)])
    sheet.column_dimensions["D"].hidden = True
    opened.save(path)


def _taken(
    identifier: str, what: str, build, name: str, message: str = "", *, feed: str = "exports", sheet: str = ""
) -> Kind:
    return Kind(identifier, what, build, name, "published", message, feed=feed, sheet=sheet, good_rows=40)


TAKEN = (
    _taken("plain", "a plain workbook", exports_xlsx, "ساده.xlsx"),
    _taken("plain_csv", "a plain text file", _bytes_of("utf-8"), "ساده.csv"),
    _taken("bom", "a byte-order mark", _bytes_of("utf-8", b"\xef\xbb\xbf"), "نشانه.csv"),
    _taken("utf16", "UTF-16", _bytes_of("utf-16"), "یونیکد.csv", "encoding_converted"),
    _taken(
        "utf16_be",
        "UTF-16, big end first",
        _bytes_of("utf-16-be", b"\xfe\xff"),
        "یونیکد۲.csv",
        "encoding_converted",
    ),
    _taken("windows_1256", "the Arabic code page of Windows", _windows_1256, "ویندوز.csv", "encoding_converted"),
    _taken("semicolon", "semicolons between the cells", _delimited(";"), "نقطه.csv", "delimiter_found"),
    _taken("tab", "tabs between the cells", _delimited("\t"), "جدول.csv", "delimiter_found"),
    _taken(
        "sep",
        "a line that declares the delimiter",
        _delimited("|", "sep=|\n"),
        "اعلام.csv",
        "delimiter_found",
    ),
    _taken("quotes", "quoted cells", _quotes, "نقل.csv"),
    _taken("letters", "Arabic letters, marks, joiners and spaces", _letters, "حروف.xlsx"),
    _taken("digits", "digits of three scripts", _digits, "ارقام.xlsx"),
    _taken("order", "other headings in another order", _order, "ترتیب.xlsx"),
    _taken("preamble", "titles and a header of two merged rows", _preamble, "عنوان.xlsx"),
    _taken("dates", "dates in every style", _dates, "تاریخ‌ها.xlsx", feed="cooperatives"),
    _taken("lost_zeros", "identifiers that lost their zero", _lost_zeros, "صفرها.xlsx", feed="licences"),
    _taken("biff8", "a workbook of Excel 97", _biff8, "قدیمی.xls"),
    _taken("biff2", "a worksheet of Excel 2", _biff2, "کهنه.xls"),
    _taken("biff_as_xlsx", "BIFF named .xlsx", _biff8, "قدیمی.xlsx", "format_differs_from_name"),
    _taken("xlsx_as_xls", "a new workbook named .xls", _misnamed_xlsx, "تازه.xls", "format_differs_from_name"),
    _taken("parquet", "a Parquet file", _parquet, "ستونی.parquet"),
    _taken(
        "sheets",
        "rows on two sheets and definitions on a third",
        _sheets,
        "برگه‌ها.xlsx",
        "sheet_not_read",
        sheet="فراداده",
    ),
    _taken("unit", "thousands, as the heading says", _unit, "هزار.xlsx"),
    _taken("styled_blanks", "styled blank rows after the data", _far_style, "رنگی.xlsx"),
    _taken(
        "shared_strings",
        "texts in a table of their own",
        lambda p, t: shared_xlsx(p, [TITLE, HEADINGS, *exports(t)]),
        "مشترک.xlsx",
    ),
    _taken("hidden_rows", "rows that are not shown", _hidden_rows, "ردیف پنهان.xlsx", "hidden_rows", sheet=SHEET),
    _taken(
        "hidden_column",
        "a column that is not shown",
        _hidden_column,
        "ستون پنهان.xlsx",
        "hidden_columns",
        sheet=SHEET,
    ),
)
