"""The watcher under bad conditions: files that grow, vanish or are swapped, clocks that lie, a daemon that dies."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import dagster as dg
import duckdb
import pytest

from pipelines.foundation.workspace import PROJECT_ROOT, Workspace
from pipelines.orchestration import fingerprint as fingerprints
from pipelines.orchestration.catalogue import Catalogue
from pipelines.orchestration.home import LOCATION, MODULE, write_code_location
from pipelines.orchestration.instance import INVENTORY_TAG, open_instance
from pipelines.orchestration.job import definitions
from pipelines.orchestration.triggers import MAX_ATTEMPTS, PATIENCE
from pipelines.published import resolve_current
from tests.pipeline.orchestration_stub import StubBuild, StubRun, Watch

SUCCESS, FAILURE = dg.DagsterRunStatus.SUCCESS, dg.DagsterRunStatus.FAILURE


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
def watch(catalogue: Catalogue, workspace: Workspace, instance: dg.DagsterInstance) -> Watch:
    defs = definitions(catalogue, run=StubRun(StubBuild(catalogue)), workspace=workspace)
    return Watch(defs, instance)


def drop(workspace: Workspace, name: str, content: str = "a,b\n1,2\n") -> Path:
    path = workspace.raw / "exports" / "1402-customs" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, "utf-8")
    return path


# --- never doubles, never loses ------------------------------------------------------------------------------


def test_many_files_at_once_start_one_run(workspace: Workspace, watch: Watch) -> None:
    for number in range(500):
        drop(workspace, f"{number}.csv", f"a\n{number}\n")
    assert [watch.look_and_run() for _ in range(4)] == [0, 1, 0, 0]


def test_a_file_that_grows_holds_the_others_up_for_a_while_only(workspace: Workspace, watch: Watch) -> None:
    drop(workspace, "ready.csv")
    growing = drop(workspace, "growing.csv")
    runs = []
    for number in range(2 * PATIENCE):
        with growing.open("a", encoding="utf-8") as file:
            file.write(f"{number},2\n")
        runs.append(watch.look_and_run())
    assert runs == [0] * PATIENCE + [1] + [0] * (PATIENCE - 1), "one run for the file that is ready"
    assert [watch.look_and_run(), watch.look_and_run()] == [1, 0], "and one for the other, once it rests"


def test_a_file_alone_is_never_taken_while_it_grows(workspace: Workspace, watch: Watch) -> None:
    growing = drop(workspace, "growing.csv")
    for number in range(2 * PATIENCE):
        with growing.open("a", encoding="utf-8") as file:
            file.write(f"{number},2\n")
        assert watch.look_and_run() == 0


def test_a_taken_file_that_is_written_anew_starts_nothing_until_it_rests(workspace: Workspace, watch: Watch) -> None:
    path = drop(workspace, "exports.csv")
    assert [watch.look_and_run(), watch.look_and_run()] == [0, 1]
    for number in range(3):
        path.write_text(f"a,b\n{number},2\n", "utf-8")
        assert watch.look_and_run() == 0
    assert watch.look_and_run() == 1


def test_files_that_are_put_back_as_they_were_are_a_change_too(workspace: Workspace, watch: Watch) -> None:
    path = drop(workspace, "exports.csv", "a\n1\n")
    assert [watch.look_and_run(), watch.look_and_run()] == [0, 1]
    path.write_text("a\n2\n", "utf-8")
    assert [watch.look_and_run(), watch.look_and_run()] == [0, 1]
    path.write_text("a\n1\n", "utf-8")
    assert [watch.look_and_run(), watch.look_and_run(), watch.look_and_run()] == [0, 1, 0]


def test_failures_are_counted_from_the_last_success_on(workspace: Workspace, watch: Watch) -> None:
    path = drop(workspace, "exports.csv", "a\n1\n")
    watch.look()
    assert [watch.look_and_run(FAILURE), watch.look_and_run()] == [1, 1]
    path.write_text("a\n2\n", "utf-8")
    assert [watch.look_and_run(), watch.look_and_run()] == [0, 1]
    path.write_text("a\n1\n", "utf-8")
    watch.look()
    assert [watch.look_and_run(FAILURE) for _ in range(MAX_ATTEMPTS + 1)] == [1] * MAX_ATTEMPTS + [0]


@pytest.mark.parametrize("cursor", ["", "{", "[]", "null", '{"seen": 5}', "0123abcd", '{"waited": "x"}'])
def test_a_cursor_that_was_lost_or_damaged_costs_one_look(workspace: Workspace, watch: Watch, cursor: str) -> None:
    drop(workspace, "exports.csv")
    watch.cursor = cursor
    assert [watch.look_and_run(), watch.look_and_run(), watch.look_and_run()] == [0, 1, 0]


@pytest.mark.parametrize("content", ["", "{", "[]", '{"exports/1402-customs/exports.csv": 5}'])
def test_kept_hashes_that_were_damaged_are_made_again(workspace: Workspace, watch: Watch, content: str) -> None:
    drop(workspace, "exports.csv")
    assert [watch.look_and_run(), watch.look_and_run()] == [0, 1]
    (workspace.dagster_home / "fingerprints.json").write_text(content, "utf-8")
    assert [watch.look_and_run(), watch.look_and_run()] == [0, 0]


# --- files and clocks that misbehave -------------------------------------------------------------------------


def test_a_clock_that_goes_backwards_hides_nothing(workspace: Workspace, watch: Watch) -> None:
    """Another file of equal size, dated before the first one, or to the same nanosecond."""
    path = drop(workspace, "exports.csv", "a\n1\n")
    assert [watch.look_and_run(), watch.look_and_run()] == [0, 1]
    dated = path.stat().st_mtime_ns
    for content, when in (("a\n2\n", dated), ("a\n3\n", dated - 10**15), ("a\n4\n", dated + 10**18)):
        path.write_text(content, "utf-8")
        os.utime(path, ns=(when, when))
        assert [watch.look_and_run(), watch.look_and_run()] == [0, 1], content


def test_a_file_that_goes_away_between_the_look_and_its_reading(
    workspace: Workspace, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop(workspace, "stays.csv")
    goes = drop(workspace, "goes.csv")
    assert watch.look_and_run() == 0
    read = fingerprints.sha256_of

    def gone(path: Path) -> tuple[str, int]:
        goes.unlink(missing_ok=True)
        return read(path)

    monkeypatch.setattr(fingerprints, "sha256_of", gone)
    assert [watch.look_and_run(), watch.look_and_run()] == [1, 0]


def test_a_file_that_is_swapped_while_it_is_read_waits_for_the_next_look(
    workspace: Workspace, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop(workspace, "a.csv")
    swapped = drop(workspace, "b.csv", "a\n1\n")
    assert watch.look_and_run() == 0
    read = fingerprints.sha256_of

    def swap(path: Path) -> tuple[str, int]:
        found = read(path)
        if path == swapped:
            fresh = path.with_suffix(".part")
            fresh.write_text("a\n2\n", "utf-8")
            os.replace(fresh, path)
        return found

    monkeypatch.setattr(fingerprints, "sha256_of", swap)
    watch.look_and_run()
    monkeypatch.undo()
    assert [watch.look_and_run(), watch.look_and_run(), watch.look_and_run()] == [0, 1, 0]


def test_what_cannot_be_read_stops_nothing(workspace: Workspace, watch: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    drop(workspace, "a.csv")
    locked = drop(workspace, "b.csv")
    read = fingerprints.sha256_of

    def refuse(path: Path) -> tuple[str, int]:
        if path == locked:
            raise PermissionError(13, "Permission denied")
        return read(path)

    monkeypatch.setattr(fingerprints, "sha256_of", refuse)
    assert [watch.look_and_run(), watch.look_and_run(), watch.look_and_run()] == [0, 1, 0]


def test_a_file_that_becomes_a_link_is_not_followed(workspace: Workspace, watch: Watch) -> None:
    path = drop(workspace, "exports.csv")
    assert [watch.look_and_run(), watch.look_and_run()] == [0, 1]
    path.unlink()
    path.symlink_to("/etc/hostname")
    drop(workspace, "other.csv")
    assert [watch.look_and_run(), watch.look_and_run(), watch.look_and_run()] == [0, 1, 0]


# --- the real daemon -----------------------------------------------------------------------------------------

HEADER = "گمرک,کشور طرف معامله,تعرفه,وزن (کیلوگرم),ارزش (ریال),ارزش (دلار)\n"
ROWS = 40


class Daemon:
    """The code server and the daemon of one workspace, as ``naqsheh serve`` starts them."""

    def __init__(self, workspace: Workspace) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.location = str(write_code_location(workspace, port=port))
        self.log = (workspace.root / "daemon.log").open("ab")
        self.environment = {
            **os.environ,
            "NAQSHEH_WORKSPACE": str(workspace.root),
            "NAQSHEH_LOOK_SECONDS": "2",
            "DAGSTER_HOME": str(workspace.dagster_home),
            "PYTHONPATH": str(PROJECT_ROOT),
        }
        self.code = self._start(
            "dagster",
            "api",
            "grpc",
            "--host",
            "127.0.0.1",
            "--port",
            str(port),
            "--module-name",
            MODULE,
            "--working-directory",
            str(PROJECT_ROOT),
            "--location-name",
            LOCATION,
            "--use-python-environment-entry-point",
        )
        wait(lambda: _listens(port), "the code server")
        self.process = self._daemon()

    def _start(self, *arguments: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", *arguments],
            cwd=PROJECT_ROOT,
            env=self.environment,
            stdout=self.log,
            stderr=self.log,
            start_new_session=True,
        )

    def _daemon(self) -> subprocess.Popen[bytes]:
        return self._start("dagster._daemon", "run", "--workspace", self.location)

    def kill_and_restart(self) -> None:
        """Kill the daemon without a word and start another one."""
        self.process.kill()
        self.process.wait()
        self.process = self._daemon()

    def stop(self) -> None:
        for process in (self.process, self.code):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        self.log.close()


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def wait(condition: Callable[[], object], what: str, seconds: float = 240) -> None:
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, f"waited in vain for {what}"
        time.sleep(0.3)


@pytest.mark.slow
def test_a_daemon_that_is_killed_again_and_again_publishes_a_slow_file_once(
    workspace: Workspace, instance: dg.DagsterInstance
) -> None:
    """The file arrives row by row; the daemon dies while it does, and again when its run has been asked for."""
    daemon = Daemon(workspace)

    def looks() -> int:
        states = instance.all_instigator_state()
        return sum(len(instance.get_ticks(s.instigator_origin_id, s.selector_id)) for s in states)

    def runs() -> list[dg.DagsterRun]:
        return [r for r in instance.get_runs() if INVENTORY_TAG in r.tags]

    try:
        wait(lambda: looks() > 0, "the first look")
        path = drop(workspace, "صادرات.csv", HEADER)
        for number in range(ROWS):
            with path.open("a", encoding="utf-8") as file:
                file.write(f"کرمان,آلمان,57021020,{100 + number},{2_000_000 + number},{300 + number}\n")
            if number == ROWS // 2:
                daemon.kill_and_restart()
            assert runs() == [], "nothing half-copied is taken"
            time.sleep(0.5)
        wait(runs, "the run")
        daemon.kill_and_restart()
        wait(lambda: resolve_current(workspace.curated), "the publication")
        wait(lambda: all(run.is_finished for run in runs()), "the end of the run")
        seen = looks()
        wait(lambda: looks() >= seen + 2, "two more looks")
    finally:
        daemon.stop()
    assert [run.status for run in runs()] == [SUCCESS]
    version = resolve_current(workspace.curated)
    assert version is not None and version.version == 1
    with duckdb.connect(str(version.database), read_only=True) as db:
        told = db.execute("SELECT file_name, rows_read, state FROM deliveries").fetchall()
    assert [(name, rows) for name, rows, _ in told] == [("صادرات.csv", ROWS)]
