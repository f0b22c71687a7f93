"""The command as a person uses it: exit codes, sentences in two languages, answers that programs read."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest

from pipelines.cli.days import end_of_day
from pipelines.foundation.workspace import PROJECT_ROOT, Workspace
from pipelines.publishing import writer_lock
from tests.pipeline.conftest import run_naqsheh

#: A build that has nothing to do answers within this time, process start included.


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, baseline: Path) -> Path:
    """A copy of the built baseline, which these tests may change."""
    folder = tmp_path_factory.mktemp("cli") / "workspace"
    shutil.copytree(baseline, folder, symlinks=True)
    return folder


# --- small parts -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["1404-05-31", "1404/05/31", "2025-08-22"])
def test_a_day_ends_at_midnight_in_tehran(text: str) -> None:
    assert end_of_day(text) == datetime(2025, 8, 22, 20, 29, 59, 999999, tzinfo=UTC)


def test_a_moment_is_taken_as_it_is() -> None:
    assert end_of_day("2025-08-22T10:00:00+00:00") == datetime(2025, 8, 22, 10, tzinfo=UTC)


@pytest.mark.parametrize("text", ["yesterday", "1404-13-01", "1404", ""])
def test_no_date_is_told_with_the_form_to_use(text: str) -> None:
    with pytest.raises(ValueError, match="write it as 1404-05-31"):
        end_of_day(text)


# --- errors are sentences ------------------------------------------------------------------------------------------


def test_an_unknown_feed_is_told_with_the_nearest_one(tmp_path: Path) -> None:
    done = run_naqsheh("template", "exprts", "--out", str(tmp_path / "x.xlsx"), workspace=tmp_path)
    assert done.returncode == 1
    assert done.stderr.strip() == "There is no feed “exprts”; did you mean exports?"


@pytest.mark.parametrize("command", [["status"], ["trace", "artisans", "08", "1402"]])
def test_an_empty_workspace_is_told_what_to_do(tmp_path: Path, command: list[str]) -> None:
    done = run_naqsheh(*command, workspace=tmp_path)
    assert done.returncode == 1
    assert "Nothing is published" in done.stderr
    assert "naqsheh build" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_trace_is_shown_only_to_those_who_ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NAQSHEH_DEBUG", "1")
    assert "Traceback" in run_naqsheh("status", workspace=tmp_path).stderr


def test_a_busy_workspace_says_who_is_writing(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path).create()
    with writer_lock(workspace):
        done = run_naqsheh("build", workspace=tmp_path)
    assert done.returncode == 1
    assert str(os.getpid()) in done.stderr
    assert any("؀" <= letter <= "ۿ" for letter in done.stderr)
    assert "Traceback" not in done.stderr


def test_broken_models_are_one_sentence(tmp_path: Path, models_copy: Path) -> None:
    (models_copy / "core" / "exports.sql").write_text("SELECT 1\n", "utf-8")
    done = run_naqsheh("build", workspace=tmp_path / "w", models=models_copy)
    assert done.returncode == 1
    assert "exports.sql: it must begin with a header" in done.stderr
    assert "Traceback" not in done.stderr


# --- over a built workspace ------------------------------------------------------------------------------------------


def test_nothing_new_is_answered_at_once_and_without_the_orchestrator(built: Path) -> None:
    code = (
        "import sys\nfrom pipelines.cli.building import build_workspace\nfrom pathlib import Path\n"
        f"code = build_workspace(Path({str(built)!r}), Path({str(PROJECT_ROOT / 'models')!r}), None)\n"
        "heavy = [m for m in ('dagster', 'great_expectations', 'pandas') if m in sys.modules]\n"
        "sys.exit(str(heavy) if heavy else code)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=PROJECT_ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Unchanged:")


def test_status_accounts_for_every_row(built: Path) -> None:
    done = run_naqsheh("status", "--json", workspace=built)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["reconciled"] is True
    assert found["version"] == 1
    assert not found["is_synthetic"]
    for delivery in found["deliveries"]:
        parts = [delivery[f"rows_{p}"] for p in ("loaded", "quarantined", "non_data")]
        assert delivery["rows_read"] == sum(parts)
    assert {f["feed"] for f in found["feeds"]} >= {"exports", "reported_figures"}
    shown = run_naqsheh("status", workspace=built)
    assert "Version 1 (real data)" in shown.stdout


def test_trace_leads_to_rows_and_files(built: Path) -> None:
    done = run_naqsheh("trace", "exports_usd", "IR", "1402", "--basis", "customs", "--json", workspace=built)
    assert done.returncode == 0, done.stderr
    values = json.loads(done.stdout)
    assert values
    rows = [row for value in values for row in value["lineage"] if row["sheet_name"]]
    assert rows
    assert all(row["file_name"] and row["row_number"] and row["raw"] for row in rows)
    for value in values:
        assert value["basis"] == "customs"
        total = sum(float(row["contribution"]) for row in value["lineage"] if row["part"] == "numerator")
        assert total == pytest.approx(float(value["value"]))


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("exports_us", "08", "1402"), "did you mean exports_usd"),
        (("exports_usd", "99", "1402"), "exports_usd has no value for 99; it has values for"),
        (("exports_usd", "IR", "1350"), "exports_usd has no value for IR in 1350; it has values for"),
    ],
)
def test_trace_says_what_there_is_instead(built: Path, arguments: tuple[str, str, str], told: str) -> None:
    done = run_naqsheh("trace", *arguments, workspace=built)
    assert done.returncode == 1
    assert told in done.stderr


def test_doctor_finds_a_built_workspace_sound(built: Path) -> None:
    done = run_naqsheh("doctor", "--json", workspace=built)
    found = {f["check"]: f for f in json.loads(done.stdout)}
    assert found["current version"]["state"] == "ok", found["current version"]["told"]
    assert found["models"]["state"] == "ok"
    assert done.returncode == 0


def test_a_template_is_a_workbook(tmp_path: Path) -> None:
    out = tmp_path / "new" / "exports.xlsx"
    done = run_naqsheh("template", "exports", "--out", str(out), workspace=tmp_path)
    assert done.returncode == 0, done.stderr
    assert openpyxl.load_workbook(out, read_only=True).sheetnames


def test_a_refused_file_is_told_in_both_languages_and_the_rest_is_published(built: Path) -> None:
    """Publishes version 2, which the next test takes back."""
    bad = built / "raw" / "exports" / "1401" / "broken.xlsx"
    bad.parent.mkdir(parents=True)
    bad.write_bytes(b"this is no workbook")
    done = run_naqsheh("build", workspace=built)
    assert done.returncode == 2, done.stdout + done.stderr
    assert "broken.xlsx" in done.stderr
    assert any("؀" <= letter <= "ۿ" for letter in done.stderr)
    assert "Published version 2" in done.stdout
    assert "Traceback" not in done.stderr
    again = run_naqsheh("build", workspace=built)
    assert (again.returncode, again.stdout[:10]) == (0, "Unchanged:")


def test_rollback_serves_the_version_before(built: Path) -> None:
    done = run_naqsheh("rollback", "99", workspace=built)
    assert done.returncode == 1
    assert "99" in done.stderr
    done = run_naqsheh("rollback", workspace=built)
    assert done.returncode == 0, done.stderr
    assert "Version 1 is served again." in done.stdout
    assert json.loads(run_naqsheh("status", "--json", workspace=built).stdout)["version"] == 1
