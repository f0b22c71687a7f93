"""What a person has to look at waits, and goes in once somebody has approved it with a reason."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import openpyxl
import pytest

from pipelines.published import PublishedDatabase, resolve_current
from tests.pipeline.conftest import run_naqsheh

HEADINGS = ["گمرک", "کشور طرف معامله", "تعرفه", "وزن (کیلوگرم)", "ارزش (ریال)", "ارزش (دلار)"]


def _exports(path: Path, title: str, usd: int, *, hidden: bool = False) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in ([title], HEADINGS, ["کرمان", "آلمان", "57021020", 10, 2000000, usd]):
        sheet.append(row)
    if hidden:
        behind = book.create_sheet("پنهان")
        behind.append(["چیزی"])
        behind.sheet_state = "hidden"
    book.save(path)
    assert zipfile.is_zipfile(path)


def _usd(workspace: Path) -> dict[str, int]:
    version = resolve_current(workspace / "curated")
    assert version is not None
    with PublishedDatabase.open(version) as database:
        rows = database.query(
            "SELECT period, value FROM indicator_values WHERE indicator_id = 'exports_usd' AND area_code = 'IR'"
            " AND domain = 'all' AND category = '' ORDER BY period"
        )
        return dict(zip(rows["period"], map(int, rows["value"]), strict=True))


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return tmp_path / "workspace"


def test_a_hidden_sheet_waits_until_it_is_approved(workspace: Path) -> None:
    _exports(workspace / "raw" / "exports" / "1401-customs" / "الف.xlsx", "صادرات سال 1401", 30, hidden=True)
    first = run_naqsheh("build", workspace=workspace)
    assert first.returncode == 2 and "پنهان" in first.stderr, first.stderr
    assert _usd(workspace) == {}
    state = json.loads(run_naqsheh("status", "--json", workspace=workspace).stdout)
    held = next(d for d in state["deliveries"] if d["state"] == "held")

    done = run_naqsheh("approve", held["delivery_id"], "--reason", "seen", workspace=workspace)
    assert done.returncode == 0, done.stderr
    assert run_naqsheh("build", workspace=workspace).returncode == 0
    assert _usd(workspace) == {"1401": 30}

    assert run_naqsheh("reject", held["delivery_id"], "--reason", "wrong", workspace=workspace).returncode == 0
    assert run_naqsheh("build", workspace=workspace).returncode in (0, 2)
    assert _usd(workspace) == {}


def test_an_unknown_delivery_is_a_sentence(workspace: Path) -> None:
    _exports(workspace / "raw" / "exports" / "1401-customs" / "الف.xlsx", "صادرات سال 1401", 30)
    run_naqsheh("build", workspace=workspace)
    done = run_naqsheh("approve", "nothing", "--reason", "x", workspace=workspace)
    assert done.returncode == 1 and "nothing" in done.stderr


def test_two_files_of_one_period_found_in_their_titles_never_count_twice(workspace: Path) -> None:
    """Dropped straight into the feed's folder: the period stands in the title alone."""
    folder = workspace / "raw" / "exports"
    _exports(folder / "نخست.xlsx", "آمار صادرات طی سال 1401", 30)
    assert run_naqsheh("build", workspace=workspace).returncode == 0
    assert _usd(workspace) == {"1401": 30}
    _exports(folder / "دوم.xlsx", "آمار صادرات طی سال 1401", 50)
    run_naqsheh("build", workspace=workspace)
    assert _usd(workspace) == {"1401": 50}, "the newer file supersedes, it is not added"


def test_a_file_whose_period_nothing_tells_waits(workspace: Path) -> None:
    _exports(workspace / "raw" / "exports" / "بی دوره.xlsx", "آمار صادرات", 30)
    done = run_naqsheh("build", workspace=workspace)
    assert done.returncode == 2 and "بی دوره.xlsx" in done.stderr
    assert _usd(workspace) == {}


def test_a_figure_of_a_year_long_past_still_has_its_period(workspace: Path) -> None:
    folder = workspace / "raw" / "reported_figures" / "1355-statistics"
    folder.mkdir(parents=True)
    (folder / "old.csv").write_text(
        "figure_id,indicator,value,unit,area,domain,period_kind,as_of,source_fa,source_grade\n"
        "O1,weavers,1200,persons,08,carpet,stock,1355,سرشماری,register\n",
        "utf-8",
    )
    assert run_naqsheh("build", workspace=workspace).returncode == 0
    version = resolve_current(workspace / "curated")
    assert version is not None
    with PublishedDatabase.open(version) as database:
        found = database.query("SELECT period FROM indicator_values WHERE indicator_id = 'weavers'")
        assert list(found["period"]) == ["1355"]


def test_blanks_that_mean_as_above_wait_for_one_act_and_it_is_undone_as_easily(workspace: Path) -> None:
    path = workspace / "raw" / "exports" / "1401-customs" / "pivot.xlsx"
    path.parent.mkdir(parents=True)
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    rows = [("کرمان", 31), (None, 47), (None, 59), ("سیرجان", 83), (None, 109), (None, 127)]
    sheet.append(HEADINGS)
    for number, (office, usd) in enumerate(rows):
        sheet.append(
            [
                office and f"منطقه ویژه اقتصادی {office}" if office == "سیرجان" else office,
                ["آلمان", "عراق", "ژاپن"][number % 3],
                "57021020",
                10 + number,
                2000 * usd,
                usd,
            ]
        )
    book.save(path)

    first = run_naqsheh("build", workspace=workspace)
    assert first.returncode == 2 and "پر کردن رو به پایین" in first.stderr, first.stderr
    assert _usd(workspace) == {}
    state = json.loads(run_naqsheh("status", "--json", workspace=workspace).stdout)
    delivery = next(d["delivery_id"] for d in state["deliveries"] if d["state"] == "held")

    wrong = run_naqsheh("fill-down", delivery, "هیچ", "--reason", "x", workspace=workspace)
    assert wrong.returncode == 1 and "«هیچ»" in wrong.stderr
    done = run_naqsheh("fill-down", delivery, "--reason", "a pivot table", workspace=workspace)
    assert done.returncode == 0, done.stderr
    assert run_naqsheh("build", workspace=workspace).returncode == 0
    assert _usd(workspace) == {"1401": sum(usd for _, usd in rows)}
    version = resolve_current(workspace / "curated")
    assert version is not None
    with PublishedDatabase.open(version) as database:
        found = database.query("SELECT sum(value_usd) AS usd FROM exports WHERE customs_office = 'کرمان'")
        assert int(found["usd"].iloc[0]) == 31 + 47 + 59
        notes = database.query("SELECT note FROM delivery_notes WHERE severity = 'normalise'")
        assert "filled_down" in set(notes["note"])

    undone = run_naqsheh("fill-down", delivery, "--undo", "--reason", "it was none", workspace=workspace)
    assert undone.returncode == 0, undone.stderr
    assert run_naqsheh("build", workspace=workspace).returncode == 2
    assert _usd(workspace) == {}
