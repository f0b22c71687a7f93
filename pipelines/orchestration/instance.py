"""The orchestrator's run storage, and what a killed process leaves behind in it."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from typing import Any

import dagster as dg
from dagster import DagsterInstance
from dagster._core.storage.event_log import SqliteEventLogStorage
from dagster._core.storage.event_log.sqlite import sqlite_event_log

from pipelines.orchestration.home import prepare_home
from pipelines.workspace import Workspace

JOB = "build_roadmap"

#: Tag by which a run is found again for what lay in ``raw/`` when it started.
INVENTORY_TAG = "naqsheh/inventory"
#: Tag under which the web pages find the runs of a job.
REPOSITORY_TAG = ".dagster/repository"

#: A run that has started, while nobody has held the writer's lock for this long, is dead.
DEAD_AFTER_S = 60.0


def open_instance(workspace: Workspace) -> DagsterInstance:
    """Open the workspace's run storage."""
    return DagsterInstance.from_config(str(prepare_home(workspace)))


@contextmanager
def events_kept_open(instance: DagsterInstance, run_id: str) -> Iterator[None]:
    """Keep the files open into which the events of a run are written, while it is: it takes 0.4 of the time.

    The storage sets up SQLAlchemy and opens and closes its files for each of some seven hundred events. SQLite moves
    a write-ahead log into its file, with six waits for the disk, whenever the last connection closes; the connections
    here only hold the door. And one engine a file does what a new one an event would do.
    """
    storage = instance.event_log_storage
    with ExitStack() as held:
        if isinstance(storage, SqliteEventLogStorage):
            held.enter_context(_one_engine_a_file())
            with storage.run_connection(run_id):
                pass  # the file of the run is made here, if it is not there
            for shard in (sqlite_event_log.INDEX_SHARD_NAME, run_id):
                connection = held.enter_context(closing(sqlite3.connect(storage.path_for_shard(shard))))
                connection.execute("SELECT count(*) FROM event_logs WHERE id < 0").fetchall()
        yield


@contextmanager
def _one_engine_a_file() -> Iterator[None]:
    module: Any = sqlite_event_log
    make: Callable[..., Any] = module.create_engine
    made: dict[str, Any] = {}

    def known(url: str, **options: Any) -> Any:
        if url not in made:
            made[url] = make(url, **options)
        return made[url]

    module.create_engine = known
    try:
        yield
    finally:
        module.create_engine = make


def close_dead_runs(instance: DagsterInstance, *, older_than_s: float = DEAD_AFTER_S) -> list[str]:
    """Mark runs as failed whose process is gone; return their ids.

    To be called only while the caller holds the writer's lock: a run that works holds it, so one that has
    started and does not is dead. Young runs are left alone, since they may be about to ask for the lock.
    Without this a killed process would keep the single place in the queue for ever.
    """
    dead = []
    started = dg.RunsFilter(statuses=[dg.DagsterRunStatus.STARTED, dg.DagsterRunStatus.CANCELING])
    for record in instance.get_run_records(started):
        since = record.start_time or record.create_timestamp.timestamp()
        if time.time() - since >= older_than_s:
            instance.report_run_failed(
                record.dagster_run,
                "The process of this run ended before it had finished; nothing was published.",
            )
            dead.append(record.dagster_run.run_id)
    return dead
