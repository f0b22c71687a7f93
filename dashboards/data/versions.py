"""Reading the published version: simple selects with parameters, remembered for as long as the version lives.

A page asks for rows of the public tables and gets plain dictionaries. Nothing here computes an indicator, and
no path but the published version's is opened.
"""

from __future__ import annotations

import json
import os
import re
import threading
from collections import Counter, OrderedDict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from pipelines.foundation.workspace import Workspace
from pipelines.published import (
    MANIFEST,
    PublishedDatabase,
    PublishedVersion,
    list_versions,
    past_folder,
    resolve_current,
)

Row = Mapping[str, Any]

#: Versions kept open that nobody reads just now.
KEPT = 4
_TOKEN = re.compile(r"[0-9a-f]{16}")


class OpenVersions:
    """The versions that pages may still be drawn from; one lock for all threads, which wait for no query.

    The one that was asked for last is kept longest. A version is let go when there are too many, also when it
    was pruned, but never while a query of it runs; a page that is still drawn from it afterwards opens it
    once more.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._versions: OrderedDict[str, PublishedVersion] = OrderedDict()
        self._queries: Counter[str] = Counter()

    def remember(self, version: PublishedVersion) -> None:
        """Keep a version at hand, and let the oldest go where there are too many."""
        with self._lock:
            self._keep(version)
            self._let_go()

    @contextmanager
    def reading(self, path: str) -> Iterator[PublishedDatabase]:
        """Give the database of a version for one query; the version stays open until the query has ended."""
        with self._lock:
            version = self._versions.get(path) or PublishedVersion(Path(path), 0, {})
            self._keep(version)
            self._queries[path] += 1
        try:
            yield PublishedDatabase.open(version)
        finally:
            with self._lock:
                self._queries[path] -= 1
                self._let_go()

    def _keep(self, version: PublishedVersion) -> None:
        path = str(version.path)
        self._versions.setdefault(path, version)
        self._versions.move_to_end(path)

    def _let_go(self) -> None:
        for path in list(self._versions)[:-KEPT]:
            if not self._queries[path]:
                del self._queries[path]
                PublishedDatabase.forget(self._versions.pop(path))


#: What this process has open.
OPEN = OpenVersions()


@lru_cache(maxsize=4096)
def _records(path: str, sql: str, parameters: tuple[Any, ...]) -> tuple[Row, ...]:
    with OPEN.reading(path) as database:
        return tuple(database.rows(sql, parameters))


@dataclass(frozen=True, slots=True)
class Tables:
    """The public tables of one published version."""

    path: str
    number: int

    def rows(self, sql: str, *parameters: Any) -> tuple[Row, ...]:
        """Return the rows of a select; the answer is shared, so callers never change it."""
        return _records(self.path, sql, parameters)

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

    def views(self) -> tuple[str, ...]:
        """Return the names of those among the public tables that are views over others."""
        found = self.rows("select view_name from duckdb_views() where not internal order by view_name")
        return tuple(str(row["view_name"]) for row in found)

    def columns(self, table: str) -> tuple[str, ...]:
        """Return the names of a table's columns, in order."""
        found = self.rows(
            "select column_name from information_schema.columns where table_name = ? order by ordinal_position",
            table,
        )
        return tuple(str(row["column_name"]) for row in found)

    def codes(self, list_name: str) -> dict[str, Row]:
        """Return one code list by code."""
        found = self.rows("select * from codes where list = ? order by sort, code", list_name)
        return {str(row["code"]): row for row in found}


def answers() -> int:
    """Return how many selects were answered by the database so far, not from memory."""
    return _records.cache_info().misses


def preview(token: str) -> tuple[Row, Tables | None] | None:
    """Return what a preview of a file says (``preview.json``) and its tables.

    None where there is no such preview. Its tables are those of one delivery in the form in which they are
    published; a file that was not read has none.
    """
    if not _TOKEN.fullmatch(token):
        return None
    folder = Workspace.default().previews / token
    try:
        summary = json.loads((folder / "preview.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    version = PublishedVersion(folder.resolve(), 0, {})
    if not version.database.exists():
        return summary, None
    OPEN.remember(version)
    return summary, Tables(str(version.path), 0)


def failed_build() -> Row | None:
    """Return what the last build said when it failed (``curated/failed_build.json``), else None.

    Keys: ``sentence_fa``, ``sentence_en``, ``error_id``; a build that publishes takes the file away.
    """
    try:
        found = json.loads((Workspace.default().curated / "failed_build.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None


def current() -> Tables | None:
    """Return the tables of the version that is published now, or None before the first build."""
    version = resolve_current(Workspace.default().curated)
    if version is None:
        return None
    OPEN.remember(version)
    return Tables(str(version.path), version.version)


@dataclass(frozen=True, slots=True)
class Kept:
    """A version that stands beside the served one: when it was built, or of which moment it tells what was known."""

    tables: Tables
    moment: datetime
    #: Built afterwards from what was known at ``moment``; else it was served from that moment on.
    is_made_later: bool


def kept() -> tuple[Kept, ...]:
    """Return the versions that stand beside the served one, oldest first: those before it, and those of a moment."""
    served, curated = current(), Workspace.default().curated
    if served is None:
        return ()
    moments = past_folder(curated, datetime.fromtimestamp(0, UTC)).parent
    return tuple(
        version
        for version in _listed(str(curated), _folders(curated / "versions"), _folders(moments))
        if version.is_made_later or version.tables.number < served.number
    )


def remembered(version: Kept) -> Tables:
    """Return the tables of a version that stands beside the served one, kept open like those of the served one."""
    OPEN.remember(PublishedVersion(Path(version.tables.path), version.tables.number, {}))
    return version.tables


def _folders(folder: Path) -> tuple[tuple[str, int], ...]:
    """Return the folders in a folder and when each was last changed: what is remembered of them holds so long."""
    try:
        found = [entry for entry in os.scandir(folder) if not entry.name.startswith(".")]
        return tuple(sorted((entry.name, entry.stat().st_mtime_ns) for entry in found))
    except OSError:
        return ()


@lru_cache(maxsize=16)
def _listed(curated: str, numbered: tuple[object, ...], moments: tuple[tuple[str, int], ...]) -> tuple[Kept, ...]:
    """Read the manifests of the versions that are kept; the folders are there to be compared with."""
    served = [
        Kept(Tables(str(version.path), version.version), datetime.fromisoformat(version.manifest["built_at"]), False)
        for version in (list_versions(Path(curated)) if numbered else ())
        if version.manifest.get("built_at")
    ]
    folder = past_folder(Path(curated), datetime.fromtimestamp(0, UTC)).parent
    made = (_of_moment(folder / name) for name, _ in moments)
    return tuple(sorted([*served, *(version for version in made if version)], key=lambda version: version.moment))


def _of_moment(folder: Path) -> Kept | None:
    """Return a version that was built of what was known at a moment; None where it cannot be read."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        moment = datetime.fromisoformat(manifest["configuration"]["as_known_at"])
        return Kept(Tables(str(folder.resolve()), int(manifest["version"])), moment, True)
    except (OSError, ValueError, KeyError, TypeError):
        return None
