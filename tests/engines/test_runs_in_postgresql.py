"""The orchestrator keeps its runs in a real PostgreSQL where one is named, and says so where it does not answer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pytest

from pipelines.foundation.workspace import Workspace
from pipelines.orchestration.home import POSTGRES_URL
from pipelines.orchestration.instance import JOB, RunStorageFault, open_instance
from tests.engines.postgresql import postgresql
from tests.engines.servers import free_port
from tests.pipeline.conftest import copy_baseline, run_naqsheh


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    with postgresql() as url:
        monkeypatch.setenv(POSTGRES_URL, url)
        yield url


@pytest.mark.long
@pytest.mark.usefixtures("server")
def test_a_build_is_recorded_in_postgresql_and_in_no_file(tmp_path: Path) -> None:
    workspace = Workspace(copy_baseline(tmp_path))
    done = run_naqsheh("build", workspace=workspace.root)
    assert done.returncode in (0, 2), done.stdout + done.stderr
    with open_instance(workspace) as instance:
        assert type(instance.run_storage).__name__ == "PostgresRunStorage"
        (run,) = instance.get_runs(dg.RunsFilter(job_name=JOB))
        assert run.status == dg.DagsterRunStatus.SUCCESS
        asset = dg.AssetKey(["indicators", "licence_coverage"])
        assert instance.get_latest_materialization_event(asset) is not None
    assert list(workspace.dagster_home.rglob("*.db")) == [], "nothing is left to SQLite"
    told = (workspace.dagster_home / "dagster.yaml").read_text("utf-8")
    assert POSTGRES_URL in told and "secret" not in told


@pytest.mark.long
@pytest.mark.usefixtures("server")
def test_a_second_process_finds_the_run_of_the_first_and_there_is_nothing_to_do(tmp_path: Path) -> None:
    workspace = copy_baseline(tmp_path)
    run_naqsheh("build", workspace=workspace)
    again = run_naqsheh("build", workspace=workspace)
    assert again.returncode == 0 and "Unchanged" in again.stdout


def test_a_postgresql_that_does_not_answer_is_told_without_its_password(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(POSTGRES_URL, f"postgresql://naqsheh:secret@127.0.0.1:{free_port()}/naqsheh")
    with pytest.raises(RunStorageFault) as caught:
        open_instance(Workspace(tmp_path))
    assert "secret" not in str(caught.value) and POSTGRES_URL in caught.value.message.text("fa")
