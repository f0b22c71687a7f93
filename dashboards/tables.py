"""Reading the published version: simple selects with parameters, remembered for as long as the version lives.

A page asks for rows of the public tables and gets plain dictionaries. Nothing here computes an indicator, and no
path but the published version's is opened.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from threading import Lock
from typing import Any

from pipelines.published import PublishedDatabase, resolve_current

from pipelines.workspace import Workspace

Row = Mapping[str, Any]

#: Open versions by path and number: the path is the version's own, so a new version is never read through an
#: old file. The last few stay open for pages that were drawn from them.
_OPEN: dict[tuple[str, int], PublishedDatabase] = {}
_KEPT = 4
_OPENING = Lock()


@lru_cache(maxsize=4096)
def _records(path: str, number: int, sql: str, parameters: tuple[Any, ...]) -> tuple[Row, ...]:
    frame = _OPEN[path, number].query(sql, parameters)
    names = [str(name) for name in frame.columns]
    return tuple(
        dict(zip(names, (_plain(value) for value in values), strict=True))
        for values in frame.itertuples(index=False, name=None)
    )


@dataclass(frozen=True, slots=True)
class Tables:
    """The public tables of one published version."""

    path: str
    number: int

    def rows(self, sql: str, *parameters: Any) -> tuple[Row, ...]:
        """Return the rows of a select; the answer is shared, so callers never change it."""
        return _records(self.path, self.number, sql, parameters)

    def one(self, sql: str, *parameters: Any) -> Row | None:
        """Return the first row of a select, or None."""
        found = self.rows(sql, *parameters)
        return found[0] if found else None

    def lookup(self, table: str, key: str) -> dict[str, Row]:
        """Return a small table of the schema by its key column; both names come from this package."""
        return {str(row[key]): row for row in self.rows(f"select * from {table} order by {key}")}

    def names(self) -> tuple[str, ...]:
        """Return the names of the public tables."""
        found = self.rows("select table_name from information_schema.tables order by table_name")
        return tuple(str(row["table_name"]) for row in found)

    def codes(self, list_name: str) -> dict[str, Row]:
        """Return one code list by code."""
        found = self.rows("select * from codes where list = ? order by sort, code", list_name)
        return {str(row["code"]): row for row in found}


def current() -> Tables | None:
    """Return the tables of the version that is published now, or None before the first build."""
    version = resolve_current(Workspace.default().curated)
    if version is None:
        return None
    path, number = str(version.path), int(version.version)
    with _OPENING:
        if (path, number) not in _OPEN:
            _OPEN[path, number] = PublishedDatabase.open(version)
            for old in list(_OPEN)[:-_KEPT]:
                del _OPEN[old]
    return Tables(path, number)


def _plain(value: Any) -> Any:
    """Return a cell as a Python value: absent values are None, whatever the frame made of them."""
    if value is None or isinstance(value, (str, bool, int, Decimal)):
        return value
    if isinstance(value, float):
        return None if math.isnan(value) else value
    if hasattr(value, "to_pydatetime"):
        return value.to_pydatetime()
    if isinstance(value, (dt.date, dt.datetime)):
        return value
    if type(value).__name__ in {"NaTType", "NAType"}:
        return None
    return value.item() if hasattr(value, "item") else value
