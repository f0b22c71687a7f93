"""Write the public tables: the documented DuckDB file and the same tables as Parquet.

Each file of ``models/public`` is one table or one view. A column that is built and not documented, or documented and
not built, stops the build: the header is the documentation, so it must be true. A view has no Parquet and nothing of
its own to validate: all that it shows was checked in the tables that it reads.

The file is written in an older form of storage than the engine's newest, so that the tools that analysts have can open
it. Keys are told in comments and in the dictionary and are no constraints: their indexes would make the file three
times as large, and a row too many would stop a build before validation could name the delivery that brought it.
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
#: The oldest DuckDB that can read the file; a test reads it with that very version.
STORAGE = "v1.2.0"
#: The schema of the published file.
MAIN = "main"


def in_both(english: str, persian: str) -> str:
    """Return a text in both languages as tools show it, the English first; alone where there is no Persian."""
    return f"{english} — {persian}" if persian else english


def about_table(table: PublicTable) -> str:
    """Return the comment of a table: title, grain, how it is misread and its key, in English and then in Persian."""
    grain = f" هر سطر: {table.grain_fa}." if table.grain_fa else ""
    trap = {language: f" {text}" for language, text in table.trap.items()}
    return in_both(
        f"{table.title['en']}. Grain: {table.grain}.{trap.get('en', '')} Key: {', '.join(table.key)}.",
        f"{table.title['fa']}.{grain}{trap.get('fa', '')} کلید: {'، '.join(table.key)}.",
    )


class PublicFile:
    """The DuckDB file under construction, attached to the working engine as ``public``; used as a context."""

    NAME = DATABASE

    def __init__(self, engine: DuckDBEngine, folder: Path) -> None:
        self._engine, self._folder = engine, folder
        self._parquet = folder / "parquet"
        self._parquet.mkdir(parents=True, exist_ok=True)
        where = literal(str(folder / DATABASE))
        engine.connection.execute(f"ATTACH {where} AS public (STORAGE_VERSION {literal(STORAGE)})")

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
        connection, target = self._engine.connection, f"public.{MAIN}.{quoted(table.name)}"
        self._create("TABLE", table, table.sql)
        parquet = self.parquet_of(table)
        connection.execute(
            f"COPY (SELECT * FROM {target}) TO {literal(str(parquet))} (FORMAT parquet, COMPRESSION zstd)"
        )
        return int(connection.execute(f"SELECT count(*) FROM {target}").fetchall()[0][0])

    def write_view(self, view: PublicTable) -> None:
        """Make a view with its comments; the tables and views that it reads must be there."""
        # Named by their schema alone: a reader may attach the file under any name.
        self._create("VIEW", view, view.sql_in(MAIN))

    def _create(self, kind: str, table: PublicTable, sql: str) -> None:
        connection, target = self._engine.connection, f"public.{MAIN}.{quoted(table.name)}"
        with self._at_once():
            connection.execute(f"CREATE {kind} {target} AS {sql}")
            self._check_columns(table, target)
            connection.execute(f"COMMENT ON {kind} {target} IS {literal(about_table(table))}")
            for column in table.columns:
                about = in_both(column.description, column.description_fa)
                connection.execute(f"COMMENT ON COLUMN {target}.{quoted(column.name)} IS {literal(about)}")

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
    """Write ``tables``, tell ``written`` of each and its Parquet file at once; return the rows of each by name.

    Views come last, and neither have rows of their own nor are told.
    """
    rows: dict[str, int] = {}
    for table in (t for t in tables if not t.is_view):
        rows[table.name] = public.write(table)
        if written is not None:
            written(table, public.parquet_of(table))
    for view in (t for t in tables if t.is_view):
        public.write_view(view)
    return rows
