"""The workbook of the rows that were kept out, and its way through an office and a whole build."""

from __future__ import annotations

import os
import shutil
import subprocess

import openpyxl
import pytest

from pipelines.cli.corrections import write_correction_workbook
from pipelines.foundation.workspace import models_dir
from pipelines.intake.correction_mark import read_mark
from pipelines.published import PublishedDatabase, resolve_current
from tests.pipeline.conftest import run_naqsheh
from tests.pipeline.corrections.office import (
    BAD,
    ROWS,
    House,
    corrected,
    listed,
)


def test_the_workbook_holds_exactly_the_rows_that_were_kept_out_as_they_were_sent(built: House) -> None:
    path = built.workbook()
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert listed(path) == sorted(BAD)
    headings = [cell.value for cell in sheet[2]]
    assert headings[:2] == ["سطر اصلی", "برگهٔ اصلی"]
    assert headings[-2:] == ["چه چیز درست شود", "What to correct"]
    for row in sheet.iter_rows(min_row=3):
        told = dict(zip(headings, row, strict=True))
        column, sent, _ = BAD[int(told["سطر اصلی"].value)]
        assert told["برگهٔ اصلی"].value == "فهرست"
        assert told[column].value == sent
        assert {c.data_type for c in row if c.value is not None} == {"s"}, "numbers would lose zeros"


def test_bad_cells_and_only_they_are_marked_with_a_note_and_the_row_says_why(built: House) -> None:
    sheet = openpyxl.load_workbook(built.workbook()).worksheets[0]
    headings = [cell.value for cell in sheet[2]]
    for row in sheet.iter_rows(min_row=3):
        column = BAD[int(row[0].value)][0]
        noted = [headings[i] for i, c in enumerate(row) if c.comment is not None]
        filled = [headings[i] for i, c in enumerate(row[2:-2], 2) if c.fill.fill_type == "solid"]
        assert noted == filled == [column]
        assert f"«{column}»" in row[-2].value and row[-1].value
        assert "هنرمندان.xlsx" not in row[-2].value, "who looks at the row need not be told where it is"


def test_the_workbook_reads_from_right_to_left_and_offers_the_lists(built: House) -> None:
    book = openpyxl.load_workbook(built.workbook())
    assert all(sheet.sheet_view.rightToLeft for sheet in book.worksheets)
    data = book.worksheets[0]
    assert data.freeze_panes == "C3"
    at = {cell.value: cell.column_letter for cell in data[2]}
    lists = {
        str(v.sqref).split(":")[0].rstrip("0123456789")
        for v in data.data_validations.dataValidation
        if v.type == "list"
    }
    assert {at["شهرستان"], at["رشته"]} <= lists


def test_the_workbook_is_closed_to_others_and_never_lies_among_the_published(built: House) -> None:
    assert built.workbook().stat().st_mode & 0o777 == 0o600
    inside = built.workspace.curated / "fix.xlsx"
    assert write_correction_workbook(built.root, models_dir(), built.base_id(), inside) == 1
    assert not inside.exists()


def test_an_unknown_delivery_and_one_without_bad_rows_are_told(
    built: House, capsys: pytest.CaptureFixture[str]
) -> None:
    out = built.root / "none.xlsx"
    assert write_correction_workbook(built.root, models_dir(), "artisans-1403Q2-nobody-00000000", out) == 1
    built.drop(corrected(built.workbook(), sorted(BAD)), "درست.xlsx")
    built.build()
    assert write_correction_workbook(built.root, models_dir(), built.base_id(), out) == 0
    assert not out.exists()


@pytest.mark.slow
def test_saved_again_by_libreoffice_it_is_still_known(built: House) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    path = corrected(built.workbook(), sorted(BAD))
    folder = built.root / "saved again"
    subprocess.run(
        [office, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", folder, path],
        check=True,
        capture_output=True,
        timeout=600,
        env={**os.environ, "HOME": str(built.root)},
    )
    (saved,) = folder.glob("*.xlsx")
    assert saved.read_bytes() != path.read_bytes()
    assert read_mark(saved) == read_mark(path)
    built.drop(saved, "از لیبره‌آفیس.xlsx")
    assert len(built.build().rows) == ROWS


@pytest.mark.slow
def test_a_whole_build_tells_of_its_corrections_and_shows_no_person(built: House) -> None:
    out = built.root / "fix.xlsx"
    done = run_naqsheh("corrections", built.base_id(), "--out", str(out), workspace=built.root)
    assert done.returncode == 0, done.stderr
    built.drop(corrected(out, [5, 9]), "درست.xlsx")
    built_now = run_naqsheh("build", workspace=built.root)
    version = resolve_current(built.workspace.curated)
    assert version is not None, built_now.stdout + built_now.stderr
    with PublishedDatabase.open(version) as database:
        rows = database.query(
            "SELECT kind, corrects, period, office, rows_read, rows_loaded, rows_quarantined, rows_resolved"
            " FROM deliveries ORDER BY kind DESC"
        ).to_dict("records")
        value = database.query(
            "SELECT value, status FROM indicator_values WHERE indicator_id = 'artisans' AND area_code = '08'"
            " AND basis = 'register'"
        )
        waiting = database.query(
            "SELECT delivery_id, row_number FROM quarantine_rows WHERE resolved_by IS NULL ORDER BY 1, 2"
        )
    base, correction = rows
    assert (base["kind"], base["rows_quarantined"], base["rows_resolved"]) == ("original", len(BAD), 2)
    assert (correction["kind"], correction["corrects"]) == ("correction", built.base_id())
    assert (correction["period"], correction["office"]) == ("1403Q2", "heritage")
    assert (correction["rows_read"], correction["rows_loaded"], correction["rows_quarantined"]) == (4, 2, 2)
    assert (int(value["value"][0]), value["status"][0]) == (ROWS - 2, "provisional")
    assert list(waiting["row_number"])[:2] == [7, 12], "of the first file"
    assert "row 5" not in built_now.stderr and "row 7" in built_now.stderr
    for path in built.workspace.curated.rglob("*"):
        if path.is_file():
            assert "شخص ساختگی".encode() not in path.read_bytes(), path.name
