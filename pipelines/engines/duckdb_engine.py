"""The embedded engine: one DuckDB file, no server, no network.

Extensions are never fetched; what the build needs (Parquet, JSON, ICU) is inside the library.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from pipelines.foundation.sql_text import parquet_sources, quoted

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.dataset as ds

OFFLINE_CONFIG: dict[str, Any] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}


class DuckDBEngine:
    """Runs models in a DuckDB file (or in memory); see :class:`pipelines.engines.protocol.Engine`."""

    def __init__(self, path: Path | None = None) -> None:
        self.connection = duckdb.connect(str(path) if path else ":memory:", config=OFFLINE_CONFIG)

    def bound(self, memory: str, spill: Path) -> None:
        """Let the engine use no more than ``memory`` («700MB») and spill the rest into the folder ``spill``."""
        self.connection.execute("SET memory_limit = ?", [memory])
        self.connection.execute("SET temp_directory = ?", [str(spill)])

    def close(self) -> None:
        """Write what is pending and let the file go."""
        self.connection.close()

    def create_schema(self, schema: str) -> None:
        """Make ``schema`` if it is not there."""
        self.connection.execute(f"CREATE SCHEMA IF NOT EXISTS {quoted(schema)}")

    def create_table(self, schema: str, name: str, query: str) -> int:
        """(Re)create ``schema.name`` from ``query``; return its rows."""
        target = f"{quoted(schema)}.{quoted(name)}"
        return int(self.execute(f"CREATE OR REPLACE TABLE {target} AS {query}")[0][0])

    def load_arrow(self, schema: str, name: str, table: pa.Table) -> int:
        """(Re)create ``schema.name`` from an Arrow table; return its rows."""
        return self._load(schema, name, table, "SELECT * FROM incoming_arrow")

    def load_dataset(self, schema: str, name: str, dataset: ds.Dataset | None, types: Mapping[str, str]) -> int:
        """(Re)create ``schema.name`` in these types from Parquet files, which may be none; return its rows.

        Rows that many machines have written come in any order, so they are sorted: equal rows make an equal table.
        """
        if dataset is None:
            return self.load_parquet(schema, name, (), list(types.items()))
        selected = ", ".join(f"CAST({quoted(c)} AS {types[c]}) AS {quoted(c)}" for c in dataset.schema.names)
        return self._load(schema, name, dataset, f"SELECT {selected} FROM incoming_arrow ORDER BY ALL")

    def _load(self, schema: str, name: str, incoming: object, query: str) -> int:
        self.connection.register("incoming_arrow", incoming)
        try:
            return self.create_table(schema, name, query)
        finally:
            self.connection.unregister("incoming_arrow")

    def keep_arrow(self, name: str, table: pa.Table) -> None:
        """Let queries read an Arrow table under ``name`` where it lies; it lives as long as the engine."""
        self.connection.register(name, table)

    def load_parquet(self, schema: str, name: str, files: Sequence[Path], columns: Sequence[tuple[str, str]]) -> int:
        """(Re)create ``schema.name`` of ``columns`` (name, SQL type) from Parquet files, which may be none."""
        if files:
            selected = ", ".join(f"CAST({quoted(c)} AS {t}) AS {quoted(c)}" for c, t in columns)
            source = parquet_sources(files, "union_by_name = true")
            return self.create_table(schema, name, f"SELECT {selected} FROM {source}")
        selected = ", ".join(f"CAST(NULL AS {t}) AS {quoted(c)}" for c, t in columns)
        return self.create_table(schema, name, f"SELECT {selected} WHERE false")

    def execute(self, sql: str) -> list[tuple[Any, ...]]:
        """Run a statement and return its rows."""
        # All rows are fetched, because an unfinished result would lock the connection.
        return self.connection.execute(sql).fetchall()

    def query(self, sql: str, parameters: Sequence[Any] = ()) -> pa.Table:
        """Return the rows of a query as Arrow; ``parameters`` fill its question marks."""
        return self.connection.sql(sql, params=list(parameters) or None).to_arrow_table()

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[dict[str, Any]]:
        """Return the few rows of a query as dictionaries; a long text is parsed once, not twice as by :meth:`query`."""
        done = self.connection.execute(sql, list(parameters) or None)
        names = [column[0] for column in done.description or ()]
        return [dict(zip(names, row, strict=True)) for row in done.fetchall()]
