"""OpenDocument spreadsheets and Excel binary workbooks: the same sheet, whatever it was saved as."""

from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from pipelines.reading import ReadResult, RefusedFile
from pipelines.reading.number_formats import is_date, is_percent, percent_text
from pipelines.reading.preflight import recognise
from pipelines.reading.sheets import MergedRange, Sheet
from pipelines.reading.workbook import read_workbook
from tests.faults import biff12
from tests.faults.biff import write_biff8
from tests.faults.biff12 import write_xlsb
from tests.faults.opendocument import Xml, cell, row, share, write_ods
from tests.unit.reading_fixture import HEADINGS, ROWS, TITLE, column, read, rewritten, workbook

K = "کرمان"


def sheets(path: Path, folder: Path) -> list[Sheet]:
    found = recognise(path, path.name)
    folder.mkdir(exist_ok=True)
    return read_workbook(path, found.format, path.name, folder)  # type: ignore[arg-type]


def first(path: Path) -> list[list[str | None]]:
    """Return the first sheet as rows of text, without blank ones at the end."""
    rows = [list(r) for r in sheets(path, path.parent / "parsed")[0].head]
    while rows and not any(rows[-1]):
        rows.pop()
    return rows


def refused(path: Path) -> str:
    with pytest.raises(RefusedFile) as refusal:
        read(path)
    for language in ("fa", "en"):
        assert path.name in refusal.value.message.text(language)
    return refusal.value.message.id


def same(one: ReadResult, other: ReadResult) -> bool:
    names = [name for name in one.rows.column_names if name != "sheet_name"]
    return bool(one.rows.select(names).equals(other.rows.select(names)))


# --- one delivery in every format -----------------------------------------------------------------------------


def test_a_delivery_is_the_same_rows_in_every_format(tmp_path: Path) -> None:
    rows: list[list[Any]] = [TITLE, HEADINGS, *ROWS, ["جمع", None, None, 25, 6000, 90]]
    results = [
        read(workbook(tmp_path / "a.xlsx", rows)), read(write_ods(tmp_path / "a.ods", rows)),
        read(write_xlsb(tmp_path / "a.xlsb", rows)), read(write_biff8(tmp_path / "a.xls", rows)),
    ]  # fmt: skip
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


VALUES = st.one_of(
    st.none(),
    st.integers(-(2**53) + 1, 2**53 - 1),
    st.decimals(-1_000_000, 1_000_000, places=4).map(float),
    st.text("ابپ۱۲ xyz&<>'\"", min_size=1, max_size=12)
    .filter(lambda t: t.strip() and "  " not in t)
    .map(str.strip),
    st.booleans(),
    st.dates(dt.date(1950, 1, 1), dt.date(2090, 1, 1)),
)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(VALUES, min_size=1, max_size=5), min_size=1, max_size=8))
def test_every_format_reads_as_the_same_text(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[Any]]
) -> None:
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


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(VALUES, min_size=1, max_size=5), min_size=1, max_size=8))
def test_a_binary_workbook_is_read_as_another_reader_reads_it(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[Any]]
) -> None:
    path = write_xlsb(tmp_path_factory.mktemp("xlsb") / "a.xlsb", rows)
    theirs = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python(skip_empty_area=False)
    ours = first(path)
    for number, values in enumerate(ours):
        for position, text in enumerate(values):
            value = theirs[number][position] if position < len(theirs[number]) else ""
            if isinstance(value, bool) or value == "":
                assert (text or "").upper() == str(value).upper()
            elif isinstance(value, int | float):
                assert text is not None and float(text) == value
            else:
                assert text == str(value)


# --- what other readers lose --------------------------------------------------------------------------------------


@pytest.mark.parametrize("error", ["#DIV/0!", "#REF!", "#N/A", "#VALUE!", "#NAME?", "#NUM!", "#NULL!"])
def test_error_cells_stay_errors(tmp_path: Path, error: str) -> None:
    rows = [["a", error]]
    assert first(write_ods(tmp_path / "a.ods", rows)) == rows
    assert first(write_xlsb(tmp_path / "a.xlsb", rows)) == rows
    formula = biff12.Cell(error, form="error formula")
    assert first(write_xlsb(tmp_path / "b.xlsb", [["a", formula]])) == rows


