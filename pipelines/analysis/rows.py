"""Rows made in Python (sentences, rules) as a table of schema ``derived``, with exact types."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipelines.engines import DuckDBEngine

NINE_DECIMALS = Decimal("1e-9")


def load_rows(
    engine: DuckDBEngine, name: str, types: Mapping[str, str], rows: Iterable[Mapping[str, Any]]
) -> int:
    """(Re)create ``judged.<name>`` of ``types`` (column to SQL type) from rows; return how many there are.

    Numbers of type ``DECIMAL(38,9)`` are given with nine decimals; a missing key is an error.
    """
    import pyarrow as pa

    arrow = {
        "VARCHAR": pa.string(), "BOOLEAN": pa.bool_(), "INTEGER": pa.int32(), "DATE": pa.date32(),
        "DECIMAL(38,9)": pa.decimal128(38, 9),
    }  # fmt: skip
    listed = list(rows)
    columns = {
        column: pa.array([_fitted(row[column], kind) for row in listed], arrow[kind])
        for column, kind in types.items()
    }
    return engine.load_arrow("derived", name, pa.table(columns))


def _fitted(value: Any, kind: str) -> Any:
    if value is None or kind != "DECIMAL(38,9)":
        return value
    return Decimal(value).quantize(NINE_DECIMALS)
