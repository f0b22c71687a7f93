"""Run the queries of core models and indicators: in DuckDB, or on a cluster, from which the tables come home.

Whatever runs them, every table ends in the working file with the same values and types, so that all that follows
(what is derived, published, cached) knows nothing of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Protocol

from pipelines.foundation.hashing import file_hash
from pipelines.foundation.sql_text import literal, quoted
from pipelines.modelling.contributions import CONTRIBUTION_COLUMNS
from pipelines.modelling.models import CoreModel, Indicator

if TYPE_CHECKING:
    from pipelines.engines import DuckDBEngine
    from pipelines.engines.shared_storage import SharedStorage
    from pipelines.engines.spark_connect import SparkConnect

Columns = Sequence[tuple[str, str]]


class ModelRunner(Protocol):
    """Makes the tables of core models and indicators in the working file."""

    def take_clean(self, feed: str, files: Sequence[Path], columns: Columns) -> None:
        """Learn of which files ``clean.<feed>`` consists now."""

    def make(self, model: CoreModel | Indicator) -> int:
        """(Re)make a model's table; return its rows."""


class HouseRunner:
    """Runs the queries where the working file is."""

    def __init__(self, engine: DuckDBEngine) -> None:
        self._engine = engine

    def take_clean(self, feed: str, files: Sequence[Path], columns: Columns) -> None:
        """Nothing is to be learned: the rows are in the working file."""

    def make(self, model: CoreModel | Indicator) -> int:
        """(Re)make a model's table; return its rows."""
        schema, name = model.table.split(".", 1)
        return self._engine.create_table(schema, name, query_of(model))


class ClusterRunner:
    """Runs the queries on a cluster and brings their tables home.

    Clean rows are read where they were cleaned to; a table that was made here, or that stood from an earlier build, is
    handed over when a query reads it for the first time.
    """

    def __init__(self, engine: DuckDBEngine, cluster: SparkConnect, storage: SharedStorage) -> None:
        self._engine, self._cluster, self._storage = engine, cluster, storage
        self._clean: dict[str, tuple[Sequence[Path], Columns]] = {}
        self._shown: set[str] = set()

    def take_clean(self, feed: str, files: Sequence[Path], columns: Columns) -> None:
        """Learn of which files ``clean.<feed>`` consists now; it is shown to the cluster when a query reads it."""
        self._clean[f"clean.{feed}"] = files, columns
        self._shown.discard(f"clean.{feed}")

    def make(self, model: CoreModel | Indicator) -> int:
        """(Re)make a model's table on the cluster; return its rows."""
        for table in sorted(model.reads - self._shown):
            self._show(table)
        types = types_of(model)
        found = self._cluster.make(model.table, query_of(model), types)
        self._shown.add(model.table)
        schema, name = model.table.split(".", 1)
        return self._engine.load_dataset(schema, name, found, types)

    def _show(self, table: str) -> None:
        if table in self._clean:
            files, columns = self._clean[table]
            urls = [self._storage.put(f"{table.replace('.', '/')}/{file_hash(f)}.parquet", f) for f in files]
            self._cluster.show(table, urls, dict(columns))
        else:
            types = self._types_here(table)
            self._cluster.show(table, [self._handed(table, types)], types)
        self._shown.add(table)

    def _types_here(self, table: str) -> dict[str, str]:
        schema, name = table.split(".", 1)
        told = self._engine.execute(f"SELECT column_name, column_type FROM (DESCRIBE {quoted(schema)}.{quoted(name)})")
        return {str(column): str(kind) for column, kind in told}

    def _handed(self, table: str, types: Mapping[str, str]) -> str:
        """Lay a table of the working file into the shared storage; return how the cluster names it."""
        from pipelines.engines.shared_storage import HANDED
        from pipelines.engines.spark_sql import WIDER

        schema, name = table.split(".", 1)
        # Parquet has no HUGEINT: it would come over as floating point.
        columns = ", ".join(f"CAST({quoted(c)} AS {WIDER.get(t, t)}) AS {quoted(c)}" for c, t in types.items())
        with TemporaryDirectory(prefix="naqsheh-handed-") as folder:
            file = Path(folder) / f"{name}.parquet"
            query = f"SELECT {columns} FROM {quoted(schema)}.{quoted(name)}"
            self._engine.execute(f"COPY ({query}) TO {literal(str(file))} (FORMAT parquet, COMPRESSION zstd)")
            return self._storage.put(f"{HANDED}/{table}-{file_hash(file)}.parquet", file)


def query_of(model: CoreModel | Indicator) -> str:
    """Return the query that makes a model's table."""
    return model.query if isinstance(model, Indicator) else model.sql


def types_of(model: CoreModel | Indicator) -> Mapping[str, str]:
    """Return the type of each column of a model's table."""
    return dict(CONTRIBUTION_COLUMNS) if isinstance(model, Indicator) else model.types
