"""What can be read in two ways, from file to published value: targets in per cent, a price index, two persons' numbers.

Every figure and person here is invented.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from pipelines.published import PublishedDatabase, resolve_current
from tests.identifiers import national_id
from tests.pipeline.conftest import run_naqsheh

TARGETS = [
    "شناسهٔ هدف",
    "شاخص",
    "محدوده",
    "حوزه",
    "دورهٔ مبنا",
    "مقدار مبنا",
    "دورهٔ هدف",
    "مقدار هدف",
    "مسیر",
    "وضعیت تصمیم",
    "مرجع تصویب",
    "تاریخ تصویب",
    "شماره تصمیم",
    "خلاف جهت شاخص",
]
FIGURES = [
    "شناسهٔ رقم",
    "شاخص",
    "مقدار",
    "واحد",
    "محدوده",
    "حوزه",
    "نوع دوره",
    "تاریخ رقم",
    "منبع",
    "درجهٔ منبع",
]


def target(name: str, indicator: str, baseline: object, value: object, against: str = "") -> list[object]:
    return [
        name,
        indicator,
        "استان کرمان",
        "صنایع دستی",
        "1400Q4",
        baseline,
        "1407Q4",
        value,
        "خطی",
        "مصوب",
        "شورای گفت‌وگو",
        "1401/03/01",
        "م/۱",
        against,
    ]


def figure(name: str, indicator: str, value: object, unit: str, day: str) -> list[object]:
    return [
        name,
        indicator,
        value,
        unit,
        "استان کرمان",
        "صنایع دستی",
        "موجودی",
        day,
        "نامهٔ ساختگی",
        "سند دستگاه",
    ]


ROWS = [
    target("T1", "پوشش پروانه", 0.214, 50),
    target("T2", "پوشش پروانه", "21.4%", "50%"),
    target("T3", "پوشش پروانه", "۲۱٫۴ درصد", "۵۰ درصد"),
    target("T4", "هنرمندان دارای پروانه", 15000, 12000),
    target("T5", "هنرمندان دارای پروانه", 15000, 12000, "بله"),
    target("T6", "سهم تعهدهای انجام‌شده", "10%", 1),
    target("T7", "هنرمندان دارای پروانه", "15 هزار", "35 هزار نفر"),
]
#: Adopted on a day that has not come: it waits alone.
AHEAD = [*target("P2", "پوشش پروانه", "21.4%", "50%")[:11], "1409/01/01", "م/۱", ""]


def workbook(path: Path, rows: Sequence[Sequence[object]], percent: Sequence[str] = ()) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    for cell in percent:
        sheet[cell].number_format = "0.0%"
    book.save(path)


def text_file(path: Path, rows: Sequence[Sequence[object]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory):
    raw = (workspace := tmp_path_factory.mktemp("readings")) / "raw"
    cells = target("P1", "پوشش پروانه", 0.214, 0.5)
    workbook(raw / "targets/1401Q1-naqsheh_team/cells.xlsx", [TARGETS, cells, *ROWS, AHEAD], ["F2", "H2"])
    text = [[*row] for row in ROWS]
    for row in text:
        row[0] = f"C{row[0]}"
    text_file(raw / "targets/1401Q2-naqsheh_team/text.csv", [TARGETS, *text])
    workbook(
        raw / "reported_figures/1403Q4-chamber/figures.xlsx",
        [
            FIGURES,
            figure("A1", "پوشش پروانه", 21.43, "درصد", "1403/12/29"),
            figure("A2", "هنرمندان و صنعتگران", 70, "هزار نفر", "1403/12/29"),
            figure("A3", "شاخص بها", "۳۱۲٫۵", "واحد شاخص", "1403"),
            figure("A4", "تعاونی‌ها", "۱۲۰", "فقره", "1403/12/29"),
            figure("A5", "هنرمندان دارای پروانه", "15/000", "نفر", "1403/12/29"),
        ],
    )
    done = run_naqsheh("build", workspace=workspace)
    version = resolve_current(workspace / "curated")
    assert version is not None, done.stdout + done.stderr
    with PublishedDatabase.open(version) as database:
        yield done, database


def test_a_target_of_a_share_is_one_share_from_workbook_text_and_per_cent_cell(published) -> None:
    _, database = published
    rows = database.query("SELECT target_id, baseline_value, target_value FROM targets ORDER BY target_id")
    found = {r.target_id: (Decimal(str(r.baseline_value)), Decimal(str(r.target_value))) for r in rows.itertuples()}
    for name in ("T1", "T2", "T3", "CT1", "CT2", "CT3", "P1"):
        assert found[name] == (Decimal("0.214"), Decimal("0.5")), name
    assert found["T7"] == (15_000, 35_000)


def test_a_target_on_the_worse_side_of_its_baseline_waits_unless_the_row_says_that_it_is_meant(
    published,
) -> None:
    done, database = published
    waiting = database.query("SELECT DISTINCT row_number, rule FROM quarantine_rows WHERE file_name = 'cells.xlsx'")
    assert {(int(r.row_number), r.rule) for r in waiting.itertuples()} == {
        (6, "target_in_direction"),
        (8, "ambiguous_share"),
        (10, "future_period"),
        (10, "adopted_names_its_decision"),
    }
    assert "خلاف جهت شاخص" in done.stdout + done.stderr
    assert int(database.query("SELECT count(*) AS n FROM targets WHERE target_id = 'T5'").n[0]) == 1


def test_figures_are_told_in_the_unit_of_their_indicator(published) -> None:
    _, database = published
    rows = database.query("SELECT figure_id, value, unit FROM statements ORDER BY figure_id")
    found = {r.figure_id: (Decimal(str(r.value)), r.unit) for r in rows.itertuples()}
    assert found["A1"] == (Decimal("0.2143"), "share")
    assert found["A2"] == (70_000, "persons")
    assert found["A3"] == (Decimal("312.5"), "index_points")
    assert found["A4"] == (120, "cooperatives")
    assert "A5" not in found, "«15/000» is fifteen, or fifteen thousand"


def test_a_price_index_is_told_by_a_file(published) -> None:
    _, database = published
    rows = database.query("SELECT period, value FROM indicator_values WHERE indicator_id = 'price_index'")
    assert [(r.period, Decimal(str(r.value))) for r in rows.itertuples()] == [("1403", Decimal("312.5"))]


HEADINGS = ["شماره پروانه", "نوع رویداد", "نوع مجوز", "کد ملی", "شهرستان", "تاریخ صدور", "تاریخ اعتبار"]


def licence(number: int, person: int, county: str = "بم", day: str = "1403/02/10") -> list[object]:
    return [f"ک/{number}", "صدور", "پروانه تولید انفرادی", national_id(person), county, day, "1406/02/10"]


def test_a_licence_number_of_two_persons_is_a_finding_in_one_list_and_across_lists(tmp_path: Path) -> None:
    raw = tmp_path / "raw" / "licences"
    first = [licence(n, 400_123_400 + n) for n in range(1, 9)]
    workbook(raw / "1403Q1-heritage/one.xlsx", [HEADINGS, *first, licence(3, 410_123_457, day="1403/02/11")])
    second = [licence(n, 400_123_400 + n, day="1403/05/10") for n in range(9, 16)]
    workbook(raw / "1403Q2-heritage/two.xlsx", [HEADINGS, *second, licence(5, 420_123_457, day="1403/05/11")])
    done = run_naqsheh("build", workspace=tmp_path)
    version = resolve_current(tmp_path / "curated")
    assert version is not None, done.stdout + done.stderr
    with PublishedDatabase.open(version) as database:
        pointed = database.query(
            "SELECT file_name, row_number, severity FROM quarantine_rows WHERE rule = 'number_of_another'"
        )
        assert [(r.file_name, int(r.row_number), r.severity) for r in pointed.itertuples()] == [
            ("one.xlsx", 10, "warn")
        ]
        notes = database.query("SELECT sentence_fa FROM delivery_notes WHERE note = 'numbers_change_owner'")
        assert len(notes) == 1 and "one.xlsx" in notes.sentence_fa[0]
        loaded = database.query("SELECT sum(rows_loaded) AS n FROM deliveries")
        assert int(loaded.n[0]) == 17, "a finding leaves nothing out"
