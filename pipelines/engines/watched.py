"""An engine that writes down which tables are read and made through it, so that nobody has to declare them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from pipelines.engines.duckdb_engine import DuckDBEngine

if TYPE_CHECKING:
    import pyarrow as pa

#: A table as statements name it. What only looks like one is told apart by the catalogue of the engine.
NAMED = re.compile(r'\b(clean|core|indicators|derived|reference)\s*\.\s*"?(\w+)"?')


class WatchedEngine(DuckDBEngine):
    """Works on the file of another engine; ``read`` and ``made`` name tables as ``schema.name``.

    A table that was made here before it was read is no input. Statements are not parsed: every name that occurs in one
    counts as read, which is rather too much than too little.
    """

    def __init__(self, engine: DuckDBEngine) -> None:
        self.connection = engine.connection
        self.read: set[str] = set()
        self.made: set[str] = set()

    def create_table(self, schema: str, name: str, query: str) -> int:
        """(Re)create ``schema.name`` from ``query``; return its rows."""
        self._see(query)
        rows = super().create_table(schema, name, query)
        self.made.add(f"{schema}.{name}")
        return rows

    def execute(self, sql: str) -> list[tuple[Any, ...]]:
        """Run a statement and return its rows."""
        self._see(sql)
        return super().execute(sql)

    def query(self, sql: str, parameters: Sequence[Any] = ()) -> pa.Table:
        """Return the rows of a query as Arrow."""
        self._see(sql)
        return super().query(sql, parameters)

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[dict[str, Any]]:
        """Return the few rows of a query as dictionaries."""
        self._see(sql)
        return super().rows(sql, parameters)

    def _see(self, sql: str) -> None:
        self.read |= {f"{schema}.{name}" for schema, name in NAMED.findall(sql)} - self.made
