"""The database of a published version, opened so that a query can neither write nor reach any other file."""

from __future__ import annotations

import atexit
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from pipelines.published.versions import PublishedVersion

if TYPE_CHECKING:
    import duckdb
    import pandas as pd
    import pyarrow as pa

#: One configuration for all readers of a process; DuckDB refuses to open a file twice with two.
CONFIGURATION: dict[str, Any] = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "memory_limit": "1GB",
    "threads": "2",
    "temp_directory": "",
    "lock_configuration": "true",
}
TIMEOUT_SECONDS = 20.0


class QueryRefused(ValueError):
    """The text is not one SELECT."""


class QueryTimeout(TimeoutError):
    """The query took longer than it may."""


class PublishedDatabase:
    """One version's database, safe to share between threads: every query has a cursor of its own."""

    _opened: dict[Path, PublishedDatabase] = {}  # noqa: RUF012 - the cache of the class
    _opening = threading.Lock()

    def __init__(self, version: PublishedVersion, connection: duckdb.DuckDBPyConnection) -> None:
        self.version = version
        self._connection = connection
        self._lock = threading.Lock()
        self._holders = 0

    @classmethod
    def open(cls, version: PublishedVersion) -> PublishedDatabase:
        """Return the database of ``version``, opened once a process; :meth:`close` gives it back."""
        import duckdb

        with cls._opening:
            for gone in [path for path in cls._opened if not path.exists()]:
                del cls._opened[gone]  # pruned; it closes when the last reader lets it go
            if not cls._opened:
                atexit.unregister(cls._close_all)
                atexit.register(cls._close_all)
            if version.path not in cls._opened:
                connection = duckdb.connect(str(version.database), read_only=True, config=CONFIGURATION)
                cls._opened[version.path] = cls(version, connection)
            found = cls._opened[version.path]
            found._holders += 1
            return found

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def query(self, sql: str, params: Sequence[Any] = (), *, timeout: float = TIMEOUT_SECONDS) -> pd.DataFrame:
        """Return the rows of one SELECT as a data frame; ``params`` fill its question marks.

        Decimals stay :class:`decimal.Decimal`, and whole numbers with gaps stay whole. Raises
        :class:`QueryRefused` on anything but one SELECT, :class:`QueryTimeout` when it takes too long.
        """
        return self.arrow(sql, params, timeout=timeout).to_pandas(integer_object_nulls=True)

    def arrow(self, sql: str, params: Sequence[Any] = (), *, timeout: float = TIMEOUT_SECONDS) -> pa.Table:
        """Return the rows of one SELECT as an Arrow table; see :meth:`query`."""
        import duckdb

        with self._lock:
            cursor = self._connection.cursor()
        watch = threading.Timer(timeout, cursor.interrupt)
        watch.daemon = True
        try:
            statements = cursor.extract_statements(sql)
            if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
                raise QueryRefused("one SELECT is expected")
            watch.start()
            return cursor.sql(statements[0], params=list(params)).to_arrow_table()
        except duckdb.InterruptException:
            raise QueryTimeout(f"the query took longer than {timeout:g} seconds") from None
        finally:
            watch.cancel()
            cursor.close()

    def rows(self, sql: str, params: Sequence[Any] = ()) -> list[dict[str, Any]]:
        """Return the rows of one SELECT as dictionaries of exact Python values; see :meth:`query`."""
        return list(self.arrow(sql, params).to_pylist())

    def close(self) -> None:
        """Give the database back, for tests and short programs; the file is let go with its last holder."""
        with self._opening:
            self._holders -= 1
            if self._holders <= 0:
                self._opened.pop(self.version.path, None)
                self._connection.close()

    @classmethod
    def forget(cls, version: PublishedVersion) -> None:
        """Let the database of ``version`` go, whoever holds it; a query that runs still ends. Its files may be gone."""
        with cls._opening:
            found = cls._opened.pop(version.path, None)
        if found is not None:
            found._connection.close()

    @classmethod
    def _close_all(cls) -> None:
        """Close what is open when the process ends; DuckDB complains about connections that nobody closed."""
        for database in list(cls._opened.values()):
            database._holders = 0
            database.close()
