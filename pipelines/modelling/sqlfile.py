"""One SQL file of ``models/``: a YAML header, a query, and the tables that the query reads.

The header stands in the first comment, between ``/*---`` and ``---*/``. Dependencies are parsed from the SQL
itself and are listed nowhere by hand.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import sqlglot
from sqlglot import exp

from pipelines.configuration import ConfigurationError, file_name
from pipelines.configuration.documents import read_yaml
from pipelines.configuration.headers import HEADER
from pipelines.configuration.place import FILE, in_words_of_place
from pipelines.configuration.vocabulary import state_of


class ModelError(ConfigurationError):
    """Model files are not well-formed; each fault names its file."""


@dataclass(frozen=True, slots=True)
class SQLFile:
    """A parsed model file: ``reads`` holds the ``schema.table`` names that the query selects from.

    ``first_line`` is the line of the file at which the query begins.
    """

    path: Path
    header: Any
    sql: str
    reads: frozenset[str]
    first_line: int


@lru_cache(maxsize=4)
def parsed(sql: str) -> exp.Expr:
    """Return the tree of a query, to be looked at and never changed: whoever asks next for the same gets the same."""
    return sqlglot.parse_one(sql, read="duckdb")


@cache
def tables_read(sql: str) -> frozenset[str]:
    """Return the ``schema.table`` names that ``sql`` reads; names of its own WITH clauses are not among them."""
    return frozenset(f"{t.db}.{t.name}" for t in parsed(sql).find_all(exp.Table) if t.db)


def read_sql_file(path: Path, *, may_be_empty: bool = False) -> SQLFile:
    """Read one model file; raises ``ConfigurationError`` when header or query cannot be read.

    ``may_be_empty`` takes a header alone too, without a query below it. A file that has not changed is not read again:
    several layers ask for the same ones.
    """
    # What the place is called stands beside all models; a change of it is rare, and then everything is read again.
    place = next((p / FILE for p in path.parents if (p / FILE).exists()), path)
    return _read(path, (state_of(path), state_of(place)), may_be_empty)


@lru_cache(maxsize=1024)
def _read(path: Path, state: tuple[tuple[int, int] | None, ...], may_be_empty: bool) -> SQLFile:
    text, name = path.read_text("utf-8"), file_name(path)
    if "{place." in text:
        text = in_words_of_place(text, next(p for p in path.parents if (p / "indicators").is_dir()))
    match = HEADER.match(text)
    if not match:
        raise ModelError(f"{name}: it must begin with a header between /*--- and ---*/")
    first_line = text.count("\n", 0, match.start("sql")) + 1
    header = read_yaml(match["yaml"], name, first_line=2)
    sql = match["sql"].strip().rstrip(";")
    try:
        reads = tables_read(sql) if sql or not may_be_empty else frozenset()
        return SQLFile(path, header, sql, reads, first_line)
    except sqlglot.errors.SqlglotError as error:
        raise ModelError(f"{name}:{_fault_of_sql(error, first_line)}") from error


def _fault_of_sql(error: sqlglot.errors.SqlglotError, first_line: int) -> str:
    details = getattr(error, "errors", None)
    if not details:
        return f" the query cannot be read: {error}"
    found = details[0]
    near = f" near {found['highlight']!r}" if found.get("highlight") else ""
    return f" line {first_line + found['line'] - 1}: the query cannot be read: {found['description'].rstrip('.')}{near}"
