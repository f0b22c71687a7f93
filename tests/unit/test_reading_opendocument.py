"""OpenDocument spreadsheets: what their cells say, what repeats in them, and which are refused or wait."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.faults.opendocument import Xml, cell, row, write_ods
from tests.unit.formats_fixture import first, refused, sheets
from tests.unit.reading_fixture import HEADINGS, ROWS, column, read, rewritten


def test_formulas_and_errors_of_an_opendocument_spreadsheet(tmp_path: Path) -> None:
    never = Xml('<table:table-cell table:formula="of:=1+1"/>')
    empty = Xml('<table:table-cell table:formula="of:=&quot;&quot;"><text:p/></table:table-cell>')
    old = Xml(
        '<table:table-cell table:formula="of:=1/0" office:value-type="float" office:value="0">'
        "<text:p>Err:502</text:p></table:table-cell>"
    )
    foreign = Xml(
        '<table:table-cell calcext:value-type="error" office:value-type="string">'
        "<text:p>#خطا</text:p></table:table-cell>"
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
    path = write_ods(tmp_path / "a.ods", [[note]], cached, names=["یک", "'file:///x.ods'#$Sheet1"], before=deleted)
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


def test_rows_and_cells_that_repeat(tmp_path: Path) -> None:
    same_row = row(*ROWS[0], attributes='table:number-rows-repeated="3"')
    twice = Xml('<table:table-cell table:number-columns-repeated="2" office:value-type="float" office:value="7"/>')
    gap = Xml('<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>')
    path = write_ods(tmp_path / "a.ods", [HEADINGS, same_row, gap, [*ROWS[0][:3], twice, 9]])
    result = read(path)
    assert result.rows.column("row_number").to_pylist() == [2, 3, 4, 7]
    assert column(result, "weight_kg") == ["10", "10", "10", "7"]
    assert column(result, "value_rial")[-1] == "7" and column(result, "value_usd")[-1] == "9"


def test_a_row_that_repeats_a_million_times_is_refused(tmp_path: Path) -> None:
    flood = row(*ROWS[0], attributes='table:number-rows-repeated="1048576"')
    assert refused(write_ods(tmp_path / "a.ods", [HEADINGS, flood])) == "far_cell"
    wide = Xml('<table:table-cell table:number-columns-repeated="16384" office:value-type="float" office:value="1"/>')
    assert refused(write_ods(tmp_path / "b.ods", [HEADINGS, [wide]])) == "far_cell"
    far = Xml('<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>')
    assert refused(write_ods(tmp_path / "c.ods", [HEADINGS, *ROWS, far, ROWS[0]])) == "far_cell"
    nested = "".join('<table:table-cell table:number-columns-repeated="999999999"/>' for _ in range(50))
    path = write_ods(tmp_path / "d.ods", [HEADINGS, *ROWS, Xml(f"<table:table-row>{nested}</table:table-row>")])
    assert read(path).rows_landed == 2


@pytest.mark.parametrize("times", ["0", "-1", "x", "1e9", "۳"])
def test_a_count_that_is_none_is_refused(tmp_path: Path, times: str) -> None:
    odd = row(*ROWS[0], attributes=f'table:number-rows-repeated="{times}"')
    assert refused(write_ods(tmp_path / "a.ods", [HEADINGS, odd])) == "workbook_broken"


def test_an_opendocument_file_that_is_no_spreadsheet_or_locked(tmp_path: Path) -> None:
    path = write_ods(tmp_path / "a.ods", [HEADINGS, *ROWS], mimetype="application/vnd.oasis.opendocument.text")
    assert refused(path) == "not_a_workbook"
    locked = rewritten(
        write_ods(tmp_path / "b.ods", [HEADINGS, *ROWS]),
        "META-INF/manifest.xml",
        b"</manifest:manifest>",
        b"<manifest:encryption-data/></manifest:manifest>",
    )
    assert refused(locked) == "password_protected"
    whole = write_ods(tmp_path / "c.ods", [HEADINGS, *ROWS], parts={"encrypted-package": "x"})
    assert refused(whole) == "password_protected"
    entity = rewritten(
        write_ods(tmp_path / "d.ods", [HEADINGS, *ROWS]),
        "content.xml",
        b"<office:document-content",
        b'<!DOCTYPE x [<!ENTITY a "b">]><office:document-content',
    )
    assert refused(entity) == "xml_entities"
    writer = rewritten(write_ods(tmp_path / "e.ods", [HEADINGS]), "content.xml", b"office:spreadsheet", b"office:text")
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
