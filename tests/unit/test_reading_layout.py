"""Workbooks as offices make them: where the header is, what the headings mean, which rows are data."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from pipelines.reading import RefusedFile
from tests.unit.reading_fixture import EXPORTS, HEADINGS, ROW, ROWS, TITLE, column, read, rewritten, workbook


def kinds(result) -> list[tuple[int, str]]:
    return [(row.row_number, row.kind) for row in result.non_data]


def refusal(path: Path) -> RefusedFile:
    with pytest.raises(RefusedFile) as refused:
        read(path)
    assert path.name in refused.value.message.text("fa")
    assert path.name in refused.value.message.text("en")
    return refused.value


def test_a_plain_workbook(tmp_path: Path) -> None:
    result = read(workbook(tmp_path / "a.xlsx", [HEADINGS, *ROWS]))
    assert column(result, "customs_office") == ["کرمان", "مشهد"]
    assert column(result, "weight_kg") == ["10", "15"]
    assert column(result, "year") == [None, None]
    assert result.rows.column("row_number").to_pylist() == [2, 3]
    assert result.rows_read == 2
    assert result.units == {"weight_kg": "kg", "value_rial": "IRR", "value_usd": "USD"}


def test_titles_and_blank_rows_above_the_header(tmp_path: Path) -> None:
    result = read(workbook(tmp_path / "a.xlsx", [[], TITLE, [], ["اداره کل گمرک"], HEADINGS, *ROWS]))
    assert result.preamble == [TITLE[0], "اداره کل گمرک"]
    assert result.rows.column("row_number").to_pylist() == [6, 7]


def test_arabic_letters_spaces_and_joiners_in_headings(tmp_path: Path) -> None:
    headings = ["گمرك", "كشور  طرف معامله", "كد‌تعرفه", "وزن(كيلوگرم)", "ارزش ريالي", "ارزش دلاري\n"]
    result = read(workbook(tmp_path / "a.xlsx", [headings, *ROWS]))
    assert [m.column for m in result.columns] == [
        "customs_office",
        "destination",
        "hs8",
        "weight_kg",
        "value_rial",
        "value_usd",
    ]


def test_columns_in_another_order_with_spacers_and_an_unknown_one(tmp_path: Path) -> None:
    headings = [None, "ارزش (ریال)", "تعرفه", None, "کشور", "ردیف", "وزن", "گمرک"]
    result = read(workbook(tmp_path / "a.xlsx", [headings, [None, 2000, "57021020", None, "آلمان", 1, 10, "کرمان"]]))
    assert column(result, "customs_office") == ["کرمان"]
    assert column(result, "value_rial") == ["2000"]
    unknown = [m for m in result.columns if m.column is None]
    assert [(m.letter, m.header) for m in unknown] == [("F", "ردیف")]
    assert "ردیف" in next(n for n in result.notes if n.id == "unknown_columns").text("fa")


def test_a_header_of_two_merged_rows(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        TITLE,
        ["گمرک", "کشور", "تعرفه", "وزن (کیلوگرم)", "ارزش", None],
        [None, None, None, None, "ریالی", "دلاری"],
        *ROWS,
    ):
        sheet.append(row)
    for cells in ("A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:F2"):
        sheet.merge_cells(cells)
    book.save(path)
    result = read(path)
    assert column(result, "value_rial") == ["2000", "4000"]
    assert column(result, "value_usd") == ["30", "60"]
    assert result.rows.column("row_number").to_pylist() == [4, 5]


def test_group_headings_above_a_full_header_are_titles(tmp_path: Path) -> None:
    groups = ["محل", None, "کالا", None, "مقدار", None]
    result = read(workbook(tmp_path / "a.xlsx", [groups, HEADINGS, *ROWS]))
    assert result.rows.num_rows == 2
    assert result.rows.column("row_number").to_pylist() == [3, 4]


def test_totals_notes_signatures_and_repeated_headers_are_no_data(tmp_path: Path) -> None:
    rows = [
        HEADINGS,
        HEADINGS,
        ROWS[0],
        ["جمع گمرک کرمان", None, None, 10, 2000, 30],
        [],
        ROWS[1],
        ["جمع کشورهای فوق", None, None, 25, 6000, 90],
        ["جمع کل", None, None, 26, 6100, 91],
        ["* ارقام بر اساس اطلاعات موجود و کارشناسی نشده است"],
        [],
        ["تهیه‌کننده: کارشناس آمار", None, None, "مدیرکل"],
        [],
    ]
    result = read(workbook(tmp_path / "a.xlsx", rows))
    assert kinds(result) == [
        (2, "repeated_header"),
        (4, "subtotal"),
        (5, "blank"),
        (7, "total"),
        (8, "total"),
        (9, "note"),
        (10, "blank"),
        (11, "signature"),
    ]
    assert result.rows.column("row_number").to_pylist() == [3, 6]
    assert result.rows_read == 10
    assert result.non_data[4].stated == {"weight_kg": "26", "value_rial": "6100", "value_usd": "91"}


def test_a_total_without_any_label_is_found_by_its_sums(tmp_path: Path) -> None:
    close = [None, None, None, 25.1, 6000, 90]
    result = read(workbook(tmp_path / "a.xlsx", [HEADINGS, *ROWS, close]))
    assert kinds(result) == [(4, "total")]
    slip = [None, None, None, 2500, 6000, 90]
    assert kinds(read(workbook(tmp_path / "c.xlsx", [HEADINGS, *ROWS, slip]))) == [(4, "total")]
    far = [None, None, None, 2500, 9000, 300]
    result = read(workbook(tmp_path / "b.xlsx", [HEADINGS, *ROWS, far]))
    assert kinds(result) == []
    assert column(result, "customs_office") == ["کرمان", "مشهد", None]


@pytest.mark.parametrize(
    "row",
    [
        ["جمع‌آوری", "آلمان", "57021020", 1, 2, 3],
        ["کل", "آلمان", "57021020", 1, 2, 3],
        [None, "آلمان", "57021020", 1, 2, 3],
        ["منبع آب", "آلمان", "57021020", 1, 2, 3],
        ["کرمان", None, None, None, None, None],
        ["مدیرکل", "آلمان", "57021020", 1, 2, 3],
    ],
)
def test_a_row_that_does_not_show_what_it_is_stays_data(tmp_path: Path, row: list) -> None:
    result = read(workbook(tmp_path / "a.xlsx", [HEADINGS, ROWS[0], row, ROWS[1]]))
    assert kinds(result) == []
    assert result.rows.num_rows == 3


def test_every_sheet_with_the_header_is_read_and_others_are_noted(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx",
        [HEADINGS, ROWS[0]],
        [["گمرک: منظور گمرک ارزیابی است"]],
        [TITLE, HEADINGS, ROWS[1]],
        names=["فروردین", "فراداده", "اردیبهشت"],
    )
    result = read(path)
    assert result.rows.column("sheet_name").to_pylist() == ["فروردین", "اردیبهشت"]
    assert result.rows.column("row_number").to_pylist() == [2, 3]
    assert [n.params["sheet"] for n in result.notes if n.id == "sheet_not_read"] == ["فراداده"]


def test_sheets_in_different_units_are_refused(tmp_path: Path) -> None:
    other = [*HEADINGS[:4], "ارزش (میلیون ریال)", HEADINGS[5]]
    refused = refusal(workbook(tmp_path / "a.xlsx", [HEADINGS, ROWS[0]], [other, ROWS[1]]))
    assert refused.message.id == "units_differ"


def test_a_hidden_sheet_is_not_read_and_asks_for_a_look(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [HEADINGS, ROWS[0]], [HEADINGS, ROWS[1]])
    book = openpyxl.load_workbook(path)
    book.worksheets[1].sheet_state = "hidden"
    book.save(path)
    result = read(path)
    assert result.rows.num_rows == 1
    assert [(n.id, n.severity) for n in result.notes] == [("hidden_sheet", "hold")]


def test_error_cells_and_uncomputed_formulas_come_as_such(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("s")
    sheet.write_row(0, 0, HEADINGS)
    sheet.write_row(1, 0, ROWS[0])
    sheet.write_formula(1, 3, "=1/0", value="#DIV/0!")
    sheet.write_formula(1, 4, "=SUM(1,2)", value=3)
    sheet.write_row(2, 0, ROWS[1])
    book.close()
    assert column(read(path), "weight_kg") == ["#DIV/0!", "15"]
    assert column(read(path), "value_rial") == ["3", "4000"]
    uncomputed = workbook(tmp_path / "b.xlsx", [HEADINGS, [*ROW[:3], "=1+1", 5, 6]])
    assert column(read(uncomputed), "weight_kg") == ["#UNCOMPUTED!"]


def test_numbers_keep_every_stored_digit(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [HEADINGS, [*ROW[:3], 70000.0, 4242, 0.1]])
    result = read(rewritten(path, "xl/worksheets/sheet1.xml", b"<v>4242</v>", b"<v>19181173697071413</v>"))
    assert column(result, "weight_kg") == ["70000"]
    assert column(result, "value_rial") == ["19181173697071413"]
    assert column(result, "value_usd") == ["0.1"]


def test_dates_and_truth_values_become_text(tmp_path: Path) -> None:
    import datetime as dt

    result = read(workbook(tmp_path / "a.xlsx", [HEADINGS, [dt.date(2022, 2, 24), True, *ROW[2:]]]))
    assert column(result, "customs_office") == ["2022-02-24"]
    assert column(result, "destination") == ["TRUE"]


def test_a_missing_column_is_named_with_what_stood_there_instead(tmp_path: Path) -> None:
    headings = ["گمرک", "کشور طرف معامله", "شماره کالا", "وزن", "ارزش ریالی"]
    refused = refusal(workbook(tmp_path / "صادرات.xlsx", [TITLE, headings, ROW[:5]], names=["برگهٔ یک"]))
    assert refused.message.id == "missing_columns"
    sentence = refused.message.text("fa")
    for part in ("صادرات.xlsx", "برگهٔ یک", "سطر ۲", "«تعرفه»", "«شماره کالا»"):
        assert part in sentence
    assert "Tariff line" in refused.message.text("en")


def test_an_absent_column_with_a_default_is_not_missing(tmp_path: Path) -> None:
    from dataclasses import replace

    office, *rest = EXPORTS.columns
    contract = replace(EXPORTS, columns=(replace(office, default="همهٔ گمرک‌ها"), *rest))
    result = read(workbook(tmp_path / "a.xlsx", [HEADINGS[1:], ROW[1:]]), contract)
    assert column(result, "customs_office") == [None]


def test_a_file_of_another_feed_is_refused_with_the_headings_that_were_looked_for(tmp_path: Path) -> None:
    refused = refusal(workbook(tmp_path / "a.xlsx", [["سن", "مرد", "زن"], ["0-4", 1, 2]]))
    assert refused.message.id == "header_not_found"
    assert "تعرفه" in refused.message.text("fa")


def test_two_headings_for_one_column_are_refused(tmp_path: Path) -> None:
    refused = refusal(workbook(tmp_path / "a.xlsx", [[*HEADINGS, "وزن (كيلوگرم)"], [*ROW, 5]]))
    assert refused.message.id == "duplicate_heading"
    assert "D, G" in refused.message.text("fa")


def test_a_title_wins_over_an_alias_of_the_same_column(tmp_path: Path) -> None:
    result = read(workbook(tmp_path / "a.xlsx", [[*HEADINGS, "وزن"], [*ROW, 5]]))
    assert column(result, "weight_kg") == ["10"]
    assert [m.header for m in result.columns if m.column is None] == ["وزن"]


def test_a_sheet_that_lost_a_column_is_not_left_out_in_silence(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [HEADINGS, ROW], [HEADINGS[:4], ROW[:4]], names=["خوب", "ناقص"])
    refused = refusal(path)
    assert refused.message.id == "missing_columns"
    assert "ناقص" in refused.message.text("fa")


def test_header_only_and_empty_workbooks(tmp_path: Path) -> None:
    assert refusal(workbook(tmp_path / "a.xlsx", [TITLE, HEADINGS])).message.id == "header_only"
    assert refusal(workbook(tmp_path / "b.xlsx", [[]])).message.id == "file_empty"
    assert (
        refusal(workbook(tmp_path / "c.xlsx", [HEADINGS, [], ["جمع کل", None, None, 1, 2, 3]])).message.id
        == "header_only"
    )


# --- the shapes of three real files, made small --------------------------------------------------------------


def test_the_customs_file_of_1394_with_two_totals(tmp_path: Path) -> None:
    headings = ["سال", "گمرک", "کشور", "تعرفه", "وزن (کیلوگرم)", "ارزش ریالی", "ارزش دلاری"]
    rows = [
        ["آمار صادرات کشور، طي سال 1394 "],
        headings,
        [1394, "تهران", "چين", "57021020", 26678918216.06, 225782429575675, 7677542343.06094],
        [1394, "اصفهان", "عراق", "57021030", "94661612", 640442995046.8, 21754060.32],
        ["جمع کشورهای فوق", None, None, None, 26773579828.06, 226422872570721.8, 7699296403.38094],
        ["جمع کل", None, None, None, 93906988513.6373, 1252434293823980, 42428775809.2001],
    ]
    result = read(workbook(tmp_path / "a.xlsx", rows))
    assert kinds(result) == [(5, "total"), (6, "total")]
    assert column(result, "year") == ["1394", "1394"]
    assert column(result, "weight_kg") == ["26678918216.06", "94661612"]
    assert column(result, "value_usd") == ["7677542343.06094", "21754060.32"]


def test_the_customs_file_with_an_unlabelled_total_beside_an_unknown_column(tmp_path: Path) -> None:
    headings = ["سال", "گمرک", "کشورطرف معامله", "تعداد", "تعرفه", "وزن(کیلوگرم)", "ارزش ریالی", "ارزش دلاری"]
    rows = [
        headings,
        [1394, "اصفهان", "تركمنستان", 1, "87019090", 3000, "365950000", 13000],
        [1394, "ميلک", "افغانستان", 575, "87087019", 28460, 859742520, 28460],
        [None, None, None, 678, None, 31460.94, "1225692520", 41462],
    ]
    result = read(workbook(tmp_path / "a.xlsx", rows))
    assert kinds(result) == [(4, "total")]
    assert result.non_data[0].stated["weight_kg"] == "31460.94"


def test_a_census_table_is_no_delivery_of_this_feed(tmp_path: Path) -> None:
    rows = [
        [],
        [None, "جدول 1- جمعيت برحسب سن ، جنس و وضع سکونت"],
        [None, "سن", "جمع", None, None, "نقاط شهري"],
        [None, None, "مردوزن", "مرد", "زن", "مردوزن"],
        [None, "تمامي سنين", 84103, 42409, 41694, 39034],
    ]
    refused = refusal(workbook(tmp_path / "a.xlsx", rows, names=["بافت0801"]))
    assert refused.message.id == "header_not_found"
    assert "بافت0801" in refused.message.text("fa")


def test_a_signature_in_the_first_column_whatever_it_is_called_is_no_data(tmp_path: Path) -> None:
    headings = ["ردیف", "وزن (کیلوگرم)", *HEADINGS[:3], *HEADINGS[4:]]
    rows = [[n, 10, "کرمان", "آلمان", "57021020", 2000, 30] for n in (1, 2, 3)]
    for signed in (["مهر و امضا: دستگاه نمایشی"], [None, "مهر و امضا: دستگاه نمایشی"]):
        result = read(workbook(tmp_path / "a.xlsx", [headings, *rows, signed]))
        assert kinds(result) == [(5, "signature")]
        assert result.rows_landed == 3
