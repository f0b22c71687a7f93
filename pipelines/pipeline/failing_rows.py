"""Which deliveries the rows of a table come from that break an expectation, with the first sheet and row of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines.engines import DuckDBEngine
from pipelines.foundation.sql_text import parquet_source, quoted
from pipelines.validation.counts import breaking_query
from pipelines.validation.suites import Expectation, Suite

#: Columns that say where a row comes from, as they are called in clean and in public tables.
DELIVERY, ROW_ID, SHEET, ROW = "delivery_id", "row_id", "sheet_name", "row_number"
#: Column of the deliveries behind a sum, and what stands between them there.
DELIVERIES, LISTED = "delivery_ids", ", "
#: What stands between delivery, sheet and row in the id of a row.
BETWEEN = "#"


@dataclass(frozen=True, slots=True)
class Broken:
    """Rows of one delivery that break an expectation; the first of them where it is known.

    ``beside`` are the other deliveries whose rows share a key with them, where it is shared keys that break it.
    """

    delivery_id: str
    sheet: str | None = None
    row: int | None = None
    beside: frozenset[str] = frozenset()


def expectation_of(suite: Suite, result: Mapping[str, Any]) -> Expectation | None:
    """Return the expectation of ``suite`` that a result speaks of."""
    return next(
        (e for e in suite.expectations if (e.name, e.column_name) == (result["expectation"], result["column_name"])),
        None,
    )


def breaking_deliveries(
    engine: DuckDBEngine, parquet: Path, expectation: Expectation, columns: Sequence[str]
) -> list[Broken]:
    """Return the deliveries whose rows break ``expectation``; none where the table does not say whose rows they are."""
    place = _place(columns)
    unique = expectation.check == "unique"
    key = f"hash({', '.join(map(quoted, expectation.columns))})" if unique else "0"
    query = breaking_query(expectation, parquet_source(parquet), ", ".join([*place, f"{key} AS shared"]))
    if not place or query is None:
        return []
    rows = engine.rows(
        f"SELECT delivery_id, shared, min((sheet, row)) AS first FROM ({query}) WHERE delivery_id IS NOT NULL"
        " GROUP BY ALL ORDER BY ALL"
    )
    sharing: dict[Any, set[str]] = {}
    for row in rows if unique else []:
        sharing.setdefault(row["shared"], set()).add(row["delivery_id"])
    return [
        Broken(
            r["delivery_id"],
            *_first(r["first"]),
            frozenset(sharing.get(r["shared"], ())) - {r["delivery_id"]},
        )
        for r in rows
    ]


def _place(columns: Sequence[str]) -> list[str]:
    """Return what gives delivery, sheet and row of a row of a table with these columns; nothing where nothing does."""
    if DELIVERY in columns:
        sheet = SHEET if SHEET in columns else "NULL"
        row = ROW if ROW in columns else "NULL"
        return [
            f"{DELIVERY} AS delivery_id",
            f"CAST({sheet} AS VARCHAR) AS sheet",
            f"CAST({row} AS INTEGER) AS row",
        ]
    if ROW_ID in columns:
        parts = f"string_split({ROW_ID}, '{BETWEEN}')"
        return [
            f"{parts}[1] AS delivery_id",
            f"array_to_string({parts}[2:-2], '{BETWEEN}') AS sheet",
            f"TRY_CAST({parts}[-1] AS INTEGER) AS row",
        ]
    if DELIVERIES in columns:  # a sum over several deliveries names none of them
        alone = f"CASE WHEN NOT contains({DELIVERIES}, '{LISTED}') THEN nullif({DELIVERIES}, '') END"
        return [f"{alone} AS delivery_id", "CAST(NULL AS VARCHAR) AS sheet", "CAST(NULL AS INTEGER) AS row"]
    return []


def _first(told: Any) -> tuple[str | None, int | None]:
    if told is None:
        return None, None
    sheet, row = tuple(told.values()) if isinstance(told, dict) else tuple(told)
    return (str(sheet) if sheet is not None else None), (int(row) if row is not None else None)
