"""Set a delivery beside the one before it: rows, sums over shared keys, medians, steady ratios.

Everything is computed in SQL over the two clean Parquet files; nothing is decided here
(:mod:`pipelines.governance.holds` does that).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

from pipelines.contracts import Column, Contract
from pipelines.engines.duckdb_engine import DuckDBEngine
from pipelines.foundation.sql_text import parquet_source, quoted
from pipelines.governance.thresholds import SteadyRatio

Measure = Literal["rows", "sum", "median", "ratio", "total"]

#: Kinds of key columns that place a row in time; between two periods they are no part of what is the same.
PERIOD_KINDS = frozenset({"period", "year", "date", "jalali"})


@dataclass(frozen=True, slots=True)
class Comparison:
    """One measure of one column, in the earlier delivery and in this one.

    ``sum`` is over the keys that both have, ``median`` over the positive values, ``ratio`` the median of a
    ratio of two columns (``column`` is then ``over/under``), ``rows`` all data rows (``column`` is empty), ``total``
    over a whole table beside another edition of it. A sum is over rows of one ``unit`` where the rows have several.
    ``evidence`` counts the rows (keys) that were compared on the scarcer side, and ``middle`` says how far the
    middle half of them moved at least, in the direction of ``factor``.
    """

    column: str
    measure: Measure
    before: Decimal
    after: Decimal
    evidence: int
    middle: Decimal | None = None
    unit: str = ""

    @property
    def factor(self) -> Decimal | None:
        """After / before; None where that has no meaning."""
        return self.after / self.before if self.before > 0 and self.after >= 0 else None


def compared_key(contract: Contract, *, same_period: bool) -> list[str]:
    """Return the key columns by which rows of the two deliveries are the same row."""
    if same_period:
        return list(contract.key)
    return [k for k in contract.key if contract.column(k).kind not in PERIOD_KINDS and k != contract.period_column]


def compared_columns(contract: Contract) -> list[Column]:
    """Return the numbers outside the key; a rate, too, jumps when its sum over the same rows does."""
    return [c for c in contract.columns if c.is_number and c.name not in contract.key]


#: What was measured of one file, by the query: the later of two files is the earlier of the next two.
Memo = dict[str, dict[str, Any]]


def compare_files(
    engine: DuckDBEngine,
    contract: Contract,
    before: Path,
    after: Path,
    ratios: Sequence[SteadyRatio],
    *,
    same_period: bool,
    memo: Memo | None = None,
) -> list[Comparison]:
    """Compare the numbers of two clean files of one feed; files that ``memo`` knows must not have changed.

    Statements are not compared by sums and medians: each figure has its own predecessor
    (:mod:`pipelines.governance.figures`).
    """
    columns = compared_columns(contract)
    if not columns or contract.delivery_kind == "statements":
        return []
    known: Memo = {} if memo is None else memo
    files = [parquet_source(path) for path in (before, after)]
    key = _told_key(engine, files, contract, known, same_period=same_period)
    # A column whose unit stands in its row mixes persons, rial and shares; money is all in rial.
    plain = [c for c in columns if c.kind == "money" or not c.unit_column]
    found = _shared_sums(engine, files, plain, key) if plain else []
    for column in columns:
        if column not in plain:
            found += _sums_by_unit(engine, files, column, key)
    values: list[tuple[str, Measure, str]] = [(c.name, "median", quoted(c.name)) for c in plain]
    for r in ratios:
        value = f"CAST({quoted(r.over)} AS DOUBLE) / nullif({quoted(r.under)}, 0)"
        values.append((f"{r.over}/{r.under}", "ratio", value))
    return found + _medians(engine, files, values, known)


def measured(engine: DuckDBEngine, query: str, memo: Memo) -> dict[str, Any]:
    """Return the one row of a query of one file, asked once."""
    if query not in memo:
        memo[query] = engine.rows(query)[0]
    return memo[query]


def _told_key(
    engine: DuckDBEngine, files: Sequence[str], contract: Contract, memo: Memo, *, same_period: bool
) -> list[str]:
    """Return the columns by which the two files can name the same row: those that both of them tell.

    One edition describes its goods or writes the year into every row and another does not; a column that a file
    leaves empty throughout says nothing of its rows. What is left has to name the rows of the earlier file one by one.
    """
    key = compared_key(contract, same_period=same_period)
    if not key:
        return []
    counted = ", ".join(f"count({quoted(k)}) AS c{n}" for n, k in enumerate(key))
    sides = [measured(engine, f"SELECT {counted} FROM {file}", memo) for file in files]
    told = [k for n, k in enumerate(key) if all(side[f"c{n}"] for side in sides)]
    one_sided = any(bool(sides[0][f"c{n}"]) != bool(sides[1][f"c{n}"]) for n in range(len(key)))
    if not told or not one_sided:
        return told
    names = ", ".join(quoted(k) for k in told)
    rows = engine.rows(f"SELECT count(*) AS rows, count(DISTINCT ({names})) AS named FROM {files[0]}")[0]
    return told if rows["rows"] == rows["named"] else []


def _exact(value: Any) -> Decimal:
    return Decimal(str(value))


def _shared_sums(
    engine: DuckDBEngine, files: Sequence[str], columns: Sequence[Column], key: Sequence[str]
) -> list[Comparison]:
    """Compare each column's sum over the keys that both files have, with how far the middle one moved."""
    if not key:
        return []
    keys = ", ".join(quoted(k) for k in key)
    sums = ", ".join(f"CAST(sum({quoted(c.name)}) AS DECIMAL(38,9)) AS c{n}" for n, c in enumerate(columns))
    on = " AND ".join(f"b.{quoted(k)} IS NOT DISTINCT FROM a.{quoted(k)}" for k in key)
    pairs = ", ".join(f"b.c{n} AS b{n}, a.c{n} AS a{n}" for n in range(len(columns)))
    measured = ", ".join(
        f"count(*) FILTER (b{n} > 0 AND a{n} > 0) AS n{n}, sum(b{n}) FILTER (a{n} IS NOT NULL) AS before{n},"
        f" sum(a{n}) FILTER (b{n} IS NOT NULL) AS after{n},"
        f" quantile_disc(CAST(a{n} AS DOUBLE) / b{n}, 0.5) FILTER (b{n} > 0 AND a{n} > 0) AS middle{n}"
        for n in range(len(columns))
    )
    row = engine.rows(
        f"WITH b AS (SELECT {keys}, {sums} FROM {files[0]} GROUP BY ALL),"
        f" a AS (SELECT {keys}, {sums} FROM {files[1]} GROUP BY ALL)"
        f" SELECT {measured} FROM (SELECT {pairs} FROM b JOIN a ON {on})"
    )[0]
    return [
        Comparison(
            c.name,
            "sum",
            _exact(row[f"before{n}"]),
            _exact(row[f"after{n}"]),
            row[f"n{n}"],
            _exact(row[f"middle{n}"]),
        )
        for n, c in enumerate(columns)
        if row[f"n{n}"]
    ]


