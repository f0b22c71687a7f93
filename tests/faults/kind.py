"""What a kind of bad file is, and the good rows that every file of the corpus is made around.

Each file lies at a period of its own, so its rows can be told from all others in what is published. Persons
and organisations are invented.
"""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Any, Literal

import openpyxl
import xlsxwriter
from openpyxl.worksheet.worksheet import Worksheet

from tests.identifiers import legal_id, national_id

Row = list[Any]
Answer = Literal["refused", "held", "published"]

SHEET = "صادرات"
SHEET_PART = "xl/worksheets/sheet1.xml"
HEADINGS: Row = ["گمرک", "کشور طرف معامله", "تعرفه", "وزن (کیلوگرم)", "ارزش (ریال)", "ارزش (دلار)"]
TITLE: Row = ["آمار صادرات به تفکیک گمرک، کشور و تعرفه"]
#: In a file of title, header and rows the first row of data has this number.
FIRST = 3

OFFICES = ("کرمان", "سیرجان", "مشهد", "بندرعباس")
DESTINATIONS = ("آلمان", "عراق", "افغانستان", "اتریش", "ترکیه")
LINES = ("57021020", "57019010")
COUNTIES = ("کرمان", "بم", "جیرفت", "رفسنجان", "سیرجان")
OFFICE_OF = {"exports": "customs", "cooperatives": "cooperatives", "licences": "heritage"}


@dataclass(frozen=True)
class Kind:
    """One kind of bad (or only unusual) file and the answer that it must get.

    ``build`` writes the file for a period. ``message`` is the sentence of a refusal or hold, or the note of a
    file that is taken; ``rule`` the reason of the one row that is kept out. ``row`` and ``sheet`` must stand in
    the sentence where they are given. ``non_data`` counts rows by what they are; ``difference`` is what the
    stated total is off by. ``good_rows`` are loaded; None where that is no question.
    """

    id: str
    what: str
    build: Callable[[Path, str], object]
    name: str
    answer: Answer
    message: str = ""
    rule: str = ""
    row: int | None = None
    sheet: str = ""
    column: str = ""
    feed: str = "exports"
    good_rows: int | None = None
    non_data: Mapping[str, int] = field(default_factory=dict)
    difference: int | None = None
    grows: bool = False
    undated: bool = False
    parsed: bool = True

    def folder(self, period: str) -> str:
        """Where the file lies below ``raw/``."""
        return self.feed if self.undated else f"{self.feed}/{period}-{OFFICE_OF.get(self.feed, 'customs')}"


# --- good rows -----------------------------------------------------------------------------------------------


def seed(period: str) -> int:
    """Return a small number of the period, so that no two files have equal content."""
    return int(period[:4]) * 4 + int(period[-1])


def exports(period: str) -> list[Row]:
    """Forty export rows, of equal size in every period but for a few kilograms of the first."""
    rows = [
        [office, destination, line, 100 + 7 * n, 2_000_000 + 1_000 * n, 300 + 11 * n]
        for n, (office, destination, line) in enumerate(product(OFFICES, DESTINATIONS, LINES))
    ]
    rows[0][3] += seed(period)
    return rows


COOPERATIVE_HEADINGS: Row = [
    "شناسه ملی",
    "نام تعاونی",
    "تاریخ ثبت",
    "گرایش",
    "شهرستان",
    "تعداد اعضا",
    "سرمایه (ریال)",
    "وضعیت",
]


def cooperatives(period: str) -> list[Row]:
    """Forty invented cooperatives; those that are no longer active differ from period to period."""
    return [
        [
            legal_id(1_401_234_500 + 97 * n),
            f"تعاونی ساختگی {seed(period)}-{n}",
            "1370/05/12",
            "صنایع دستی",
            COUNTIES[n % 5],
            9 + n,
            50_000_000 + n,
            "فعال",
        ]
        for n in range(40)
    ]


LICENCE_HEADINGS: Row = ["شماره پروانه", "نوع مجوز", "کد ملی", "شهرستان", "رشته", "تاریخ صدور"]


def licences(period: str) -> list[Row]:
    """Forty invented licences, issued within the period."""
    month = 3 * int(period[-1]) - 1
    return [
        [
            f"س-{seed(period)}-{n}",
            "کارت شناسایی",
            national_id(12_345_600 + 41 * n),
            COUNTIES[n % 5],
            "گلیم‌بافی",
            f"{period[:4]}/{month:02}/{n % 28 + 1:02}",
        ]
        for n in range(40)
    ]


def changed(rows: list[Row], at: int, column: int, value: Any) -> list[Row]:
    """Return ``rows`` with one cell replaced."""
    return [[value if (i, j) == (at, column) else v for j, v in enumerate(r)] for i, r in enumerate(rows)]


# --- files ---------------------------------------------------------------------------------------------------


def book(path: Path, rows: Sequence[Sequence[Any]], name: str = SHEET) -> tuple[openpyxl.Workbook, Worksheet]:
    """Return a workbook with one sheet of rows, not yet saved; :func:`saved` saves it."""
    opened = openpyxl.Workbook()
    sheet = opened.active
    assert isinstance(sheet, Worksheet)
    sheet.title = name
    for row in rows:
        sheet.append(list(row))
    return opened, sheet


def xlsx(path: Path, rows: Sequence[Sequence[Any]], name: str = SHEET) -> Path:
    """Write a workbook of one sheet."""
    opened, _ = book(path, rows, name)
    opened.save(path)
    return path


def exports_xlsx(path: Path, period: str) -> Path:
    """Write the good export rows below title and header."""
    return xlsx(path, [TITLE, HEADINGS, *exports(period)])


def shared_xlsx(path: Path, rows: Sequence[Sequence[Any]]) -> Path:
    """Write a workbook whose texts stand in the table of shared strings, as spreadsheet programs write them."""
    opened = xlsxwriter.Workbook(path)
    sheet = opened.add_worksheet(SHEET)
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    opened.close()
    return path


def csv_text(rows: Sequence[Sequence[Any]], delimiter: str = ",") -> str:
    """Return rows as delimited text, every row ended."""
    return "".join(delimiter.join("" if v is None else str(v) for v in row) + "\n" for row in rows)


def csv(path: Path, rows: Sequence[Sequence[Any]], delimiter: str = ",", encoding: str = "utf-8") -> Path:
    """Write a text file."""
    path.write_bytes(csv_text(rows, delimiter).encode(encoding))
    return path


def edited(path: Path, part: str, old: bytes, new: bytes) -> Path:
    """Replace bytes inside one part of a workbook."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert old in parts[part], f"{old!r} is not in {part}"
    parts[part] = parts[part].replace(old, new, 1)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def with_parts(path: Path, parts: Mapping[str, bytes]) -> Path:
    """Add parts to a workbook."""
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return path


def gregorian(year: int, month: int, day: int) -> dt.date:
    """Return a date as spreadsheets store it."""
    return dt.date(year, month, day)
