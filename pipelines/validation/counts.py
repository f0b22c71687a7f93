"""Count, in one pass of SQL over all tables of a suite, the rows that break each of its expectations.

Rows never leave the engine, so the cost of a validation grows with what is read and not with what is expected; whether
the counts are in order is judged by Great Expectations (:mod:`pipelines.validation.judging`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from pipelines.engines.duckdb_engine import OFFLINE_CONFIG
from pipelines.foundation.sql_text import literal, parquet_source, parquet_sources, quoted
from pipelines.validation.suites import Expectation, Suite

#: Values that are shown of those that break an expectation.
EXAMPLES = 3
#: Memory that counting may use before it spills to disk: a key of millions of rows is looked for repetitions in it.
MEMORY = "700MB"


@dataclass(frozen=True, slots=True)
class Count:
    """Grain: one subject and expectation. ``broken`` rows of ``rows`` break it, or 1 where it is a matter of form.

    ``observed`` is what a person reads of it.
    """

    broken: int
    rows: int
    observed: str


@dataclass(frozen=True, slots=True)
class _Table:
    """A subject's file, and the type of each of its columns."""

    subject: str
    path: Path
    types: Mapping[str, str]


def offline_connection() -> duckdb.DuckDBPyConnection:
    """Return a connection in memory which fetches nothing from anywhere and does not grow beyond its bound."""
    return duckdb.connect(config={**OFFLINE_CONFIG, "memory_limit": MEMORY})


def count_broken(
    connection: duckdb.DuckDBPyConnection, parts: Mapping[str, Path], suite: Suite
) -> dict[str, list[Count]]:
    """Return of each subject of ``parts`` (subject → its Parquet file) one count an expectation, in their order.

    Tables with the same columns are counted in one query. Raises ``duckdb.Error`` when a file cannot be read.
    """
    alike: dict[tuple[str, ...], list[_Table]] = {}
    for table in _tables(connection, parts):
        alike.setdefault(tuple(table.types), []).append(table)
    found: dict[str, list[Count]] = {}
    for tables in alike.values():
        counted = _counted(connection, tables, suite)
        for table in tables:
            rows, broken = counted.get(str(table.path), (0, {}))
            found[table.subject] = [
                _count(connection, table, e, rows, broken.get(n, 0)) for n, e in enumerate(suite.expectations)
            ]
    return {subject: found[subject] for subject in parts}


def _tables(connection: duckdb.DuckDBPyConnection, parts: Mapping[str, Path]) -> list[_Table]:
    files = ", ".join(literal(str(path)) for path in parts.values())
    told = connection.execute(
        "SELECT file_name, name, duckdb_type FROM parquet_schema("
        f"[{files}]) WHERE duckdb_type IS NOT NULL AND num_children IS NULL ORDER BY file_name, column_id"
    ).fetchall()
    types: dict[str, dict[str, str]] = {str(path): {} for path in parts.values()}
    for file, name, kind in told:
        types[file][name] = kind
    return [_Table(subject, path, types[str(path)]) for subject, path in parts.items()]


def _counted(
    connection: duckdb.DuckDBPyConnection, tables: Sequence[_Table], suite: Suite
) -> dict[str, tuple[int, dict[int, int]]]:
    """Return by file its rows, and the rows that break each expectation that SQL counts; a file without rows is out."""
    there = set(tables[0].types)
    countable = {
        n: sql
        for n, e in enumerate(suite.expectations)
        if set(e.columns) <= there and (sql := broken_rows(e)) is not None
    }
    files = [str(t.path) for t in tables]
    alone = len(files) == 1
    source = parquet_source(tables[0].path) if alone else parquet_sources(files, "filename = true")
    selected = ", ".join([literal(files[0]) if alone else "filename", "count(*)", *countable.values()])
    rows = connection.execute(f"SELECT {selected} FROM {source}" + ("" if alone else " GROUP BY filename")).fetchall()
    return {file: (count, dict(zip(countable, broken, strict=True))) for file, count, *broken in rows}


def _count(
    connection: duckdb.DuckDBPyConnection, table: _Table, expectation: Expectation, rows: int, broken: int
) -> Count:
    if expectation.check == "columns":
        return Count(int(tuple(table.types) != expectation.columns), rows, ", ".join(table.types))
    if not set(expectation.columns) <= set(table.types):
        return Count(1, rows, "column missing")
    if expectation.check == "of_type":
        kind = table.types[expectation.columns[0]]
        return Count(int(kind != expectation.arguments["type"]), rows, kind)
    if not broken:
        return Count(0, rows, f"0/{rows}")
    number, examples = _broken(connection, table, expectation, broken)
    return Count(number, rows, f"{number}/{rows}" + (f": {examples}" if examples else ""))


def _broken(
    connection: duckdb.DuckDBPyConnection, table: _Table, expectation: Expectation, broken: int
) -> tuple[int, str]:
    """Return how many rows break ``expectation`` (of a key all that share it), and the first values if public."""
    source = parquet_source(table.path)
    if expectation.check == "unique":
        [(broken,)] = connection.execute(breaking_query(expectation, source, "count(*)") or "").fetchall()
    if not expectation.shows_values or expectation.check == "not_null":
        return broken, ""
    value = " || ' + ' || ".join(f"coalesce(CAST({quoted(c)} AS VARCHAR), '—')" for c in expectation.columns)
    query = f"{breaking_query(expectation, source, value)} LIMIT {EXAMPLES}"
    return broken, "; ".join(shown for (shown,) in connection.execute(query).fetchall())


def broken_condition(expectation: Expectation) -> str | None:
    """Return the SQL condition that a row breaking ``expectation`` meets; ``None`` where it is no matter of one row."""
    name, given = quoted(expectation.columns[0]), expectation.arguments
    match expectation.check:
        case "not_null":
            return f"{name} IS NULL"
        case "in_set" if not given["values"]:
            return f"{name} IS NOT NULL"
        case "in_set":
            return f"{name} NOT IN ({', '.join(map(literal, given['values']))})"
        case "matches":
            return f"NOT regexp_matches({name}, {literal(given['pattern'])})"
        case "between":
            bounds = [
                f"{name} {sign} {given[k]}" for sign, k in (("<", "minimum"), (">", "maximum")) if given[k] is not None
            ]
            return " OR ".join(bounds)
        case "rule":
            return f"NOT coalesce({given['expression']}, true)"
    return None


def broken_rows(expectation: Expectation) -> str | None:
    """Return the SQL aggregate that is above nought where rows break ``expectation``; ``None`` where form decides."""
    if expectation.check == "unique":
        row = ", ".join(quoted(c) for c in expectation.columns)
        return f"count(*) - count(DISTINCT hash({row}))"
    condition = broken_condition(expectation)
    return f"count(*) FILTER ({condition})" if condition else None


def breaking_query(expectation: Expectation, source: str, selected: str) -> str | None:
    """Return the query of ``selected`` of the rows of ``source`` that break ``expectation``, if rows break it.

    Of a key that is not unique all rows that share it are among them.
    """
    condition = broken_condition(expectation)
    if expectation.check == "unique":
        row = ", ".join(quoted(c) for c in expectation.columns)
        condition = f"hash({row}) IN (SELECT hash({row}) FROM {source} GROUP BY ALL HAVING count(*) > 1)"
    return f"SELECT {selected} FROM {source} WHERE {condition}" if condition else None
