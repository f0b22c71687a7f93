"""What was published, from when, by which file and why: over several versions of the committed baseline."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from pipelines.foundation.workspace import Workspace
from pipelines.intake.ledger import Ledger
from pipelines.pipeline.history import enter_published, published_before
from pipelines.published import PublishedDatabase, past_version, resolve_current
from tests.pipeline.conftest import run_naqsheh
from tests.pipeline.test_incremental import correct_one_row

pytestmark = pytest.mark.slow

LATER = (
    "figure_id,indicator,value,unit,area,domain,period_kind,as_of,source_fa,source_en,source_grade\n"
    "Z01,weavers,99999,persons,08,carpet,stock,1404-12,نامهٔ تازه,A later letter,office_file\n"
)


def rows(workspace: Path, query: str) -> list[dict[str, Any]]:
    version = resolve_current(workspace / "curated")
    assert version is not None
    with PublishedDatabase.open(version) as database:
        return database.rows(query)


def build(workspace: Path, *more: str) -> None:
    done = run_naqsheh("build", *more, workspace=workspace)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def revised(baseline: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Three versions: the baseline, a corrected allocation, and a later letter that goes again as the fourth."""
    workspace = Path(shutil.copytree(baseline, tmp_path_factory.mktemp("revised") / "w", symlinks=True))
    moment = datetime.now(UTC).isoformat()
    correct_one_row(workspace)
    build(workspace)
    letter = workspace / "raw/reported_figures/1404Q4-heritage/later.csv"
    letter.parent.mkdir(parents=True)
    letter.write_text(LATER, "utf-8")
    build(workspace)
    return workspace, moment


def test_the_first_version_revises_nothing_and_tells_every_value(baseline: Path) -> None:
    values = rows(baseline, "SELECT count(*) AS n FROM indicator_values")[0]["n"]
    told = rows(baseline, "SELECT count(*) AS n, max(ordinal) AS most FROM value_history WHERE cause = 'first'")[0]
    assert (told["n"], told["most"]) == (values, 1)
    assert rows(baseline, "SELECT * FROM revisions") == []


def test_a_corrected_file_revises_what_it_tells_and_names_itself(revised: tuple[Path, str]) -> None:
    found = rows(revised[0], "SELECT * FROM revisions WHERE version = 2")
    money = [r for r in found if r["indicator_id"] == "credit_allocated" and r["value_before"] is not None]
    assert money and all((r["value_before"], r["value"]) == (220_000_000_000, 230_000_000_000) for r in money)
    assert {r["cause"] for r in money} == {"correction"}
    assert {r["difference"] for r in money} == {10_000_000_000}
    deliveries = {r["delivery_id"]: r for r in rows(revised[0], "SELECT * FROM deliveries")}
    assert all(deliveries[r["delivery_id"]]["feed"] == "credit_allocations" for r in money)
    assert all(deliveries[r["delivery_id"]]["supersedes"] for r in money)


def test_what_comes_for_the_first_time_is_no_revision(revised: tuple[Path, str]) -> None:
    fresh = rows(revised[0], "SELECT * FROM value_history WHERE version = 3 AND indicator_id = 'weavers'")
    assert [(r["cause"], r["ordinal"], int(r["value"])) for r in fresh if r["period"] == "1404Q4"] == [
        ("first", 1, 99999)
    ]
    assert rows(revised[0], "SELECT * FROM revisions WHERE version = 3 AND indicator_id = 'weavers'") == []


def test_the_history_ends_with_what_is_published(revised: tuple[Path, str]) -> None:
    query = """
        SELECT count(*) AS n FROM (
          SELECT * FROM value_history QUALIFY row_number() OVER (PARTITION BY value_id ORDER BY version DESC) = 1
        ) h FULL JOIN indicator_values v ON v.indicator_id = h.indicator_id AND v.area_code = h.area_code
          AND v.domain = h.domain AND v.breakdown = h.breakdown AND v.category = h.category AND v.period = h.period
          AND v.frequency = h.frequency AND v.basis = h.basis
        WHERE h.status IS DISTINCT FROM coalesce(v.status, 'withdrawn') OR h.value IS DISTINCT FROM v.value
    """
    assert rows(revised[0], query)[0]["n"] == 0


def test_what_a_killed_run_did_not_enter_is_entered_by_the_next(revised: tuple[Path, str], tmp_path: Path) -> None:
    workspace = Workspace(Path(shutil.copytree(revised[0], tmp_path / "w", symlinks=True)))
    workspace.ledger.unlink()  # as if none of three versions had been entered
    served = resolve_current(workspace.curated)
    assert served is not None
    ledger = Ledger(workspace.ledger)
    try:
        before = published_before(ledger, workspace, None)
        assert {row["version"] for row in before.values} == {served.version}
        assert before.deliveries
        enter_published(ledger, served)
        assert published_before(ledger, workspace, None) == before, "a second time does nothing"
    finally:
        ledger.close()


def test_as_known_earlier_nothing_later_is_history(revised: tuple[Path, str]) -> None:
    workspace, moment = revised
    build(workspace, "--as-known-at", moment)
    past = past_version(workspace / "curated", datetime.fromisoformat(moment))
    assert past is not None
    with PublishedDatabase.open(past) as database:
        assert database.rows("SELECT count(*) AS n FROM revisions")[0]["n"] == 0
