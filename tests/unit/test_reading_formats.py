"""The same sheet is the same rows, whatever it was saved as."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.reading import ReadResult
from pipelines.reading.sheets import MergedRange
from tests.faults import biff12
from tests.faults.biff import write_biff8
from tests.faults.biff12 import write_xlsb
from tests.faults.opendocument import cell, row, write_ods
from tests.unit.formats_fixture import VALUES, first, sheets
from tests.unit.reading_fixture import HEADINGS, ROWS, TITLE, column, read, workbook

K = "کرمان"


def same(one: ReadResult, other: ReadResult) -> bool:
    names = [name for name in one.rows.column_names if name != "sheet_name"]
    return bool(one.rows.select(names).equals(other.rows.select(names)))


def test_a_delivery_is_the_same_rows_in_every_format(tmp_path: Path) -> None:
    rows: list[list[Any]] = [TITLE, HEADINGS, *ROWS, ["جمع", None, None, 25, 6000, 90]]
    results = [
        read(workbook(tmp_path / "a.xlsx", rows)),
        read(write_ods(tmp_path / "a.ods", rows)),
        read(write_xlsb(tmp_path / "a.xlsb", rows)),
        read(write_biff8(tmp_path / "a.xls", rows)),
    ]
    assert results[0].rows_landed == 2
    for result in results:
        assert same(result, results[0]) and result.preamble == TITLE
        assert [r.kind for r in result.non_data] == ["total"]
        assert not [n for n in result.notes if n.id == "format_differs_from_name"]


def test_what_a_file_is_shows_in_its_content(tmp_path: Path) -> None:
    for name, write in (("a.xlsx", write_ods), ("b.ods", write_xlsb), ("c.xlsb", workbook)):
        result = read(write(tmp_path / name, [HEADINGS, *ROWS]))  # type: ignore[operator]
        assert [n.id for n in result.notes] == ["format_differs_from_name"]


def _xlsx(path: Path, rows: list[list[Any]]) -> Path:
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as book:
        sheet = book.add_worksheet()
        for number, values in enumerate(rows):
            for position, value in enumerate(values):
                if value is not None:
                    sheet.write(number, position, value)
    return path


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(VALUES, min_size=1, max_size=5), min_size=1, max_size=8))
def test_every_format_reads_as_the_same_text(tmp_path_factory: pytest.TempPathFactory, rows: list[list[Any]]) -> None:
    folder = tmp_path_factory.mktemp("formats")
    texts = [
        [[c or None for c in r] for r in first(path)]
        for path in (
            _xlsx(folder / "a.xlsx", rows),
            write_ods(folder / "a.ods", rows),
            write_xlsb(folder / "a.xlsb", rows),
        )
    ]
    width = max((len(r) for found in texts for r in found), default=0)
    padded = [[r + [None] * (width - len(r)) for r in found] for found in texts]
    assert padded[1] == padded[0]
    assert padded[2] == padded[0]


@pytest.mark.parametrize("error", ["#DIV/0!", "#REF!", "#N/A", "#VALUE!", "#NAME?", "#NUM!", "#NULL!"])
def test_error_cells_stay_errors(tmp_path: Path, error: str) -> None:
    rows = [["a", error]]
    assert first(write_ods(tmp_path / "a.ods", rows)) == rows
    assert first(write_xlsb(tmp_path / "a.xlsb", rows)) == rows
    formula = biff12.Cell(error, form="error formula")
    assert first(write_xlsb(tmp_path / "b.xlsb", [["a", formula]])) == rows


def test_days_that_count_from_1904(tmp_path: Path) -> None:
    path = write_xlsb(tmp_path / "a.xlsb", [[biff12.Cell(100, biff12.DATE)]], date1904=True)
    (sheet,) = sheets(path, tmp_path / "p")
    assert sheet.date1904 and sheet.head[0] == ("1904-04-10",)
    settings_ = (
        '<table:calculation-settings><table:null-date table:date-value="1904-01-01"/></table:calculation-settings>'
    )
    path = write_ods(tmp_path / "a.ods", [["x"]], before=settings_)
    assert sheets(path, tmp_path / "q")[0].date1904


def test_merges_and_what_is_hidden(tmp_path: Path) -> None:
    rows = [HEADINGS, [K, *ROWS[0][1:]], [None, *ROWS[1][1:]], ROWS[1]]
    marks: dict[str, Any] = {
        "hidden": [1],
        "merged": [(1, 2, 0, 0)],
        "hidden_rows": [3],
        "hidden_columns": [5],
    }
    binary = write_xlsb(tmp_path / "a.xlsb", rows, [["x"]], **marks)
    down = cell(K, 'table:number-rows-spanned="2" table:number-columns-spanned="1"')
    open_ = write_ods(
        tmp_path / "a.ods",
        [
            HEADINGS,
            row(down, *ROWS[0][1:]),
            row(cell(None, tag="covered-table-cell"), *ROWS[1][1:]),
            row(*ROWS[1], attributes='table:visibility="collapse"'),
        ],
        [["x"]],
        hidden=[1],
    )
    old = write_biff8(tmp_path / "a.xls", rows, [["x"]], **marks)
    for path in (binary, open_, old):
        shown, hidden = sheets(path, tmp_path / path.suffix)
        assert shown.merged == (MergedRange(2, 3, 0, 0),) and shown.hidden_rows == (4,)
        assert shown.visible and not hidden.visible
        result = read(path)
        assert column(result, "customs_office") == [K, K, ROWS[1][0]]
        assert {"merged_filled", "hidden_sheet", "hidden_rows"} <= {n.id for n in result.notes}
    for path in (binary, old):
        assert sheets(path, tmp_path / f"again{path.suffix}")[0].hidden_columns == (5,)
