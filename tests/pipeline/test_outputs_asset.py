"""The outputs of a quarter as a partitioned asset: made when due, kept as they were, previewed beside."""

from __future__ import annotations

import shutil
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import dagster as dg
import pytest

from pipelines.foundation.hashing import bytes_hash
from pipelines.foundation.workspace import PROJECT_ROOT, Workspace
from pipelines.orchestration.outputs import (
    QUARTERS,
    due_quarters,
    outputs_asset,
    release,
    release_job,
    release_schedule,
)
from pipelines.published import resolve_current
from pipelines.publishing.manifest import damages
from tests.pipeline.conftest import run_naqsheh

MODELS = PROJECT_ROOT / "models"
QUARTER = "1400Q4"


@pytest.fixture(scope="module")
def workspace(baseline: Path, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A workspace with the published baseline and nothing else."""
    found = Workspace(tmp_path_factory.mktemp("outputs")).create()
    shutil.rmtree(found.curated)
    shutil.copytree(baseline / "curated", found.curated, symlinks=True)
    return found


@pytest.fixture(scope="module")
def released(workspace: Workspace) -> Path:
    """The folder of a release that Dagster made as a partition."""
    asset = outputs_asset(MODELS, workspace)
    with dg.DagsterInstance.ephemeral() as instance:
        instance.add_dynamic_partitions(str(QUARTERS.name), [QUARTER])
        done = dg.materialize([asset], partition_key=QUARTER, instance=instance)
        assert done.success
        [made] = done.asset_materializations_for_node("outputs__quarter")
    return Path(str(made.metadata["folder"].value))


def test_a_partition_is_a_folder_that_is_whole(released: Path, workspace: Workspace) -> None:
    assert released == workspace.curated / "outputs" / QUARTER / "v1"
    assert damages(released) == []
    names = {path.suffix for path in released.iterdir()}
    assert {".pdf", ".xlsx", ".csv", ".parquet", ".xml", ".json", ".jsonld"} <= names
    assert run_naqsheh("verify", str(released), workspace=workspace.root).returncode == 0


def test_a_release_is_never_written_again(released: Path, workspace: Workspace) -> None:
    before = {path.name: path.stat().st_mtime_ns for path in released.iterdir()}
    folder, files = release(workspace, MODELS, QUARTER)
    assert folder == released
    assert {path.name: path.stat().st_mtime_ns for path in files} == before


def test_a_damaged_release_is_made_whole_with_the_same_bytes(released: Path, workspace: Workspace) -> None:
    [bulletin] = released.glob("*-bulletin-fa.pdf")
    good = bytes_hash(bulletin.read_bytes())
    bulletin.write_bytes(b"x")
    release(workspace, MODELS, QUARTER)
    assert bytes_hash(bulletin.read_bytes()) == good


def test_a_preview_lies_beside(released: Path, workspace: Workspace) -> None:
    folder, _ = release(workspace, MODELS, "1400Q3", preview=True)
    assert folder == workspace.curated / "outputs" / "previews" / "1400Q3"
    assert not (workspace.curated / "outputs" / "1400Q3").exists()


def test_the_calendar_says_what_is_due(workspace: Workspace) -> None:
    version = resolve_current(workspace.curated)
    assert version is not None
    over, due = due_quarters(version, date(2026, 12, 6))
    assert over[-1] == "1405Q2"
    assert due == ["1405Q2"]
    assert due_quarters(version, date(2026, 12, 5))[1] == []


def test_the_schedule_asks_once_for_a_quarter(workspace: Workspace) -> None:
    asset, job = outputs_asset(MODELS, workspace), release_job()
    defs = dg.Definitions(assets=[asset], jobs=[job], schedules=[release_schedule(job, workspace)])
    schedule = defs.resolve_schedule_def("quarter_release")
    with dg.instance_for_test() as instance:
        asked = []
        for day in (5, 6, 7):
            context = dg.build_schedule_context(
                instance=instance,
                scheduled_execution_time=datetime(2026, 12, day, 6, tzinfo=ZoneInfo("Asia/Tehran")),
                repository_def=defs.get_repository_def(),
            )
            asked.append([(r.run_key, r.partition_key) for r in schedule.evaluate_tick(context).run_requests or []])
        assert "1400Q4" in instance.get_dynamic_partitions(str(QUARTERS.name))
    # The same key on the next day: the orchestrator starts nothing twice.
    assert asked == [[], [("release-1405Q2", "1405Q2")], [("release-1405Q2", "1405Q2")]]
