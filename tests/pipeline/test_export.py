"""The files of a period: right figures, absences that say why, the same bytes twice, and nothing executable."""

from __future__ import annotations

import csv
import hashlib
import json
import re
import shutil
from decimal import Decimal
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from pipelines.exporting import export_period
from pipelines.foundation.workspace import models_dir
from pipelines.published import CONFIGURATION, PublishedVersion
from pipelines.publishing.manifest import damages
from tests.pipeline.export_fixture import altered_version

WORKBOOKS = {"naqsheh-1400Q4-fa.xlsx", "naqsheh-1400Q4-en.xlsx"}


@pytest.fixture(scope="module")
def exported(version: PublishedVersion, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("export")
    export_period(version, "1400Q4", out, models_dir())
    return out


@pytest.fixture(scope="module")
def altered(version: PublishedVersion, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The export of a version in which some figures were given other faces, and texts that attack."""

    def changed(indicator: str, change: str) -> str:
        return f"UPDATE indicator_values SET {change} WHERE indicator_id = '{indicator}'"

    folder = tmp_path_factory.mktemp("altered") / "1"
    statements = (
        changed("artisans", "status = 'suppressed', value = NULL"),
        changed("weavers", "status = 'not_applicable', value = NULL"),
        changed("weavers_permitted", "status = 'missing', value = NULL"),
        changed("named_masters", "value = 0"),
        changed("craft_fields", "is_synthetic = true"),
        changed("wipo_files", "source_fa = '=cmd|calc!A1', source_en = '+1+1', ambiguity_fa = '@SUM(A1)'"),
        changed("historic_works", "source_fa = 'http://example.org/x', source_en = chr(9) || '=1+1'"),
    )
    out = tmp_path_factory.mktemp("altered_export")
    export_period(altered_version(version, folder, statements), "1400Q4", out, models_dir())
    return out


# --- the folder -------------------------------------------------------------------------------------------


def test_every_file_is_in_the_manifest_with_its_hash(exported: Path, version: PublishedVersion) -> None:
    manifest = json.loads((exported / "manifest.json").read_text())
    assert set(manifest["files"]) == {p.name for p in exported.iterdir()} - {"manifest.json"}
    for name, facts in manifest["files"].items():
        assert hashlib.sha256((exported / name).read_bytes()).hexdigest() == facts["sha256"]
    assert damages(exported) == []
    assert (manifest["version"], manifest["period"]) == (version.version, "1400Q4")
    assert manifest["is_synthetic"] is False
    assert {"README.txt", "indicator_values.csv", "indicator_values.parquet", *WORKBOOKS} <= set(manifest["files"])


def test_the_files_of_a_demonstration_say_so_in_their_names(altered: Path) -> None:
    assert json.loads((altered / "manifest.json").read_text())["is_synthetic"] is True
    assert {p.name for p in altered.glob("*.xlsx")} == {f"demonstration-{name}" for name in WORKBOOKS}


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
        # Whoever is asked about a printed sheet has to find its version again.
        names_version = path.suffix in (".pdf", ".xlsx") or path.name == "manifest.json"
        assert same != names_version, path.name


def test_the_readme_says_what_the_folder_holds(exported: Path) -> None:
    text = (exported / "README.txt").read_text("utf-8")
    for said in (
        "رقم‌های زمستان ۱۴۰۰ و رقم‌های سالانهٔ ۱۴۰۰",
        "annual figures of 1400",
        "BOM",
        "naqsheh-1400Q4-fa.xlsx, naqsheh-1400Q4-en.xlsx",
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
    rows = {r["indicator_id"]: r for r in csv_rows(altered / "demonstration-indicator_values.csv")}
    faces = {name: (rows[name]["value"], rows[name]["status"]) for name in ("artisans", "weavers", "weavers_permitted")}
    assert faces == {
        "artisans": ("", "suppressed"),
        "weavers": ("", "not_applicable"),
        "weavers_permitted": ("", "missing"),
    }
    assert rows["named_masters"]["value"] == "0"


def test_no_text_of_a_csv_file_can_become_a_formula(altered: Path) -> None:
    for path in altered.glob("*.csv"):
        if "sdmx" in path.name:  # codes and numbers alone, read by programs
            continue
        for row in csv_rows(path):
            for value in row.values():
                number = re.fullmatch(r"-?\d+(\.\d+)?", value or "")
                assert number or not (value or "").startswith(("=", "+", "-", "@", "\t", "\r")), (
                    path.name,
                    value,
                )
    wipo, *_ = [
        r for r in csv_rows(altered / "demonstration-indicator_values.csv") if r["indicator_id"] == "wipo_files"
    ]
    assert wipo["source_fa"] == "'=cmd|calc!A1"
