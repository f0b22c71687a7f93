"""Compare the totals that a file states with its rows.

A total is compared with the rows of the file that it claims to be of, those in quarantine included; what they
add is told apart, because it is the part of a difference that a correction can still bring in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from pipelines.cleaning import statements
from pipelines.cleaning.columns import Resolved
from pipelines.cleaning.result import StatedTotal
from pipelines.contracts import Contract
from pipelines.engines.duckdb_engine import DuckDBEngine
from pipelines.foundation.sql_text import literal, quoted
from pipelines.normalise import NormaliseContext, normalise_distinct
from pipelines.normalise.numbers import POINT_WITNESSES, Point, point_of_total

if TYPE_CHECKING:
    from pipelines.reading import NonDataRow, ReadResult

_STATING = ("total", "subtotal", "average")
#: More totals than this are compared in one query instead of one by one.
_FEW = 8


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is compared: one delivery (``part``) of a batch, how its columns are understood, and in which units."""

    engine: DuckDBEngine
    contract: Contract
    part: int
    read: ReadResult
    found: Mapping[str, Resolved]
    contexts: Mapping[str, NormaliseContext]


def compare_totals(work: Comparison) -> list[StatedTotal]:
    """Return each figure of each total beside the sum of its rows; an average has no sum to stand beside."""
    stating = [row for row in work.read.non_data if row.kind in _STATING and row.stated]
    spans = [_Span(n, row, *_rows_of(row, stating)) for n, row in enumerate(stating) if row.kind != "average"]
    named = sorted({n for row in stating for n in row.stated if work.contract.column(n).is_additive})
    sums = _sums(work, spans, named) if named else {}
    return [
        _compared(work, row, name, sums.get(n, {}))
        for n, row in enumerate(stating)
        for name in sorted(row.stated)
        if name in named
    ]


@dataclass(frozen=True, slots=True)
class _Span:
    """The rows of a sheet between two numbers (None: all), for the ``ordinal``-th total."""

    ordinal: int
    row: NonDataRow
    first: int | None
    last: int | None


def _rows_of(row: NonDataRow, stating: Sequence[NonDataRow]) -> tuple[int | None, int | None]:
    """Return the rows that a total is of: as reading found them, else a subtotal those since the total before it."""
    if row.first_row is not None and row.last_row is not None:
        return row.first_row, row.last_row
    if row.kind != "subtotal":
        return None, None
    before = [r.row_number for r in stating if r.sheet_name == row.sheet_name and r.row_number < row.row_number]
    return max(before, default=0) + 1, row.row_number - 1


def _sums(work: Comparison, spans: Sequence[_Span], names: Sequence[str]) -> dict[int, dict[str, Any]]:
    """Return by total the sums of the rows that it is of: all of them, and those in quarantine («q <column>»)."""
    columns = [work.found[name] for name in names]
    if len(spans) <= _FEW:
        return {s.ordinal: _sums_of_one(work, s, columns) for s in spans}
    work.engine.load_arrow(
        "main",
        "spans",
        pa.table(
            {
                "ordinal": pa.array([s.ordinal for s in spans], pa.int64()),
                "sheet_name": pa.array([s.row.sheet_name for s in spans], pa.string()),
                "low": pa.array([s.first or 0 for s in spans], pa.int64()),
                "high": pa.array([s.last or 2**31 for s in spans], pa.int64()),
            }
        ),
    )
    rows = work.engine.rows(statements.sums_of_spans(columns), [work.part])
    return {row["ordinal"]: row for row in rows}


def _sums_of_one(work: Comparison, span: _Span, columns: Sequence[Resolved]) -> dict[str, Any]:
    bounded = span.first is not None
    values: list[Any] = [work.part, span.row.sheet_name, *([span.first, span.last] if bounded else [])]
    return work.engine.rows(statements.sums_of_sheet(columns, bounded), values)[0]


def _compared(work: Comparison, row: NonDataRow, name: str, sums: Mapping[str, Decimal | None]) -> StatedTotal:
    column = work.contract.column(name)
    context = replace(work.contexts[name], point=_point(work, name, row.stated[name]))
    answer = normalise_distinct(column, [(row.stated[name], None)], context)[0]
    stated = None if answer.value is None else Decimal(answer.value)
    computed = sums.get(name)
    difference = None if stated is None or computed is None else stated - computed
    return StatedTotal(
        row.sheet_name,
        row.row_number,
        row.kind,
        row.text,
        name,
        stated,
        computed,
        difference,
        row.claim,
        row.first_row,
        row.last_row,
        sums.get(f"q {name}"),
    )


def _point(work: Comparison, name: str, stated: str) -> Point | None:
    """Return what a point in a stated total means: what the rows of its column say, never the total for itself."""
    if "." not in stated:
        return None
    marked = " OR ".join(f"contains({quoted(name)}, {literal(mark)})" for mark in POINT_WITNESSES)
    rows = work.engine.rows(
        f"SELECT DISTINCT {quoted(name)} AS raw FROM landed WHERE part = ? AND ({marked})", [work.part]
    )
    return point_of_total([row["raw"] for row in rows], stated)
