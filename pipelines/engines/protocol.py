"""What a model needs of an engine, and no more.

Models are written in a subset of SQL that every engine shares (``pipelines.modelling.portability`` holds them
to it), so an engine only has to create tables from queries and from Parquet files, and to give rows back.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import pyarrow as pa


class Engine(Protocol):
    """Creates tables named ``schema.name`` and reads them back."""

    def create_schema(self, schema: str) -> None:
        """Make ``schema`` if it is not there."""

    def create_table(self, schema: str, name: str, query: str) -> int:
        """(Re)create a table from a query in the models' dialect; return its rows."""

    def load_arrow(self, schema: str, name: str, table: pa.Table) -> int:
        """(Re)create a table from Arrow data; return its rows."""

    def load_parquet(self, schema: str, name: str, files: Sequence[Path], columns: Sequence[tuple[str, str]]) -> int:
        """(Re)create a table of ``columns`` (name, SQL type) from Parquet files, which may be none."""

    def query(self, sql: str) -> pa.Table:
        """Return the rows of a query."""