def _sums_by_unit(engine: DuckDBEngine, files: Sequence[str], column: Column, key: Sequence[str]) -> list[Comparison]:
    """Compare a column whose unit stands in its row, unit by unit: persons and rial are never added."""
    if not key or not column.unit_column:
        return []
    unit = quoted(column.unit_column)
    keys = ", ".join(quoted(k) for k in key if k != column.unit_column)
    grouped = f"{keys}, {unit} AS u" if keys else f"{unit} AS u"
    on = " AND ".join(
        f"b.{n} IS NOT DISTINCT FROM a.{n}" for n in (*(quoted(k) for k in key if k != column.unit_column), "u")
    )
    value = f"CAST(sum({quoted(column.name)}) AS DECIMAL(38,9)) AS v"
    rows = engine.rows(
        f"WITH b AS (SELECT {grouped}, {value} FROM {files[0]} GROUP BY ALL),"
        f" a AS (SELECT {grouped}, {value} FROM {files[1]} GROUP BY ALL)"
        " SELECT coalesce(b.u, '') AS unit, count(*) AS n, sum(b.v) AS before, sum(a.v) AS after,"
        " quantile_disc(CAST(a.v AS DOUBLE) / b.v, 0.5) AS middle"
        f" FROM b JOIN a ON {on} WHERE b.v > 0 AND a.v > 0 GROUP BY 1 ORDER BY 1"
    )
    return [
        Comparison(
            column.name,
            "sum",
            _exact(r["before"]),
            _exact(r["after"]),
            r["n"],
            _exact(r["middle"]),
            r["unit"],
        )
        for r in rows
    ]


def _medians(
    engine: DuckDBEngine, files: Sequence[str], values: Sequence[tuple[str, Measure, str]], memo: Memo
) -> list[Comparison]:
    """Compare medians of positive values (name, measure, SQL); ``middle`` is the lesser move of the quartiles."""
    if not values:
        return []
    given = ", ".join(f"{sql} AS v{n}" for n, (_, _, sql) in enumerate(values))
    quartiles = ", ".join(
        f"count(*) FILTER (v{n} > 0) AS n{n}, quantile_disc(v{n}, [0.25, 0.5, 0.75]) FILTER (v{n} > 0) AS q{n}"
        for n in range(len(values))
    )
    before, after = (measured(engine, f"SELECT {quartiles} FROM (SELECT {given} FROM {file})", memo) for file in files)
    found = []
    for n, (name, measure, _) in enumerate(values):
        rows = min(before[f"n{n}"], after[f"n{n}"])
        if rows:
            old, new = ([_exact(q) for q in side[f"q{n}"]] for side in (before, after))
            moves = [new[0] / old[0], new[2] / old[2]]
            middle = min(moves) if new[1] >= old[1] else max(moves)
            found.append(Comparison(name, measure, old[1], new[1], rows, middle))
    return found
