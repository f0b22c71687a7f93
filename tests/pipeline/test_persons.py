"""Registers of persons: counted, never shown. Every person here is invented."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from pipelines.published import PublishedDatabase, resolve_current
from tests.identifiers import national_id
from tests.pipeline.conftest import run_naqsheh

CANARY = "قناریساختگی"
BAD_ID = "1234567890"


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory):
    """An invented register of artisans: 12 in Kerman, 7 in Bam, 3 in Ravar; one bad identifier."""
    workspace = tmp_path_factory.mktemp("persons")
    folder = workspace / "raw" / "artisans" / "1403Q2-heritage"
    folder.mkdir(parents=True)
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["فهرست ساختگی هنرمندان"])
    sheet.append(["ردیف", "نام و نام خانوادگی", "کد ملی", "شهرستان", "رشته", "تلفن همراه"])
    number = 0
    for county, people in (("کرمان", 12), ("بم", 7), ("راور", 3)):
        for _ in range(people):
            number += 1
            identity = national_id(123_450_000 + 37 * number)
            sheet.append([number, f"{CANARY} {number}", identity, county, "گلیم‌بافی", f"0913{number:07d}"])
    sheet.append([number + 1, f"{CANARY} بد", BAD_ID, "کرمان", "گلیم‌بافی", "09130000000"])
    book.save(folder / "هنرمندان.xlsx")
    (folder / "هنرمندان.xlsx.source.yaml").write_text("office: heritage\nsynthetic: true\n", "utf-8")
    done = run_naqsheh("build", workspace=workspace)
    version = resolve_current(workspace / "curated")
    assert version is not None, done.stdout + done.stderr
    with PublishedDatabase.open(version) as database:
        yield workspace, done, database


def test_a_register_is_counted_by_county(register) -> None:
    *_, database = register
    rows = database.query(
        "SELECT area_code, value, status, is_synthetic FROM indicator_values"
        " WHERE indicator_id = 'artisans' AND basis = 'register' ORDER BY area_code"
    )
    found = {
        r.area_code: (r.status, None if r.value != r.value or r.value is None else int(r.value))
        for r in rows.itertuples()
    }
    assert found["08"] == ("provisional", 22), "one row is in quarantine, so the count may still change"
    assert found["0808"] == ("provisional", 12)
    assert found["0811"] == ("suppressed", None), "three persons are too few to show"
    assert found["0802"] == ("suppressed", None), "or the total would give the three away"
    assert rows["is_synthetic"].all()


def test_suppressed_values_leave_no_trace(register) -> None:
    *_, database = register
    rows = database.query(
        "SELECT count(*) AS n FROM lineage l JOIN indicator_values v USING (value_id) WHERE v.status = 'suppressed'"
    )
    assert rows["n"][0] == 0


def test_rows_of_persons_are_counted_not_listed(register) -> None:
    *_, database = register
    rows = database.query(
        "SELECT l.row_number, l.rows, l.row_id FROM lineage l JOIN indicator_values v USING (value_id)"
        " WHERE v.indicator_id = 'artisans' AND v.area_code = '08' AND v.category = ''"
    )
    assert rows["row_number"].isna().all() and int(rows["rows"].sum()) == 22
    assert set(rows["row_id"]) == {""}
    assert database.query("SELECT count(*) AS n FROM source_rows")["n"][0] == 0


def test_a_bad_identifier_is_quarantined_and_masked(register) -> None:
    *_, database = register
    cell = database.query("SELECT * FROM quarantine_rows").iloc[0]
    assert (cell["column_name"], cell["row_number"]) == ("national_id", 25)
    assert BAD_ID not in cell["sentence_fa"] + cell["sentence_en"] + cell["value_shown"]


def test_no_person_is_found_outside_the_restricted_folder(register) -> None:
    workspace, done, _ = register
    forbidden = [CANARY.encode(), BAD_ID.encode(), national_id(123_450_037).encode(), b"09130000001"]
    public = [p for p in (workspace / "curated").rglob("*") if p.is_file()]
    assert len(public) > 20
    for path in public:
        content = path.read_bytes()
        assert not [f for f in forbidden if f in content], path.name
    for text in (done.stdout, done.stderr):
        assert not [f for f in forbidden if f.decode() in text]


def test_the_restricted_folder_is_closed_and_holds_pseudonyms_only(register) -> None:
    import pyarrow.parquet as pq

    workspace, *_ = register
    assert (workspace / "restricted").stat().st_mode & 0o077 == 0
    clean = next(
        p for p in (workspace / "restricted" / "clean").glob("artisans*.parquet") if "violations" not in p.name
    )
    rows = pq.read_table(clean).to_pylist()
    assert len({r["national_id"] for r in rows}) == 22
    assert national_id(123_450_037) not in str(rows) and CANARY not in str(rows)
    logs = [p for p in (workspace / "restricted" / "dagster").rglob("*") if p.is_file()]
    for path in logs:
        assert CANARY.encode() not in path.read_bytes(), path


def test_invented_data_say_so_everywhere(register) -> None:
    *_, database = register
    assert database.query("SELECT is_synthetic FROM release")["is_synthetic"][0]
    assert database.query("SELECT is_synthetic FROM deliveries")["is_synthetic"].all()


def test_an_unreadable_newer_file_leaves_the_last_good_one_in_force(register, tmp_path: Path) -> None:
    import shutil

    workspace, *_ = register
    copied = Path(shutil.copytree(workspace / "raw", tmp_path / "raw")).parent
    assert run_naqsheh("build", workspace=copied).returncode == 0
    (copied / "raw" / "artisans" / "1403Q2-heritage" / "هنرمندان.xlsx").write_bytes(b"PK\x03\x04 broken")
    done = run_naqsheh("build", workspace=copied)
    assert done.returncode == 2, done.stdout + done.stderr
    version = resolve_current(copied / "curated")
    assert version is not None
    with PublishedDatabase.open(version) as database:
        states = database.query("SELECT state FROM deliveries ORDER BY state")
        assert list(states["state"]) == ["published", "refused"]
        value = database.query(
            "SELECT value FROM indicator_values WHERE indicator_id = 'artisans' AND area_code = '08'"
        )
        assert int(value["value"][0]) == 22
