"""Keep the files open into which the events of a run are written, while it is: they cost half of its time otherwise.

Dagster's storage in SQLite makes an engine of SQLAlchemy, and opens and closes its file, for each of some seven hundred
events; and SQLite moves a write-ahead log into its file, with six waits for the disk, whenever the last connection
closes. No setting changes that, and it is unlikely to be changed: SQLite is Dagster's storage for trials
(dagster-io/dagster#2101). Nothing private is reached into: every storage in SQL hands out its connections by the two
methods ``run_connection`` and ``index_connection``, and those of one run's own storage answer from here until it ends;
``has_table``, which opens the file once more for each asset, is asked once.
A test says when Dagster opens a file once by itself, and this module can go.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from functools import cache
from threading import Lock
from typing import Any

import sqlalchemy as sql
from dagster import DagsterInstance

#: The file in which the events of all runs are looked up; that of a run has its id for a name.
INDEX = "index"
#: Seconds for which a writer waits for another process: as long as Dagster's own.
BUSY_S = 30


@contextmanager
def events_kept_open(instance: DagsterInstance, run_id: str) -> Iterator[None]:
    """Keep the files of the events of ``run_id`` open; a storage that is not one of files is left as it is."""
    storage: Any = instance.event_log_storage
    if not hasattr(storage, "conn_string_for_shard"):
        yield
        return
    with storage.run_connection(run_id):
        pass  # the file of the run is made here, if it is not there
    with ExitStack() as held:
        connections = {
            name: held.enter_context(_opened(storage.conn_string_for_shard(name))) for name in (INDEX, run_id)
        }
        others, lock = storage.run_connection, Lock()

        @contextmanager
        def connected(name: str) -> Iterator[sql.Connection]:
            with lock, connections[name].begin():
                yield connections[name]

        def run_connection(run_id: str | None = None) -> AbstractContextManager[sql.Connection]:
            return connected(run_id) if run_id in connections else others(run_id)

        storage.run_connection, storage.index_connection = run_connection, lambda: connected(INDEX)
        storage.has_table = cache(storage.has_table)  # asked of the same one for each asset, in a file opened for it
        held.callback(_as_before, storage)
        yield


def _as_before(storage: Any) -> None:
    del storage.run_connection, storage.index_connection, storage.has_table


@contextmanager
def _opened(url: str) -> Iterator[sql.Connection]:
    engine = sql.create_engine(url, connect_args={"timeout": BUSY_S})
    try:
        with engine.connect() as connection:
            # The write-ahead log is whole after a kill either way; only a power failure could take the last events.
            connection.execute(sql.text("PRAGMA synchronous = NORMAL"))
            connection.commit()
            yield connection
    finally:
        engine.dispose()
