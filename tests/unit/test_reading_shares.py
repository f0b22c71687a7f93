"""Shares: a number that is shown per cent is the same text in every format, digit by digit."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from pipelines.reading.number_formats import is_date, is_percent, percent_text
from tests.faults import biff12
from tests.faults.biff import write_biff8
from tests.faults.biff12 import write_xlsb
from tests.faults.opendocument import share, write_ods
from tests.unit.formats_fixture import first


def test_a_share_is_the_same_text_in_every_format(tmp_path: Path) -> None:
    numbers = [0.5, 0.125, 0.07, 1, 0, -0.3, 0.285]
    texts = ["50%", "12.5%", "7%", "100%", "0%", "-30%", "28.5%"]
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        formats = [book.add_format({"num_format": f}) for f in ("0%", "0.00%", "0.0%;[Red]-0.0%", "_-* #,##0%_-")]
        for number, value in enumerate(numbers):
            sheet.write(0, number, value, formats[number % 4])
        sheet.write_formula(1, 0, "=A1", formats[0], 0.5)
        sheet.write(1, 1, 18, book.add_format({"num_format": '0"%"'}))
        sheet.write(1, 2, "متن", formats[0])
    assert first(path) == [texts, ["50%", "18", "متن", *[None] * 4]]
    shares = [biff12.Cell(v, (biff12.PERCENT, biff12.SHARE)[n % 2]) for n, v in enumerate(numbers)]
    assert first(write_xlsb(tmp_path / "a.xlsb", [shares, [biff12.Cell(18, biff12.QUOTED)]]))[0] == texts
    assert first(write_ods(tmp_path / "a.ods", [[share(str(v)) for v in numbers]])) == [texts]
    assert first(write_biff8(tmp_path / "a.xls", [[("%", v) for v in numbers], [18]])) == [
        texts,
        ["18", *[None] * 6],
    ]


@pytest.mark.parametrize(
    ("code", "percent", "date"),
    [
        ("0%", True, False),
        ("0.00%", True, False),
        ('0"%"', False, False),
        ("0\\%", False, False),
        ("[Red]0%;-0%", True, False),
        ("General", False, False),
        ("@", False, False),
        ("#,##0", False, False),
        ("yyyy/mm/dd", False, True),
        ("[$-3000401]0", False, False),
        ("[h]:mm", False, True),
        ('0 "روز"', False, False),
        ('0 "days"', False, False),
        ("[$-fa-IR,96]dddd, d mmmm yyyy", False, True),
        ("_-* #,##0.00%_-", True, False),
        ("0.00E+00", False, False),
    ],
)
def test_what_a_number_format_says(code: str, percent: bool, date: bool) -> None:
    assert (is_percent(code), is_date(code)) == (percent, date)


@given(st.integers(-(10**9), 10**9), st.integers(0, 6))
def test_a_share_keeps_every_digit(number: int, places: int) -> None:
    exact = Decimal(number).scaleb(-places)
    stored = repr(float(exact))
    assert percent_text(stored) == percent_text(str(exact))
    assert Decimal(percent_text(stored).removesuffix("%")) == exact * 100


def test_the_noise_of_a_double_is_no_digit() -> None:
    assert percent_text("7.0000000000000007E-2") == "7%"
    assert percent_text("0.28999999999999998") == "29%"
    assert percent_text("1e400") == "1e400" and percent_text("x") == "x"
