"""The files of a period: right figures, four faces that differ, the same bytes twice, and nothing executable."""

from __future__ import annotations

import csv
import hashlib
import json
import re
import shutil
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pyarrow.parquet as pq
import pytest

from pipelines.exporting import export_period
from pipelines.foundation.workspace import models_dir
from pipelines.published import CONFIGURATION, PublishedVersion
from pipelines.publishing.manifest import damages
from tests.pipeline.export_fixture import table

PERSIAN_SHEETS = ["آغاز", "مقدارها", "هدف‌ها", "نادانسته‌ها", "ناهم‌خوانی‌ها", "تعهدها", "تعریف‌ها", "منبع‌ها"]
ENGLISH_SHEETS = [
    "Start",
    "Values",
    "Targets",
    "Not known",
    "Discrepancies between sources",
    "Commitments",
    "Definitions",
    "Sources",
]
PERSIAN_NUMBER = "[$-3000429]#,##0"


@pytest.fixture(scope="module")
def exported(version: PublishedVersion, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("export")
    export_period(version, "1400Q4", out, models_dir())
    return out


@pytest.fixture(scope="module")
def altered(version: PublishedVersion, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The export of a version in which some figures were given other faces, and texts that attack."""
    folder = tmp_path_factory.mktemp("altered") / "1"
    shutil.copytree(version.path, folder)
    database = folder / "roadmap.duckdb"
    database.chmod(0o644)
    with duckdb.connect(str(database)) as db:
        for indicator, change in (
            ("artisans", "status = 'suppressed', value = NULL"),
            ("weavers", "status = 'not_applicable', value = NULL"),
            ("weavers_permitted", "status = 'missing', value = NULL"),
            ("named_masters", "value = 0"),
            ("craft_fields", "is_synthetic = true"),
            (
                "wipo_files",
                "source_fa = '=cmd|calc!A1', source_en = '+1+1', ambiguity_fa = '@SUM(A1)', ambiguity_en = '-2+3'",
            ),
            ("historic_works", "source_fa = 'http://example.org/x', source_en = chr(9) || '=1+1'"),
            ("cooperatives", "value = 12345678901234567.125"),
        ):
            db.execute(f"UPDATE indicator_values SET {change} WHERE indicator_id = ?", [indicator])
    out = tmp_path_factory.mktemp("altered_export")
    export_period(PublishedVersion(folder, 1, {}), "1400Q4", out, models_dir())
    return out


def find(rows: list[dict[str, Any]], **wanted: str) -> dict[str, Any]:
    found = [r for r in rows if all(r[k.replace("_", " ")].value == v for k, v in wanted.items())]
    assert len(found) == 1, f"{wanted}: {len(found)} rows"
    return found[0]


# --- the folder -------------------------------------------------------------------------------------------


def test_every_file_is_in_the_manifest_with_its_hash(exported: Path, version: PublishedVersion) -> None:
    manifest = json.loads((exported / "manifest.json").read_text())
    assert set(manifest["files"]) == {p.name for p in exported.iterdir()} - {"manifest.json"}
    for name, facts in manifest["files"].items():
        assert hashlib.sha256((exported / name).read_bytes()).hexdigest() == facts["sha256"]
    assert damages(exported) == []
    assert (manifest["version"], manifest["period"]) == (version.version, "1400Q4")
    assert manifest["is_synthetic"] is False
    assert {"naqsheh-1400Q4.xlsx", "README.txt", "indicator_values.csv", "indicator_values.parquet"} <= set(
        manifest["files"]
    )


def test_two_runs_give_the_same_bytes(exported: Path, version: PublishedVersion, tmp_path: Path) -> None:
    paths = export_period(version, "1400Q4", tmp_path, models_dir())
    assert {p.name for p in paths} == {p.name for p in exported.iterdir()}
    for path in paths:
        assert path.read_bytes() == (exported / path.name).read_bytes(), path.name
    export_period(version, "1400Q4", tmp_path, models_dir())
    assert all(p.read_bytes() == (exported / p.name).read_bytes() for p in paths), "over itself too"


def test_a_new_version_of_the_same_knowledge_gives_the_same_data_files(
    exported: Path, version: PublishedVersion, tmp_path: Path
) -> None:
    shutil.copytree(version.path, tmp_path / "9")
    database = tmp_path / "9" / "roadmap.duckdb"
    database.chmod(0o644)
    with duckdb.connect(str(database)) as db:
        db.execute("UPDATE release SET version = 9, built_at = '2030-01-01', as_known_at = '2030-01-01'")
    for path in export_period(PublishedVersion(tmp_path / "9", 9, {}), "1400Q4", tmp_path / "out", models_dir()):
        same = path.read_bytes() == (exported / path.name).read_bytes()
        assert same == (path.name != "manifest.json"), path.name


def test_the_readme_says_what_the_folder_holds(exported: Path) -> None:
    text = (exported / "README.txt").read_text("utf-8")
    for said in (
        "رقم‌های زمستان ۱۴۰۰ و رقم‌های سالانهٔ ۱۴۰۰",
        "annual figures of 1400",
        "BOM",
        "naqsheh-1400Q4.xlsx",
    ):
        assert said in text


# --- CSV and Parquet --------------------------------------------------------------------------------------


def csv_rows(path: Path) -> list[dict[str, str]]:
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf") and b"\r" not in data
    return list(csv.DictReader(data.decode("utf-8-sig").splitlines()))


def test_csv_and_parquet_hold_the_same_exact_figures(exported: Path, version: PublishedVersion) -> None:
    parquet = pq.read_table(exported / "indicator_values.parquet")
    assert str(parquet.schema.field("value").type) == "decimal128(38, 9)"
    rows, columns = csv_rows(exported / "indicator_values.csv"), parquet.to_pylist()
    assert len(rows) == len(columns) > 30
    assert {r["period"] for r in rows} == {"1400Q4", "1400"}
    for written, exact in zip(rows, columns, strict=True):
        assert (Decimal(written["value"]) if written["value"] else None) == exact["value"]
    assert {r["indicator_id"]: r["value"] for r in rows if r["area_code"] == "08"}["credit_allocated"] == "220000000000"
    with duckdb.connect(str(version.database), read_only=True, config=CONFIGURATION) as db:
        (count,) = db.execute(
            "SELECT count(*) FROM indicator_values WHERE period IN ('1400Q4', '1400')"
        ).fetchone() or (0,)
    assert count == len(rows)


def test_an_absent_value_is_empty_and_its_status_says_why(altered: Path) -> None:
    rows = {r["indicator_id"]: r for r in csv_rows(altered / "indicator_values.csv")}
    faces = {name: (rows[name]["value"], rows[name]["status"]) for name in ("artisans", "weavers", "weavers_permitted")}
    assert faces == {
        "artisans": ("", "suppressed"),
        "weavers": ("", "not_applicable"),
        "weavers_permitted": ("", "missing"),
    }
    assert rows["named_masters"]["value"] == "0"


def test_no_text_of_a_csv_file_can_become_a_formula(altered: Path) -> None:
    for path in altered.glob("*.csv"):
        for row in csv_rows(path):
            for value in row.values():
                number = re.fullmatch(r"-?\d+(\.\d+)?", value or "")
                assert number or not (value or "").startswith(("=", "+", "-", "@", "\t", "\r")), (
                    path.name,
                    value,
                )
    wipo, *_ = [r for r in csv_rows(altered / "indicator_values.csv") if r["indicator_id"] == "wipo_files"]
    assert wipo["source_fa"] == "'=cmd|calc!A1"


# --- the workbook -----------------------------------------------------------------------------------------


def test_persian_sheets_come_first_and_run_from_right_to_left(exported: Path) -> None:
    book = openpyxl.load_workbook(exported / "naqsheh-1400Q4.xlsx")
    assert book.sheetnames == PERSIAN_SHEETS + ENGLISH_SHEETS
    assert [book[name].sheet_view.rightToLeft for name in PERSIAN_SHEETS] == [True] * len(PERSIAN_SHEETS)
    assert [bool(book[name].sheet_view.rightToLeft) for name in ENGLISH_SHEETS] == [False] * len(ENGLISH_SHEETS)
    for name in (*PERSIAN_SHEETS[1:], *ENGLISH_SHEETS[1:]):
        assert book[name].freeze_panes == "B5"
        assert book[name].auto_filter.ref


def test_figures_are_true_numbers_under_persian_digits(exported: Path) -> None:
    rows = table(exported / "naqsheh-1400Q4.xlsx", "مقدارها")
    cell = find(rows, شاخص="هنرمندان صنایع دستی", جا="استان کرمان")["مقدار"]
    assert cell.value == 70_000
    assert cell.number_format.startswith(PERSIAN_NUMBER)
    ratio = find(rows, شاخص="پوشش پروانهٔ تولید")["مقدار"]
    assert ratio.value == pytest.approx(15 / 70, abs=1e-8)
    assert ratio.number_format.startswith("[$-3000429]0.0%")
    english = table(exported / "naqsheh-1400Q4.xlsx", "Values")
    assert find(english, Indicator="Artisans", Area="Kerman Province")["Value"].number_format.startswith("#,##0")


def test_missing_zero_suppressed_and_not_applicable_look_different(altered: Path) -> None:
    rows = table(altered / "naqsheh-1400Q4.xlsx", "مقدارها")
    faces = {}
    for name, title in (
        ("suppressed", "هنرمندان صنایع دستی"),
        ("not_applicable", "قالی‌بافان"),
        ("missing", "قالی‌بافان دارای مجوز"),
        ("zero", "استادکاران نامور"),
    ):
        cell = next(r for r in rows if r["شاخص"].value == title)["مقدار"]
        faces[name] = (cell.value, cell.fill.patternType)
    assert faces["zero"][0] == 0
    assert '"صفر"' in next(r for r in rows if r["شاخص"].value == "استادکاران نامور")["مقدار"].number_format
    assert [faces[n][0] for n in ("missing", "suppressed", "not_applicable")] == ["در دست نیست", "*", "–"]
    assert len(set(faces.values())) == 4


def test_a_number_too_long_for_a_spreadsheet_is_not_rounded(altered: Path) -> None:
    rows = table(altered / "naqsheh-1400Q4.xlsx", "Values")
    cell = next(r for r in rows if r["Indicator"].value == "Cooperatives")["Value"]
    assert cell.value == "12345678901234567.125"


def test_no_cell_is_a_formula_or_a_link_to_elsewhere(altered: Path) -> None:
    path = altered / "naqsheh-1400Q4.xlsx"
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            text = archive.read(name).decode("utf-8", "replace")
            assert "<f>" not in text and "<f " not in text, name
            assert 'TargetMode="External"' not in text, name
            assert not name.endswith((".bin", ".vml")), name
    texts = {c.value for r in table(path, "مقدارها") for c in r.values()}
    assert "=cmd|calc!A1" in texts and "@SUM(A1)" in texts, "the text itself is kept"


def test_a_proposed_target_is_never_shown_as_the_commissions(exported: Path) -> None:
    rows = table(exported / "naqsheh-1400Q4.xlsx", "هدف‌ها")
    assert len(rows) >= 10
    said = {r["وضعیت تصمیم"].value for r in rows}
    assert said == {"پیشنهادی، مصوب نیست", "گفتهٔ جلسه، مصوب نیست"}
    assert all(r["تصمیم با کیست"].value and r["چرا این مقدار"].value for r in rows)


def test_what_is_not_known_is_a_sheet_of_its_own(exported: Path) -> None:
    rows = table(exported / "naqsheh-1400Q4.xlsx", "نادانسته‌ها")
    assert {r["نشانه"].value for r in rows} == {"در دست نیست"}
    seals = find(rows, شاخص="نشان‌های اصالت")
    assert seals["چرا"].value and seals["از که باید پرسید"].value
    insured = find(rows, شاخص="قالی‌بافان بیمه‌شده")
    assert insured["واپسین دانسته"].value == "واپسین دورهٔ دانسته: ۱۳۹۵"


def test_real_and_invented_are_told_apart_by_the_field_of_the_data(exported: Path, altered: Path) -> None:
    real = table(exported / "naqsheh-1400Q4.xlsx", "مقدارها")
    assert {r["واقعی یا نمایشی"].value for r in real} == {"واقعی"}
    mixed = table(altered / "naqsheh-1400Q4.xlsx", "مقدارها")
    invented = {r["شاخص"].value for r in mixed if r["واقعی یا نمایشی"].value == "نمایشی"}
    assert invented == {"رشته‌های فعال"}
    banner = "این فایل دادهٔ نمایشی دارد؛ رقم‌های نمایشی ساختگی‌اند و نباید نقل شوند."
    for sheet in ("آغاز", "مقدارها"):
        book = openpyxl.load_workbook(altered / "naqsheh-1400Q4.xlsx")
        assert banner in {c.value for row in book[sheet].iter_rows(max_row=6) for c in row}
    assert json.loads((altered / "manifest.json").read_text())["is_synthetic"] is True


def test_every_source_of_a_figure_is_listed_with_its_hash(exported: Path, version: PublishedVersion) -> None:
    rows = table(exported / "naqsheh-1400Q4.xlsx", "Sources")
    with duckdb.connect(str(version.database), read_only=True, config=CONFIGURATION) as db:
        expected = db.execute(
            "SELECT DISTINCT d.sha256 FROM lineage JOIN indicator_values v USING (value_id) JOIN deliveries d"
            " USING (delivery_id) WHERE v.period IN ('1400Q4', '1400')"
        ).fetchall()
    assert {sha for (sha,) in expected} <= {r["SHA-256"].value for r in rows}
    assert all(r["Document"].value for r in rows)
