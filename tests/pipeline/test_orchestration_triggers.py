"""What starts a build by itself: quarters by the Jalali calendar, and files that have come to rest."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import dagster as dg
import jdatetime
import pytest

from pipelines.foundation.workspace import PROJECT_ROOT, Workspace
from pipelines.orchestration.calendar import quarter_beginning
from pipelines.orchestration.catalogue import Catalogue
from pipelines.orchestration.fingerprint import fingerprint, listing
from pipelines.orchestration.instance import INVENTORY_TAG, open_instance
from pipelines.orchestration.job import definitions
from pipelines.orchestration.triggers import MAX_ATTEMPTS
from pipelines.publishing import writer_lock
from tests.pipeline.orchestration_stub import StubBuild, StubRun, Watch


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "workspace").create()


@pytest.fixture
def instance(workspace: Workspace) -> Iterator[dg.DagsterInstance]:
    with open_instance(workspace) as opened:
        yield opened


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue.of(PROJECT_ROOT / "models")


@pytest.fixture
def defs(catalogue: Catalogue, workspace: Workspace) -> dg.Definitions:
    return definitions(catalogue, run=StubRun(StubBuild(catalogue)), workspace=workspace)


@pytest.fixture
def watch(defs: dg.Definitions, instance: dg.DagsterInstance) -> Watch:
    return Watch(defs, instance)


def drop(workspace: Workspace, name: str, content: str = "a,b\n1,2\n") -> Path:
    path = workspace.raw / "exports" / "1402" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, "utf-8")
    return path


# --- schedules -----------------------------------------------------------------------------------------------


def test_quarters_begin_on_four_days_of_each_jalali_year() -> None:
    day, found = date(2024, 3, 1), []
    while day < date(2026, 4, 1):
        if quarter := quarter_beginning(day):
            found.append((quarter, day))
        day += timedelta(days=1)
    assert [q for q, _ in found] == [
        "1403Q1",
        "1403Q2",
        "1403Q3",
        "1403Q4",
        "1404Q1",
        "1404Q2",
        "1404Q3",
        "1404Q4",
        "1405Q1",
    ]
    # 1403 is a leap year: its last day is 2025-03-20, so 1404 begins a day later than a rule of thumb says.
    assert ("1404Q1", date(2025, 3, 21)) in found
    for quarter, begins in found:
        first = jdatetime.date(int(quarter[:4]), 3 * int(quarter[-1]) - 2, 1)
        assert first.togregorian() == begins


@pytest.mark.parametrize(
    ("moment", "starts"),
    [
        (datetime(2025, 3, 20, 22, 30, tzinfo=UTC), "1404Q1"),  # 02:00 in Tehran on the 1st of Farvardin
        (datetime(2025, 3, 21, 22, 30, tzinfo=UTC), None),
        (datetime(2025, 6, 21, 22, 30, tzinfo=UTC), "1404Q2"),
    ],
)
def test_the_quarterly_schedule_starts_on_the_first_night_only(
    defs: dg.Definitions, moment: datetime, starts: str | None
) -> None:
    schedule = defs.resolve_schedule_def("jalali_quarter")
    assert (schedule.cron_schedule, schedule.execution_timezone) == ("0 2 * * *", "Asia/Tehran")
    tick = schedule.evaluate_tick(dg.build_schedule_context(scheduled_execution_time=moment))
    assert [r.run_key for r in tick.run_requests or []] == ([f"quarter-{starts}"] if starts else [])
    assert bool(tick.skip_message) == (starts is None)


def test_a_new_day_of_tehran_starts_a_run_of_its_own(defs: dg.Definitions) -> None:
    """What counts days is told as of the new day, whether or not a file came."""
    schedule = defs.resolve_schedule_def("nightly")
    assert (schedule.cron_schedule, schedule.execution_timezone) == ("5 0 * * *", "Asia/Tehran")
    assert schedule.default_status == dg.DefaultScheduleStatus.RUNNING
    moments = [datetime(2026, 11, day, 20, 35, tzinfo=UTC) for day in (29, 30)]  # 00:05 of the next day in Tehran
    ticks = [schedule.evaluate_tick(dg.build_schedule_context(scheduled_execution_time=m)) for m in moments]
    assert [r.run_key for tick in ticks for r in tick.run_requests or []] == ["night-2026-11-30", "night-2026-12-01"]


# --- the sensor ----------------------------------------------------------------------------------------------


def test_a_file_is_taken_once_it_is_quiet_for_two_looks(workspace: Workspace, watch: Watch) -> None:
    assert watch.look() == []
    path = drop(workspace, "exports.csv")
    assert watch.look() == []
    path.write_text("a,b\n1,2\n3,4\n", "utf-8")  # still being copied
    assert watch.look() == []
    [request] = watch.look()
    assert request.run_key is not None and request.run_key.endswith(":1")


def test_a_taken_file_does_not_start_a_second_run(workspace: Workspace, watch: Watch) -> None:
    drop(workspace, "exports.csv")
    watch.look()
    [request] = watch.look()
    for status in (dg.DagsterRunStatus.STARTED, dg.DagsterRunStatus.SUCCESS):
        watch.launch(request, status)
        assert watch.look() == []


def test_a_tick_that_lost_its_run_asks_for_the_same_run(workspace: Workspace, watch: Watch) -> None:
    drop(workspace, "exports.csv")
    watch.look()
    [first] = watch.look()
    [again] = watch.look()  # the daemon died before it launched anything
    assert again.run_key == first.run_key


def test_a_restart_without_cursor_starts_nothing_twice(
    workspace: Workspace, defs: dg.Definitions, instance: dg.DagsterInstance
) -> None:
    drop(workspace, "exports.csv")
    before = Watch(defs, instance)
    before.look()
    [request] = before.look()
    before.launch(request, dg.DagsterRunStatus.SUCCESS)
    after = Watch(defs, instance)
    assert [after.look(), after.look(), after.look()] == [[], [], []]


def test_a_failed_run_is_tried_again_a_few_times(workspace: Workspace, watch: Watch) -> None:
    drop(workspace, "exports.csv")
    watch.look()
    keys = []
    for _ in range(MAX_ATTEMPTS):
        [request] = watch.look()
        keys.append(request.run_key)
        watch.launch(request, dg.DagsterRunStatus.FAILURE)
    assert len(set(keys)) == MAX_ATTEMPTS
    assert watch.look() == []
    drop(workspace, "corrected.csv")  # something new is a new reason
    watch.look()
    assert len(watch.look()) == 1


def test_a_cancelled_run_is_left_to_the_person(workspace: Workspace, watch: Watch) -> None:
    drop(workspace, "exports.csv")
    watch.look()
    [request] = watch.look()
    watch.launch(request, dg.DagsterRunStatus.CANCELED)
    assert watch.look() == []


def test_a_dead_run_frees_its_place_unless_somebody_writes(
    workspace: Workspace, watch: Watch, instance: dg.DagsterInstance, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = instance.create_run_for_job(watch.job, status=dg.DagsterRunStatus.STARTED)
    now = datetime.now(UTC).timestamp()
    monkeypatch.setattr("pipelines.orchestration.instance.time.time", lambda: now + 3600)
    with writer_lock(workspace):
        watch.look()
        assert instance.get_run_by_id(run.run_id).status == dg.DagsterRunStatus.STARTED
    watch.look()
    assert instance.get_run_by_id(run.run_id).status == dg.DagsterRunStatus.FAILURE


@pytest.mark.parametrize("name", ["~$exports.xlsx", "exports.xlsx.part", ".exports.csv.swp", "exports.crdownload"])
def test_unfinished_files_are_not_looked_at(workspace: Workspace, watch: Watch, name: str) -> None:
    drop(workspace, name)
    assert [watch.look(), watch.look()] == [[], []]


def test_links_and_pipes_are_not_followed(workspace: Workspace, watch: Watch) -> None:
    folder = drop(workspace, "exports.csv").parent
    before = [f.path for f in listing(workspace)]
    (folder / "link.csv").symlink_to("/etc/passwd")
    os.mkfifo(folder / "pipe.csv")
    assert [f.path for f in listing(workspace)] == before


def test_the_fingerprint_is_of_contents_and_notes(workspace: Workspace) -> None:
    path = drop(workspace, "exports.csv")
    first = fingerprint(workspace, listing(workspace))
    os.utime(path, (1, 1))
    assert fingerprint(workspace, listing(workspace)) == first
    drop(workspace, "exports.csv.source.yaml", "office: customs\n")
    second = fingerprint(workspace, listing(workspace))
    assert second != first
    path.write_text("a,b\n1,3\n", "utf-8")
    assert fingerprint(workspace, listing(workspace)) not in (first, second)


def test_the_request_carries_what_the_run_is_found_by(workspace: Workspace, watch: Watch) -> None:
    drop(workspace, "exports.csv")
    watch.look()
    [request] = watch.look()
    assert request.run_key == f"{request.tags[INVENTORY_TAG]}:1"