def test_formulas_and_errors_of_an_opendocument_spreadsheet(tmp_path: Path) -> None:
    never = Xml('<table:table-cell table:formula="of:=1+1"/>')
    empty = Xml('<table:table-cell table:formula="of:=&quot;&quot;"><text:p/></table:table-cell>')
    old = Xml(
        '<table:table-cell table:formula="of:=1/0" office:value-type="float" office:value="0"><text:p>Err:502</text:p></table:table-cell>'
    )
    foreign = Xml(
        '<table:table-cell calcext:value-type="error" office:value-type="string"><text:p>#خطا</text:p></table:table-cell>'
    )
    told = Xml('<table:table-cell office:value-type="string"><text:p>#1 در بازار</text:p></table:table-cell>')
    found = first(write_ods(tmp_path / "a.ods", [[never, empty, old, foreign, told]]))
    assert found == [["#UNCOMPUTED!", None, "#VALUE!", "#VALUE!", "#1 در بازار"]]


def test_what_stands_beside_a_cell_is_not_its_text(tmp_path: Path) -> None:
    note = Xml(
        "<table:table-cell office:value-type='string'><office:annotation><text:p>یادداشت</text:p></office:annotation>"
        "<text:p>متن<text:s text:c='2'/>دو<text:tab/>سه</text:p><draw:frame><draw:text-box><text:p>شکل</text:p>"
        "</draw:text-box></draw:frame></table:table-cell>"
    )
    deleted = (
        "<table:tracked-changes><table:deletion><table:table-cell><text:p>پاک</text:p></table:table-cell>"
        "</table:deletion></table:tracked-changes>"
    )
    cached = [["مقدار کهنه"]]
    path = write_ods(
        tmp_path / "a.ods", [[note]], cached, names=["یک", "'file:///x.ods'#$Sheet1"], before=deleted
    )
    assert [s.name for s in sheets(path, tmp_path / "p")] == ["یک"]
    assert first(path) == [["متن  دو\tسه"]]


def test_numbers_keep_the_digits_that_are_stored(tmp_path: Path) -> None:
    long = Xml('<table:table-cell office:value-type="float" office:value="19181173697071412345"/>')
    money = Xml('<table:table-cell office:value-type="currency" office:value="26678918216.06"/>')
    moment = Xml('<table:table-cell office:value-type="date" office:date-value="2022-02-24T13:05:06.25"/>')
    night = Xml('<table:table-cell office:value-type="date" office:date-value="2022-02-24T00:00:00"/>')
    hours = Xml('<table:table-cell office:value-type="time" office:time-value="PT07H05M09.5S"/>')
    assert first(write_ods(tmp_path / "a.ods", [[long, money, moment, night, hours]])) == [
        ["19181173697071412345", "26678918216.06", "2022-02-24 13:05:06", "2022-02-24", "07:05:09"]
    ]


def test_every_kind_of_binary_cell(tmp_path: Path) -> None:
    c = biff12.Cell
    rows = [
        [-7, 0.5, c(12.34, form="hundredth"), c(1.5, form="packed"), True, c("x", form="text"), c("y", form="rich")],
        [c("z", form="text formula"), c(2, form="number formula"), c(False, form="truth formula"), c(None, form="blank"),
         c(44616.5, biff12.MOMENT), c(59, biff12.DATE), c(61, biff12.DATE)],
    ]  # fmt: skip
    assert first(write_xlsb(tmp_path / "a.xlsb", rows)) == [
        ["-7", "0.5", "12.34", "1.5", "TRUE", "x", "y"],
        ["z", "2", "FALSE", None, "2022-02-24 12:00:00", "1900-02-28", "1900-03-01"],
    ]


def test_days_that_count_from_1904(tmp_path: Path) -> None:
    path = write_xlsb(tmp_path / "a.xlsb", [[biff12.Cell(100, biff12.DATE)]], date1904=True)
    (sheet,) = sheets(path, tmp_path / "p")
    assert sheet.date1904 and sheet.head[0] == ("1904-04-10",)
    settings_ = '<table:calculation-settings><table:null-date table:date-value="1904-01-01"/></table:calculation-settings>'
    path = write_ods(tmp_path / "a.ods", [["x"]], before=settings_)
    assert sheets(path, tmp_path / "q")[0].date1904


