"""The build under the orchestrator: the graph, what blocks, what is skipped, what is shown."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import dagster as dg
import pytest

from pipelines.foundation.workspace import PROJECT_ROOT, Workspace
from pipelines.orchestration.catalogue import Catalogue
from pipelines.orchestration.instance import JOB, close_dead_runs, open_instance
from pipelines.orchestration.job import definitions
from tests.pipeline.orchestration_stub import StubBuild, StubRun

QUIET = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue.of(PROJECT_ROOT / "models")


def execute(
    catalogue: Catalogue, run: StubRun, instance: dg.DagsterInstance | None = None
) -> dg.ExecuteInProcessResult:
    job = definitions(catalogue, run=run).resolve_job_def(JOB)
    return job.execute_in_process(
        run_config=QUIET, raise_on_error=False, instance=instance or dg.DagsterInstance.ephemeral()
    )


def materialized(result: dg.ExecuteInProcessResult) -> set[str]:
    return {e.asset_key.to_user_string() for e in result.get_asset_materialization_events() if e.asset_key}


def failure(result: dg.ExecuteInProcessResult) -> str:
    for event in result.all_events:
        if event.is_step_failure and event.step_failure_data.user_failure_data:
            return str(event.step_failure_data.user_failure_data.description)
    return ""


def test_definitions_load_as_dagster_loads_them() -> None:
    from pipelines.definitions import defs

    dg.Definitions.validate_loadable(defs)
    assert len((PROJECT_ROOT / "pipelines" / "definitions.py").read_text("utf-8").splitlines()) <= 60


def test_a_full_run_takes_every_step_once(catalogue: Catalogue) -> None:
    stub = StubBuild(catalogue)
    told: list[str] = []
    run = StubRun(stub, observer=told.append)
    result = execute(catalogue, run)
    assert result.success
    layers = catalogue.layers()
    expected = {"/".join(key) for keys in layers.values() for key in keys}
    assert materialized(result) == expected | {"delivered/exports"}
    assert len(stub.steps) == len(set(stub.steps))
    assert stub.steps.index("clean/exports") < stub.steps.index("core/exports")
    assert set(told) == expected | {"quality"}
    assert run.submitted == catalogue.feeds
    assert run.published is not None and run.published.version == 4


def test_nothing_new_skips_everything_after_the_inventory(catalogue: Catalogue) -> None:
    stub = StubBuild(catalogue, unchanged=True)
    result = execute(catalogue, StubRun(stub))
    assert result.success
    assert stub.steps == ["inventory"]
    assert materialized(result) == set()
    skipped = {e.step_key for e in result.all_events if e.is_step_skipped}
    assert {"landed", "clean", "core", "indicators", "derived", "published"} <= skipped


def test_rows_that_do_not_add_up_block_the_models(catalogue: Catalogue) -> None:
    stub = StubBuild(catalogue, unreconciled="exports")
    result = execute(catalogue, StubRun(stub))
    assert not result.success
    assert "published" not in stub.steps
    assert not any(step.startswith("core/") for step in stub.steps)


def test_a_failed_quality_check_blocks_the_models(catalogue: Catalogue) -> None:
    stub = StubBuild(catalogue)
    result = execute(catalogue, StubRun(stub, bad_quality="licences"))
    assert not result.success
    assert not any(step.startswith("core/") for step in stub.steps)
    [bad] = [e for e in result.get_asset_check_evaluations() if not e.passed]
    assert (bad.asset_key.to_user_string(), bad.check_name) == ("clean/licences", "quality")


@pytest.mark.parametrize("check", ["cross_figures", "corrections"])
def test_what_is_pointed_out_after_validation_warns_and_stops_nothing(catalogue: Catalogue, check: str) -> None:
    result = execute(catalogue, StubRun(StubBuild(catalogue, pointed_out=check)))
    assert result.success
    failed = {e.check_name for e in result.get_asset_check_evaluations() if not e.passed}
    assert failed == {check}


def test_a_fault_of_the_disk_is_tried_again(catalogue: Catalogue) -> None:
    stub = StubBuild(catalogue, broken={"landed/exports": [OSError(5, "Input/output error")]})
    assert execute(catalogue, StubRun(stub)).success
    assert stub.steps.count("landed/exports") == 2


def test_a_fault_in_the_data_is_told_once_in_one_sentence(catalogue: Catalogue) -> None:
    stub = StubBuild(catalogue, broken={"core/exports": [ValueError("the office «x» is unknown\n  at line 3")]})
    result = execute(catalogue, StubRun(stub))
    assert not result.success
    assert failure(result) == "core/exports: the office «x» is unknown."
    assert stub.steps.count("core/exports") == 1


def test_a_full_disk_is_not_tried_again(catalogue: Catalogue) -> None:
    stub = StubBuild(catalogue, broken={"landed/exports": [OSError(28, "No space left on device")]})
    result = execute(catalogue, StubRun(stub))
    assert failure(result) == "landed/exports: [Errno 28] No space left on device."
    assert stub.steps.count("landed/exports") == 1


def _metadata(result: dg.ExecuteInProcessResult, key: str) -> dict[str, Any]:
    for event in result.get_asset_materialization_events():
        if event.asset_key and event.asset_key.to_user_string() == key:
            return dict(event.materialization.metadata)
    raise KeyError(key)


def test_previews_are_shown_but_never_of_persons(catalogue: Catalogue) -> None:
    result = execute(catalogue, StubRun(StubBuild(catalogue)))
    shown = _metadata(result, "clean/exports")
    assert shown["preview"].value.splitlines()[0] == "| name | weight_kg |"
    assert shown["dagster/row_count"].value == 2
    assert "\\|" in _metadata(result, "landed/exports")["preview"].value
    for feed, contract in catalogue.contracts.items():
        if contract.contains_persons:
            for layer in ("landed", "clean"):
                assert "preview" not in _metadata(result, f"{layer}/{feed}")


def test_an_arrival_is_recorded_once(catalogue: Catalogue, tmp_path: Path) -> None:
    with open_instance(Workspace(tmp_path)) as instance:
        for expected in (1, 0):
            result = execute(catalogue, StubRun(StubBuild(catalogue)), instance)
            arrivals = [k for k in materialized(result) if k.startswith("delivered/")]
            assert len(arrivals) == expected


def test_runs_of_killed_processes_are_closed(tmp_path: Path) -> None:
    with open_instance(Workspace(tmp_path)) as instance:
        run = instance.create_run_for_job(_trivial_job(), status=dg.DagsterRunStatus.STARTED)
        assert close_dead_runs(instance) == []  # it may be about to take the lock
        assert close_dead_runs(instance, older_than_s=0) == [run.run_id]
        assert instance.get_run_by_id(run.run_id).status == dg.DagsterRunStatus.FAILURE


def _trivial_job() -> dg.JobDefinition:
    @dg.job
    def trivial() -> None: ...

    return trivial


def test_the_home_is_private_and_reports_nothing(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    with open_instance(workspace) as instance:
        assert not instance.telemetry_enabled
        assert instance.run_monitoring_enabled
        assert instance.get_concurrency_config().run_queue_config.max_concurrent_runs == 1
        assert Path(instance.root_directory) == workspace.dagster_home
    assert workspace.restricted.stat().st_mode & 0o777 == 0o700
