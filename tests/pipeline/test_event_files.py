"""The files of a run's events stay open while it is, and what is written is what Dagster itself would write."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import dagster as dg
import sqlalchemy as sql

from pipelines.foundation.workspace import Workspace
from pipelines.orchestration.event_files import events_kept_open
from pipelines.orchestration.instance import open_instance

EVENTS = 20


@dg.job
def nothing() -> None: ...


@contextmanager
def opened_files() -> Iterator[list[object]]:
    """Give a list in which each file that SQLAlchemy opens is noted."""
    opened: list[object] = []

    def note(connection: object, _: object) -> None:
        opened.append(connection)

    sql.event.listen(sql.pool.Pool, "connect", note)
    try:
        yield opened
    finally:
        sql.event.remove(sql.pool.Pool, "connect", note)


def write_events(instance: dg.DagsterInstance, run: dg.DagsterRun) -> int:
    """Write events of a run; return how many files were opened for them."""
    with opened_files() as opened:
        for n in range(EVENTS):
            instance.report_engine_event(f"event {n}", run)
    return len(opened)


def messages(instance: dg.DagsterInstance, run: dg.DagsterRun) -> list[str]:
    return [entry.message for entry in instance.all_logs(run.run_id) if "event " in entry.message]


def test_no_file_is_opened_for_an_event_and_every_event_is_there(tmp_path: Path) -> None:
    told = [f"event {n}" for n in range(EVENTS)]
    with open_instance(Workspace(tmp_path)) as instance:
        run, other = (instance.create_run_for_job(nothing) for _ in range(2))
        with events_kept_open(instance, run.run_id):
            assert write_events(instance, run) == 0
            assert messages(instance, run) == told
            instance.report_engine_event("event of another run", other)
        assert messages(instance, run) == told
    with open_instance(Workspace(tmp_path)) as instance:
        assert (messages(instance, run), messages(instance, other)) == (told, ["event of another run"])


def test_dagster_by_itself_opens_a_file_for_each_event(tmp_path: Path) -> None:
    """Where this fails, Dagster keeps its files open by itself: ``event_files`` can go."""
    with open_instance(Workspace(tmp_path)) as instance:
        assert write_events(instance, instance.create_run_for_job(nothing)) >= EVENTS


def test_a_storage_that_is_not_of_files_is_left_alone() -> None:
    with dg.DagsterInstance.ephemeral() as instance:
        run = instance.create_run_for_job(nothing)
        with events_kept_open(instance, run.run_id):
            write_events(instance, run)
        assert len(messages(instance, run)) == EVENTS


def test_the_storage_of_a_workspace_is_one_of_files_and_hands_out_its_connections(tmp_path: Path) -> None:
    """What is relied on: were one of these named otherwise, events would silently be written slowly again."""
    with open_instance(Workspace(tmp_path)) as instance:
        run = instance.create_run_for_job(nothing)
        with events_kept_open(instance, run.run_id):
            assert {"run_connection", "index_connection", "has_table"} <= vars(instance.event_log_storage).keys()
        assert not {"run_connection", "index_connection", "has_table"} & vars(instance.event_log_storage).keys()