def test_merges_and_what_is_hidden(tmp_path: Path) -> None:
    rows = [HEADINGS, [K, *ROWS[0][1:]], [None, *ROWS[1][1:]], ROWS[1]]
    binary = write_xlsb(
        tmp_path / "a.xlsb",
        rows,
        [["x"]],
        hidden=[1],
        merged=[(1, 2, 0, 0)],
        hidden_rows=[3],
        hidden_columns=[5],
    )
    down = cell(K, 'table:number-rows-spanned="2" table:number-columns-spanned="1"')
    open_ = write_ods(
        tmp_path / "a.ods",
        [HEADINGS, row(down, *ROWS[0][1:]), row(cell(None, tag="covered-table-cell"), *ROWS[1][1:]),
         row(*ROWS[1], attributes='table:visibility="collapse"')],
        [["x"]], hidden=[1],
    )  # fmt: skip
    old = write_biff8(
        tmp_path / "a.xls",
        rows,
        [["x"]],
        hidden=[1],
        merged=[(1, 2, 0, 0)],
        hidden_rows=[3],
        hidden_columns=[5],
    )
    for path in (binary, open_, old):
        shown, hidden = sheets(path, tmp_path / path.suffix)
        assert shown.merged == (MergedRange(2, 3, 0, 0),) and shown.hidden_rows == (4,)
        assert shown.visible and not hidden.visible
        result = read(path)
        assert column(result, "customs_office") == [K, K, ROWS[1][0]]
        assert {"merged_filled", "hidden_sheet", "hidden_rows"} <= {n.id for n in result.notes}
    for path in (binary, old):
        assert sheets(path, tmp_path / f"again{path.suffix}")[0].hidden_columns == (5,)


def test_rows_and_cells_that_repeat(tmp_path: Path) -> None:
    same_row = row(*ROWS[0], attributes='table:number-rows-repeated="3"')
    twice = Xml(
        '<table:table-cell table:number-columns-repeated="2" office:value-type="float" office:value="7"/>'
    )
    gap = Xml('<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>')
    path = write_ods(tmp_path / "a.ods", [HEADINGS, same_row, gap, [*ROWS[0][:3], twice, 9]])
    result = read(path)
    assert result.rows.column("row_number").to_pylist() == [2, 3, 4, 7]
    assert column(result, "weight_kg") == ["10", "10", "10", "7"]
    assert column(result, "value_rial")[-1] == "7" and column(result, "value_usd")[-1] == "9"


# --- per cent -------------------------------------------------------------------------------------------------------


def test_a_share_is_the_same_text_in_every_format(tmp_path: Path) -> None:
    numbers = [0.5, 0.125, 0.07, 1, 0, -0.3, 0.285]
    texts = ["50%", "12.5%", "7%", "100%", "0%", "-30%", "28.5%"]
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        formats = [
            book.add_format({"num_format": f}) for f in ("0%", "0.00%", "0.0%;[Red]-0.0%", "_-* #,##0%_-")
        ]
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
        ("0%", True, False), ("0.00%", True, False), ('0"%"', False, False), ("0\\%", False, False),
        ("[Red]0%;-0%", True, False), ("General", False, False), ("@", False, False), ("#,##0", False, False),
        ("yyyy/mm/dd", False, True), ("[$-3000401]0", False, False), ("[h]:mm", False, True),
        ('0 "روز"', False, False), ('0 "days"', False, False), ("[$-fa-IR,96]dddd, d mmmm yyyy", False, True),
        ("_-* #,##0.00%_-", True, False), ("0.00E+00", False, False),
    ],
)  # fmt: skip
def test_what_a_number_format_says(code: str, percent: bool, date: bool) -> None:
    assert (is_percent(code), is_date(code)) == (percent, date)


@given(st.integers(-(10**9), 10**9), st.integers(0, 6))
def test_a_share_keeps_every_digit(number: int, places: int) -> None:
    from decimal import Decimal

    exact = Decimal(number).scaleb(-places)
    stored = repr(float(exact))
    assert percent_text(stored) == percent_text(str(exact))
    assert Decimal(percent_text(stored).removesuffix("%")) == exact * 100


def test_the_noise_of_a_double_is_no_digit() -> None:
    assert percent_text("7.0000000000000007E-2") == "7%"
    assert percent_text("0.28999999999999998") == "29%"
    assert percent_text("1e400") == "1e400" and percent_text("x") == "x"


# --- hostile and broken ----------------------------------------------------------------------------------------------


def test_a_row_that_repeats_a_million_times_is_refused(tmp_path: Path) -> None:
    flood = row(*ROWS[0], attributes='table:number-rows-repeated="1048576"')
    assert refused(write_ods(tmp_path / "a.ods", [HEADINGS, flood])) == "far_cell"
    wide = Xml(
        '<table:table-cell table:number-columns-repeated="16384" office:value-type="float" office:value="1"/>'
    )
    assert refused(write_ods(tmp_path / "b.ods", [HEADINGS, [wide]])) == "far_cell"
    far = Xml('<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>')
    assert refused(write_ods(tmp_path / "c.ods", [HEADINGS, *ROWS, far, ROWS[0]])) == "far_cell"
    nested = "".join('<table:table-cell table:number-columns-repeated="999999999"/>' for _ in range(50))
    path = write_ods(
        tmp_path / "d.ods", [HEADINGS, *ROWS, Xml(f"<table:table-row>{nested}</table:table-row>")]
    )
    assert read(path).rows_landed == 2


