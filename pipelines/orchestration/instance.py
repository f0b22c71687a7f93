"""The orchestrator's run storage, and what a killed process leaves behind in it."""

from __future__ import annotations

import os
import time

import dagster as dg
from dagster import DagsterInstance

from pipelines.foundation.messages import Message
from pipelines.foundation.workspace import Workspace
from pipelines.orchestration.home import POSTGRES_URL, prepare_home

JOB = "build_roadmap"

#: Tag by which a run is found again for what lay in ``raw/`` when it started.
INVENTORY_TAG = "naqsheh/inventory"
#: Tag under which the web pages find the runs of a job.
REPOSITORY_TAG = ".dagster/repository"

#: A run that has started, while nobody has held the writer's lock for this long, is dead.
DEAD_AFTER_S = 60.0


class RunStorageFault(RuntimeError):
    """The PostgreSQL that should keep the runs does not take them; ``message`` says so in both languages."""

    def __init__(self, error: BaseException) -> None:
        self.message = Message("run_storage_fails", "refuse", {"found": type(error).__name__})
        super().__init__(self.message.text("en"))


def open_instance(workspace: Workspace) -> DagsterInstance:
    """Open the storage of runs; raises :class:`RunStorageFault` where PostgreSQL is named and does not answer."""
    home = str(prepare_home(workspace))
    if not os.environ.get(POSTGRES_URL):
        return DagsterInstance.from_config(home)
    try:
        instance = DagsterInstance.from_config(home)
        instance.run_storage.get_run_ids(limit=1)
    except Exception as error:  # its text may hold the password
        raise RunStorageFault(error) from error
    return instance


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
