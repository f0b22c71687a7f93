"""The published file with the rows of each table in another order, to see whether an answer hangs on it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from pipelines.foundation.workspace import PROJECT_ROOT
from pipelines.modelling import public_tables


@contextmanager
def shuffled(file: Path, seed: int) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a copy in memory of all tables and views of ``file``, each table's rows ordered by a hash of ``seed``."""
    with duckdb.connect() as copy:
        copy.execute(f"ATTACH '{file}' AS source (READ_ONLY)")
        names = "SELECT table_name FROM duckdb_tables() WHERE database_name = 'source'"
        for (name,) in copy.execute(names).fetchall():
            copy.execute(f'CREATE TABLE "{name}" AS SELECT * FROM source."{name}" ORDER BY hash(rowid, {seed})')
        views = dict(
            copy.execute("SELECT view_name, sql FROM duckdb_views() WHERE database_name = 'source'").fetchall()
        )
        for table in public_tables(PROJECT_ROOT / "models"):  # in which a view stands behind what it reads
            if table.name in views:
                copy.execute(views[table.name].replace("CREATE VIEW source.", "CREATE VIEW "))
        copy.execute("DETACH source")
        yield copy


def answers_of_shuffled(file: Path, seed: int, queries: list[str]) -> list[list[tuple[Any, ...]]]:
    """Return the rows of each query, in order, from such a copy."""
    with shuffled(file, seed) as copy:
        return [copy.execute(sql).fetchall() for sql in queries]