@pytest.mark.parametrize("times", ["0", "-1", "x", "1e9", "۳"])
def test_a_count_that_is_none_is_refused(tmp_path: Path, times: str) -> None:
    odd = row(*ROWS[0], attributes=f'table:number-rows-repeated="{times}"')
    assert refused(write_ods(tmp_path / "a.ods", [HEADINGS, odd])) == "workbook_broken"


def test_far_binary_cells_and_cut_records_are_refused(tmp_path: Path) -> None:
    path = write_xlsb(tmp_path / "a.xlsb", [HEADINGS, *ROWS])
    part = "xl/worksheets/sheet1.bin"
    with zipfile.ZipFile(path) as archive:
        data = archive.read(part)
    far = biff12.record(0, b"\xff\xff\x0f\0" + bytes(13)) + biff12.record(2, bytes(8) + b"\6\0\0\0")
    end = biff12.record(146)
    assert refused(rewritten(path, part, end, far + end)) == "far_cell"
    wide = biff12.record(2, b"\xff\x3f\0\0" + bytes(4) + b"\6\0\0\0")
    assert refused(rewritten(path, part, far, wide)) == "far_cell"
    bad = biff12.record(7, bytes(8) + b"\xff\xff\0\0")
    assert refused(rewritten(path, part, wide, bad)) == "workbook_broken"
    with zipfile.ZipFile(path) as archive:
        now = archive.read(part)
    assert refused(rewritten(path, part, now, data[: len(data) // 2])) == "workbook_broken"


def test_an_opendocument_file_that_is_no_spreadsheet_or_locked(tmp_path: Path) -> None:
    path = write_ods(
        tmp_path / "a.ods", [HEADINGS, *ROWS], mimetype="application/vnd.oasis.opendocument.text"
    )
    assert refused(path) == "not_a_workbook"
    locked = rewritten(
        write_ods(tmp_path / "b.ods", [HEADINGS, *ROWS]), "META-INF/manifest.xml", b"</manifest:manifest>",
        b"<manifest:encryption-data/></manifest:manifest>",
    )  # fmt: skip
    assert refused(locked) == "password_protected"
    whole = write_ods(tmp_path / "c.ods", [HEADINGS, *ROWS], parts={"encrypted-package": "x"})
    assert refused(whole) == "password_protected"
    entity = rewritten(
        write_ods(tmp_path / "d.ods", [HEADINGS, *ROWS]), "content.xml", b"<office:document-content",
        b'<!DOCTYPE x [<!ENTITY a "b">]><office:document-content',
    )  # fmt: skip
    assert refused(entity) == "xml_entities"
    writer = rewritten(
        write_ods(tmp_path / "e.ods", [HEADINGS]), "content.xml", b"office:spreadsheet", b"office:text"
    )
    assert refused(writer) == "not_a_workbook"
    flat = tmp_path / "f.ods"
    flat.write_text('<?xml version="1.0"?>\n<office:document xmlns:office="x">', "utf-8")
    assert refused(flat) == "flat_ods"


@pytest.mark.parametrize(
    ("message", "parts", "inside"),
    [
        ("has_macros", {"Basic/Standard/Module1.xml": "<x/>"}, ""),
        ("has_macros", {"Scripts/python/a.py": "x"}, ""),
        ("has_external_links", {}, '<table:table-source xlink:href="other.ods"/>'),
        ("has_external_links", {}, "formula"),
    ],
)
def test_macros_and_links_of_an_opendocument_spreadsheet_wait(
    tmp_path: Path, message: str, parts: dict[str, str], inside: str
) -> None:
    rows: list[Any] = [HEADINGS, *ROWS]
    if inside == "formula":
        linked = cell(5, "table:formula=\"of:=['file:///tmp/x.ods'#$Sheet1.A1]\"")
        rows, inside = [*rows, [*ROWS[0][:5], linked]], ""
    result = read(write_ods(tmp_path / "a.ods", rows, before=inside, parts=parts))
    assert [(n.id, n.severity) for n in result.notes] == [(message, "hold")]


@pytest.mark.parametrize(
    ("message", "part"),
    [("has_macros", "xl/vbaProject.bin"), ("has_external_links", "xl/externalLinks/externalLink1.bin")],
)
def test_macros_and_links_of_a_binary_workbook_wait(tmp_path: Path, message: str, part: str) -> None:
    path = write_xlsb(tmp_path / "a.xlsb", [HEADINGS, *ROWS])
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(part, b"x")
    assert [(n.id, n.severity) for n in read(path).notes] == [(message, "hold")]
