"""Write the public tables: the documented DuckDB file and the same tables as Parquet.

Each file of ``models/public`` is one table. A column that is built and not documented, or documented and not
built, stops the build: the header is the documentation, so it must be true.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from pipelines.foundation.sql_text import literal, quoted
from pipelines.modelling import ModelError, PublicTable, column_faults

if TYPE_CHECKING:
    from pipelines.engines import DuckDBEngine

DATABASE = "roadmap.duckdb"


def in_both(english: str, persian: str) -> str:
    """Return a text in both languages as tools show it, the English first; alone where there is no Persian."""
    return f"{english} — {persian}" if persian else english


def about_table(table: PublicTable) -> str:
    """Return the comment of a table: title and grain, in English and then in Persian."""
    grain = f" هر سطر: {table.grain_fa}." if table.grain_fa else ""
    return in_both(f"{table.title['en']}. Grain: {table.grain}.", f"{table.title['fa']}.{grain}")


class PublicFile:
    """The DuckDB file under construction, attached to the working engine as ``public``; used as a context."""

    NAME = DATABASE

    def __init__(self, engine: DuckDBEngine, folder: Path) -> None:
        self._engine, self._folder = engine, folder
        self._parquet = folder / "parquet"
        self._parquet.mkdir(parents=True, exist_ok=True)
        engine.connection.execute(f"ATTACH {literal(str(folder / DATABASE))} AS public")

    def __enter__(self) -> PublicFile:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.close()
        else:
            self._engine.connection.execute("DETACH public")

    def write(self, table: PublicTable) -> int:
        """Build one public table with its comments, and its Parquet; return its rows."""
        connection, target = self._engine.connection, f"public.main.{quoted(table.name)}"
        with self._at_once():
            connection.execute(f"CREATE TABLE {target} AS {table.sql}")
            self._check_columns(table, target)
            connection.execute(f"COMMENT ON TABLE {target} IS {literal(about_table(table))}")
            for column in table.columns:
                about = in_both(column.description, column.description_fa)
                connection.execute(f"COMMENT ON COLUMN {target}.{quoted(column.name)} IS {literal(about)}")
        parquet = self.parquet_of(table)
        connection.execute(
            f"COPY (SELECT * FROM {target}) TO {literal(str(parquet))} (FORMAT parquet, COMPRESSION zstd)"
        )
        return int(connection.execute(f"SELECT count(*) FROM {target}").fetchall()[0][0])

    @contextmanager
    def _at_once(self) -> Iterator[None]:
        """Commit several statements together: each by itself would wait for the disk."""
        self._engine.connection.begin()
        try:
            yield
        except BaseException:
            self._engine.connection.rollback()
            raise
        self._engine.connection.commit()

    def parquet_of(self, table: PublicTable) -> Path:
        """Where the Parquet of a table lies."""
        return self._parquet / f"{table.name}.parquet"

    def _check_columns(self, table: PublicTable, target: str) -> None:
        built = self._engine.query(f"SELECT * FROM {target} LIMIT 0").column_names
        documented = [c.name for c in table.columns]
        if faults := column_faults(f"models/public/{table.name}.sql", built, documented):
            raise ModelError(faults)

    def close(self) -> None:
        """Checkpoint and let the file go; no write-ahead log may remain beside it."""
        self._engine.connection.execute("CHECKPOINT public")
        self._engine.connection.execute("DETACH public")


def write_tables(
    public: PublicFile,
    tables: Sequence[PublicTable],
    written: Callable[[PublicTable, Path], None] | None = None,
) -> dict[str, int]:
    """Write ``tables``, tell ``written`` of each and its Parquet file at once; return the rows of each by name."""
    rows: dict[str, int] = {}
    for table in tables:
        rows[table.name] = public.write(table)
        if written is not None:
            written(table, public.parquet_of(table))
    return rows
