"""Merged cells: a label holds for every row that it spans; a number does not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.contracts import load_contracts
from pipelines.foundation.messages import Message
from pipelines.foundation.workspace import models_dir
from pipelines.reading import ReadResult, read_delivery, sheets
from tests.unit.reading_fixture import HEADINGS, TITLE, column, read, rewritten

K, M = "کرمان", "مشهد"
_ = None


def merged(path: Path, rows: Iterable[Sequence[Any]], *ranges: str, hide: Sequence[int] = ()) -> Path:
    """Write a workbook in which ``ranges`` are merged."""
    book = openpyxl.Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(list(row))  # type: ignore[union-attr]
    for cells in ranges:
        sheet.merge_cells(cells)  # type: ignore[union-attr]
    for number in hide:
        sheet.row_dimensions[number].hidden = True  # type: ignore[union-attr]
    book.save(path)
    return path


def noted(result: ReadResult, message_id: str) -> list[Message]:
    return [note for note in result.notes if note.id == message_id]


def test_an_office_merged_over_its_rows_is_read_for_each(tmp_path: Path) -> None:
    rows = [
        [K, "آلمان", "57021020", 1, 10, 5],
        [_, "عراق", "57021020", 2, 20, 6],
        [_, "چین", "57021020", 3, 30, 7],
        [M, "آلمان", "57021020", 4, 40, 8],
        [_, "عراق", "57021020", 5, 50, 9],
    ]
    result = read(merged(tmp_path / "a.xlsx", [TITLE, HEADINGS, *rows], "A1:F1", "A3:A5", "A6:A7"))
    assert column(result, "customs_office") == [K, K, K, M, M]
    assert column(result, "value_usd") == ["5", "6", "7", "8", "9"]
    (note,) = noted(result, "merged_filled")
    assert note.severity == "normalise"
    said = {"letter": "A", "column": "گمرک", "count": "2", "found": "3", "file": "a.xlsx", "sheet": "Sheet"}
    assert dict(note.params) == said
    assert "۳ سطر" in note.text("fa")


def test_every_label_column_is_filled_and_noted_for_itself(tmp_path: Path) -> None:
    rows = [
        [K, "آلمان", "57021020", 1, 10, 5],
        [_, _, "57021030", 2, 20, 6],
        [_, "عراق", "57021020", 3, 30, 7],
        [_, _, "57021030", 3, 30, 7],
    ]
    result = read(merged(tmp_path / "a.xlsx", [HEADINGS, *rows], "A2:A5", "B2:B3", "B4:B5"))
    assert column(result, "customs_office") == [K] * 4
    assert column(result, "destination") == ["آلمان", "آلمان", "عراق", "عراق"]
    assert [(n.params["letter"], n.params["found"]) for n in noted(result, "merged_filled")] == [
        ("A", "3"),
        ("B", "2"),
    ]


def test_blanks_that_nobody_merged_stay_blank(tmp_path: Path) -> None:
    rows = [
        [K, "آلمان", "57021020", 1, 10, 5],
        [_, "عراق", "57021020", 2, 20, 6],
        [_, "چین", "57021020", 3, 30, 7],
    ]
    result = read(merged(tmp_path / "a.xlsx", [HEADINGS, *rows], "A2:A3"))
    assert column(result, "customs_office") == [K, K, None]


@pytest.mark.parametrize(
    "office",
    [
        "جمع",
        "جمع کل",
        "مجموع:",
        "Total",
        "سرجمع",
        "جمع‌کل",
        "جمعِ گمرک",
        "کرمان - جمع",
        "Sub total",
        "* جمع",
        "زیرجمع",
    ],
)
def test_a_total_inside_a_merged_range_gets_no_value(tmp_path: Path, office: str) -> None:
    rows = [
        [K, "آلمان", "57021020", 1, 10, 5],
        [_, "عراق", "57021020", 2, 20, 6],
        [_, office, _, 3, 30, 11],
        [M, "آلمان", "57021020", 4, 40, 8],
    ]
    result = read(merged(tmp_path / "a.xlsx", [HEADINGS, *rows], "A2:A4"))
    assert column(result, "customs_office") == [K, K, M]
    (total,) = result.non_data
    assert total.kind in ("subtotal", "total") and total.row_number == 4


LISTED = ["شهرستان", "رشته", "اظهارکننده", "ارزش (دلار)"]
SUITCASE = load_contracts(models_dir())["suitcase_exports"]


@pytest.mark.parametrize("label", ["میانگین", "جمعِ کل", "درصد", "از این تعداد", "گلیم‌بافی جمع", "سر جمع"])
def test_what_a_row_inside_a_range_says_of_itself_holds_without_the_value(tmp_path: Path, label: str) -> None:
    rows = [
        ["بم", "گلیم‌بافی", "الف", 1],
        [_, "گلیم‌بافی", "ب", 2],
        [_, label, _, 3],
        ["ریگان", "گلیم‌بافی", "ج", 4],
    ]
    result = read(merged(tmp_path / "a.xlsx", [LISTED, *rows], "A2:A4"), SUITCASE)
    assert column(result, "value_usd") == ["1", "2", "4"]
    assert column(result, "area") == ["بم", "بم", "ریگان"]


@pytest.mark.parametrize("at", [1, 2, 3, 100])
def test_numbers_alone_at_the_end_of_a_range_are_not_its_next_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    monkeypatch.setattr(sheets, "BODY_ROWS", at)
    rows = [
        [K, "آلمان", "57021020", 1, 10, 5],
        [_, "عراق", "57021020", 2, 20, 6],
        [_, "چین", "57021030", 4, 40, 7],
        [_, _, _, 7, 70, 18],
        [M, "عراق", "57021020", 3, 30, 2],
    ]
    result = read(merged(tmp_path / "a.xlsx", [HEADINGS, *rows], "A2:A5"))
    assert column(result, "value_usd") == ["5", "6", "7", "2"]
    assert [row.row_number for row in result.non_data] == [5]


def test_rows_whose_every_text_is_merged_are_rows_all_the_same(tmp_path: Path) -> None:
    rows = [
        [K, "آلمان", "57021020", 1, 10, 5],
        [_, _, _, 2, 20, 6],
        [_, "چین", "57021030", 4, 40, 7],
    ]
    result = read(merged(tmp_path / "a.xlsx", [HEADINGS, *rows], "A2:A4", "B2:B3", "C2:C3"))
    assert column(result, "customs_office") == [K, K, K]
    assert column(result, "hs8") == ["57021020", "57021020", "57021030"]


MONTHS = [*LISTED[:3], "فروردین", "اردیبهشت", "خرداد"]
IN_DOLLARS = ["ارزش (دلار)"]


def test_a_range_over_rows_of_which_a_month_has_only_the_later_ones(tmp_path: Path) -> None:
    rows = [
        ["ریگان", "گلیم‌بافی", "الف", 1, 2, 3],
        ["بم", "گلیم‌بافی", "ب", 4, _, _],
        [_, "گلیم‌بافی", "ج", _, 5, _],
        [_, "گلیم‌بافی", "د", _, _, 6],
    ]
    result = read(merged(tmp_path / "a.xlsx", [IN_DOLLARS, MONTHS, *rows], "A4:A6"), SUITCASE)
    found = zip(column(result, "area"), column(result, "value_usd"), strict=True)
    assert sorted(found) == [
        ("بم", "4"),
        ("بم", "5"),
        ("بم", "6"),
        ("ریگان", "1"),
        ("ریگان", "2"),
        ("ریگان", "3"),
    ]
    assert len(noted(result, "merged_filled")) == 1, "said once for all months"


def test_an_amount_of_a_month_merged_over_rows_waits(tmp_path: Path) -> None:
    rows = [["بم", "گلیم‌بافی", "الف", 1, 2, 7], ["ریگان", "گلیم‌بافی", "ب", 4, 5, _]]
    result = read(merged(tmp_path / "a.xlsx", [IN_DOLLARS, MONTHS, *rows], "F3:F4"), SUITCASE)
    (note,) = noted(result, "merged_amount")
    assert (note.params["letter"], note.params["row"]) == ("F", "3")


def test_filling_down_takes_the_value_of_the_row_above_and_not_of_the_month(tmp_path: Path) -> None:
    rows = [
        ["ریگان", "گلیم‌بافی", "الف", 1, 2, 3],
        ["بم", "گلیم‌بافی", "ب", 4, _, _],
        [_, "گلیم‌بافی", "ج", _, 5, _],
        [_, "گلیم‌بافی", "د", _, _, 6],
        ["جمع", _, _, 5, 7, 9],
        ["راور", "گلیم‌بافی", "ه", 1, _, _],
    ]
    path = merged(tmp_path / "a.xlsx", [IN_DOLLARS, MONTHS, *rows])
    result = read_delivery(path, SUITCASE, file_name="a.xlsx", fill_down=frozenset({"area"}))
    found = zip(column(result, "area"), column(result, "value_usd"), strict=True)
    assert sorted(found) == [
        ("بم", "4"),
        ("بم", "5"),
        ("بم", "6"),
        ("راور", "1"),
        ("ریگان", "1"),
        ("ریگان", "2"),
        ("ریگان", "3"),
    ]
    assert [r.stated for r in result.non_data] == [{"value_usd": n} for n in ("5", "7", "9")]
    assert len(noted(result, "filled_down")) == 1


def test_of_two_tables_side_by_side_each_says_what_was_filled(tmp_path: Path) -> None:
    table = [["بم", "گلیم‌بافی", "الف", 1], [_, "گلیم‌بافی", "ب", 2]]
    rows = [[*LISTED, *LISTED], *([*row, *row] for row in table)]
    result = read(merged(tmp_path / "a.xlsx", rows, "A2:A3", "E2:E3"), SUITCASE)
    assert column(result, "area") == ["بم"] * len(result.rows)
    assert [n.params["letter"] for n in noted(result, "merged_filled")] == ["A", "E"]


def test_a_heading_repeated_inside_a_range_is_still_a_heading(tmp_path: Path) -> None:
    rows = [
        [K, "آلمان", "57021020", 1, 10, 5],
        [_, *HEADINGS[1:]],
        [_, "عراق", "57021020", 2, 20, 6],
    ]
    result = read(merged(tmp_path / "a.xlsx", [HEADINGS, *rows], "A2:A4"))
    assert column(result, "customs_office") == [K, K]
    assert [row.kind for row in result.non_data] == ["repeated_header"]


def test_a_name_that_begins_like_a_total_is_filled(tmp_path: Path) -> None:
    rows = [[K, "مجموعهٔ دوست", "57021020", 1, 10, 5], [_, "جمعیت", "57021020", 2, 20, 6]]
    result = read(merged(tmp_path / "a.xlsx", [HEADINGS, *rows], "A2:A3"))
    assert column(result, "customs_office") == [K, K]


def test_an_amount_merged_over_rows_is_not_copied_and_waits(tmp_path: Path) -> None:
    rows = [
        [K, "آلمان", "57021020", 1, 10, 5],
        [K, "عراق", "57021020", 2, _, 6],
        [K, "چین", "57021020", 3, _, 7],
    ]
    result = read(merged(tmp_path / "a.xlsx", [HEADINGS, *rows], "E2:E4"))
    assert column(result, "value_rial") == ["10", None, None]
    (note,) = noted(result, "merged_amount")
    assert note.severity == "hold"
    assert (note.params["letter"], note.params["row"], note.params["count"]) == ("E", "2", "1")
    assert not noted(result, "merged_filled")


def test_an_amount_merged_over_two_columns_waits_too(tmp_path: Path) -> None:
    rows = [[K, "آلمان", "57021020", 1, 10, _], [K, "عراق", "57021020", 2, 20, 6]]
    assert noted(read(merged(tmp_path / "a.xlsx", [HEADINGS, *rows], "E2:F2")), "merged_amount")


def test_a_merged_dash_is_no_amount(tmp_path: Path) -> None:
    rows = [[K, "آلمان", "57021020", 1, 10, "-"], [K, "عراق", "57021020", 2, 20, _]]
    assert not noted(read(merged(tmp_path / "a.xlsx", [HEADINGS, *rows], "F2:F3")), "merged_amount")


def test_records_two_rows_high_are_one_row_each(tmp_path: Path) -> None:
    rows = [[K, "آلمان", "57021020", 1, 10, 5], [_] * 6, [M, "عراق", "57021020", 2, 20, 6], [_] * 6]
    ranges = [f"{letter}{n}:{letter}{n + 1}" for letter in "ABCDEF" for n in (2, 4)]
    result = read(merged(tmp_path / "a.xlsx", [HEADINGS, *rows], *ranges))
    assert column(result, "customs_office") == [K, M]
    assert not noted(result, "merged_filled") and not noted(result, "merged_amount")


def test_a_value_under_a_merge_is_kept(tmp_path: Path) -> None:
    rows = [[K, "آلمان", "57021020", 1, 10, 5], [_, "عراق", "57021020", 2, 20, 6]]
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate([HEADINGS, *rows]):
            sheet.write_row(number, 0, row)
        sheet.merge_range("A2:A3", K)
        sheet.write("A3", M)
    result = read(path)
    assert column(result, "customs_office") == [K, M]


def test_the_value_may_stand_in_a_hidden_row(tmp_path: Path) -> None:
    rows = [[K, "آلمان", "57021020", 1, 10, 5], [_, "عراق", "57021020", 2, 20, 6]]
    result = read(merged(tmp_path / "a.xlsx", [HEADINGS, *rows], "A2:A3", hide=[2]))
    assert column(result, "customs_office") == [K, K]


@pytest.mark.parametrize(
    ("ranges", "found"),
    [
        (("A2:B3",), [K, None]),  # over two columns that the feed has: of which of them does it speak?
        (("A1:A3",), [K, None]),  # begins in the heading
        (("A2:B2",), [K, None]),  # across
    ],
)
def test_merges_that_do_not_say_that_a_value_goes_on_fill_nothing(
    tmp_path: Path, ranges: tuple[str, ...], found: list[str | None]
) -> None:
    rows = [[K, "آلمان", "57021020", 1, 10, 5], [_, "عراق", "57021020", 2, 20, 6]]
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.merge_range(ranges[0], "")
        for number, row in enumerate([HEADINGS, *rows]):
            for position, value in enumerate(row):
                if value is not None:
                    sheet.write(number, position, value)
    assert column(read(path), "customs_office") == found


def test_a_merge_over_an_empty_column_beside_is_filled(tmp_path: Path) -> None:
    headings = [HEADINGS[0], _, *HEADINGS[1:]]
    rows = [[K, _, "آلمان", "57021020", 1, 10, 5], [_, _, "عراق", "57021020", 2, 20, 6]]
    result = read(merged(tmp_path / "a.xlsx", [headings, *rows], "A1:B1", "A2:B3"))
    assert column(result, "customs_office") == [K, K]


def test_an_error_merged_over_rows_is_an_error_in_each(tmp_path: Path) -> None:
    rows = [["#REF!", "آلمان", "57021020", 1, 10, 5], [_, "عراق", "57021020", 2, 20, 6]]
    path = merged(tmp_path / "a.xlsx", [HEADINGS, *rows], "A2:A3")
    assert column(read(path), "customs_office") == ["#REF!", "#REF!"]


def test_a_range_longer_than_one_piece_of_the_sheet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "BODY_ROWS", 3)
    rows = [[K if n in (0, 8) else None, "عراق", "57021020", n + 1, 10, _ if n in (4, 5) else 5] for n in range(11)]
    result = read(merged(tmp_path / "a.xlsx", [HEADINGS, *rows], "A2:A9", "A10:A12", "F5:F7"))
    assert column(result, "customs_office") == [K] * 11
    assert noted(result, "merged_filled")[0].params["found"] == "9"
    assert noted(result, "merged_amount")[0].params["row"] == "5"


@pytest.mark.parametrize("ref", ["A2:A9999999", "XFD1:XFD9", "A3:A2", "A2:A3'/><mergeCell ref='A2:A3", "B2:A3", "A2"])
def test_odd_ranges_take_nobody_down(tmp_path: Path, ref: str) -> None:
    rows = [[K, "آلمان", "57021020", 1, 10, 5], [_, "عراق", "57021020", 2, 20, 6]]
    path = merged(tmp_path / "a.xlsx", [HEADINGS, *rows], "A2:A3")
    odd = rewritten(path, "xl/worksheets/sheet1.xml", b'ref="A2:A3"', f"ref='{ref}'".encode())
    assert column(read(odd), "customs_office")[0] == K


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.sampled_from([K, M, "بندرعباس"]), st.integers(1, 7)), min_size=1, max_size=8))
def test_merging_equal_neighbours_changes_no_row(
    tmp_path_factory: pytest.TempPathFactory, groups: list[tuple[str, int]]
) -> None:
    folder = tmp_path_factory.mktemp("merged")
    offices = [office for office, length in groups for _ in range(length)]
    rows = [[office, f"کشور {n}", "57021020", n + 3, 2**n + 1, 5] for n, office in enumerate(offices)]
    ranges, blanked, at = [], [list(row) for row in rows], 2
    for _office, length in groups:
        if length > 1:
            ranges.append(f"A{at}:A{at + length - 1}")
        for row in blanked[at - 1 : at + length - 2]:
            row[0] = None
        at += length
    result = read(merged(folder / "a.xlsx", [HEADINGS, *blanked], *ranges))
    plain = read(merged(folder / "b.xlsx", [HEADINGS, *rows]))
    assert result.rows.equals(plain.rows)
