"""Bad files dropped beside the baseline: each is answered with a sentence, everything else is published."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import openpyxl
import pytest

from pipelines.published import PublishedDatabase, resolve_current
from tests.pipeline.conftest import run_naqsheh

HEADINGS = ["گمرک", "کشور طرف معامله", "تعرفه", "وزن (کیلوگرم)", "ارزش (ریال)", "ارزش (دلار)"]


def _workbook(path: Path, rows: list[list]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "صادرات"
    for row in rows:
        sheet.append(row)
    book.save(path)


@pytest.fixture(scope="module")
def messy(baseline: Path, tmp_path_factory: pytest.TempPathFactory):
    """The baseline with four bad files beside it, built again."""
    workspace = tmp_path_factory.mktemp("messy")
    shutil.copytree(baseline / "raw", workspace / "raw")
    raw = workspace / "raw"
    _workbook(
        raw / "exports" / "1401-chamber" / "سرستون.xlsx",
        [["آمار صادرات سال 1401"], ["محصول", "مبلغ", "تاریخ"], ["گلیم", 5, "1401/02/03"]],
    )
    _workbook(
        raw / "exports" / "1401-customs" / "صادرات ۱۴۰۱.xlsx",
        [
            ["آمار صادرات به تفکیک گمرک، کشور و تعرفه طی سال 1401"],
            HEADINGS,
            ["كرمان", "آلمان", "57021020", 10, 2000000, 30],
            ["کرمان", "آلمان", "57021020", 10, 2000000, 30],
            ["مشهد", "عراق", "57021010", "نامعلوم است", 2000000, 30],
            ["جمع کل", None, None, 25, 6000000, 90],
        ],
    )
    path = raw / "reported_figures" / "1401-heritage" / "figures.csv"
    path.parent.mkdir(parents=True)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        titles = {
            "figure_id": "X1",
            "indicator": "artisans",
            "value": "۵۰۰",
            "unit": "persons",
            "area": "شهرستان کرمانشاه",
            "domain": "crafts",
            "period_kind": "stock",
            "as_of": "1401",
            "source_fa": "آزمون",
            "source_grade": "office_file",
        }
        writer.writerow(titles)
        writer.writerow(titles.values())
        writer.writerow([*["X2"], *list(titles.values())[1:4], "بافت", *list(titles.values())[5:]])
        writer.writerow([*["X2"], *list(titles.values())[1:4], "بم", *list(titles.values())[5:]])
    done = run_naqsheh("build", workspace=workspace)
    version = resolve_current(workspace / "curated")
    assert version is not None, done.stdout + done.stderr
    with PublishedDatabase.open(version) as database:
        yield done, database


def _quarantined(database: PublishedDatabase, feed: str, rule: str) -> dict:
    """Return the one cell of ``feed`` of which ``rule`` speaks."""
    rows = database.query(
        "SELECT q.* FROM quarantine_rows q JOIN deliveries d USING (delivery_id) WHERE d.feed = ? AND q.rule = ?",
        (feed, rule),
    )
    assert len(rows) == 1, rows
    return rows.iloc[0].to_dict()


def test_the_run_says_that_something_waits_for_an_office(messy) -> None:
    done, _ = messy
    assert done.returncode == 2, done.stdout + done.stderr


def test_a_wrong_header_refuses_the_file_and_says_what_is_missing(messy) -> None:
    done, database = messy
    row = database.query("SELECT * FROM deliveries WHERE office = 'chamber'").iloc[0]
    assert row["state"] == "refused" and row["rows_loaded"] == 0
    for sentence in (row["state_fa"], row["state_en"]):
        assert "سرستون.xlsx" in sentence and "وزن (کیلوگرم)" in sentence
    assert "گمرک" in done.stderr, "the command says it too"


def test_a_text_in_a_number_quarantines_its_row(messy) -> None:
    _, database = messy
    cell = _quarantined(database, "exports", "not_a_number")
    assert (cell["row_number"], cell["column_name"], cell["column_letter"]) == (5, "weight_kg", "D")
    assert "نامعلوم است" in cell["sentence_fa"] and "صادرات ۱۴۰۱.xlsx" in cell["sentence_fa"]
    assert "نامعلوم است" in cell["sentence_en"]


def test_a_repeated_customs_row_is_pointed_out_and_loaded(messy) -> None:
    _, database = messy
    cell = _quarantined(database, "exports", "duplicate_key")
    assert (cell["row_number"], cell["severity"]) == (4, "warn"), "two spellings of one office are one office"
    loaded = database.query("SELECT row_number FROM exports WHERE period = '1401' ORDER BY 1")
    assert list(loaded["row_number"]) == [3, 4]


def test_a_repeated_number_of_a_statement_quarantines_the_second_row(messy) -> None:
    _, database = messy
    cell = _quarantined(database, "reported_figures", "duplicate_key")
    assert (cell["row_number"], cell["severity"]) == (4, "quarantine")


def test_an_unknown_county_quarantines_its_row_and_a_look_alike_is_not_taken(messy) -> None:
    _, database = messy
    cell = _quarantined(database, "reported_figures", "unknown_place")
    assert "کرمانشاه" in cell["sentence_fa"] and cell["row_number"] == 2
    loaded = database.query("SELECT area_code FROM statements WHERE figure_id = 'X2'")
    assert list(loaded["area_code"]) == ["0801"]


def test_a_stated_total_that_differs_is_reported_and_never_added(messy) -> None:
    _, database = messy
    rows = database.query(
        "SELECT n.column_name, n.difference FROM non_data_rows n JOIN deliveries d USING (delivery_id)"
        " WHERE d.period = '1401' AND n.kind = 'total' ORDER BY 1"
    )
    found = dict(zip(rows["column_name"], map(int, rows["difference"]), strict=True))
    assert found == {"value_rial": 0, "value_usd": 0, "weight_kg": 5}


def test_what_a_quarantined_row_may_change_is_provisional_and_its_zeros_too(messy) -> None:
    """The row that waits is of Mashhad: it may change the sums of the country, and none of the province's own."""
    _, database = messy
    rows = database.query(
        "SELECT DISTINCT period, area_code, domain, status FROM indicator_values WHERE indicator_id = 'exports_usd'"
        " AND basis = 'customs' AND category = '' AND area_code IN ('IR', '08')"
    )
    found = set(zip(rows["period"], rows["area_code"], rows["domain"], rows["status"], strict=True))
    domains = ("all", "carpet", "crafts")
    assert {row for row in found if row[0] == "1401"} == {
        *(("1401", "IR", domain, "provisional") for domain in domains),
        *(("1401", "08", domain, "final") for domain in domains),
    }
    assert {row[3] for row in found if row[0] == "1402"} == {"final"}


def test_everything_else_is_published(messy) -> None:
    _, database = messy
    rows = database.query("SELECT * FROM deliveries")
    assert (rows["rows_read"] == rows["rows_loaded"] + rows["rows_quarantined"] + rows["rows_non_data"]).all()
    value = database.query(
        "SELECT value FROM indicator_values WHERE indicator_id = 'exports_usd' AND area_code = 'IR'"
        " AND domain = 'all' AND period = '1402' AND category = ''"
    )
    assert int(value["value"][0]) == 94_534_106
