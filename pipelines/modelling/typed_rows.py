"""Rows that Python made as an Arrow table, with exactly the columns and types that a header tells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_EVEN, Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa

_DECIMAL = re.compile(r"DECIMAL\((\d+),(\d+)\)")


def typed_table(types: Mapping[str, str], rows: Iterable[Mapping[str, Any]]) -> pa.Table:
    """Return ``rows`` with the columns of ``types`` (name to SQL type), numbers rounded to the places of their type.

    Raises ``KeyError`` where a row lacks a column; one that is not told has ``None``.
    """
    import pyarrow as pa

    listed = list(rows)
    return pa.table(
        {name: pa.array([_fitted(row[name], kind) for row in listed], arrow_type(kind)) for name, kind in types.items()}
    )


def _fitted(value: Any, kind: str) -> Any:
    if value is None or (found := _DECIMAL.fullmatch(kind)) is None:
        return value
    return Decimal(value).quantize(Decimal(1).scaleb(-int(found[2])), ROUND_HALF_EVEN)


def arrow_type(kind: str) -> pa.DataType:
    """Return the Arrow type of a SQL type."""
    import pyarrow as pa

    if kind.endswith("[]"):
        return pa.list_(arrow_type(kind.removesuffix("[]")))
    if found := _DECIMAL.fullmatch(kind):
        return pa.decimal128(int(found[1]), int(found[2]))
    plain = {
        "VARCHAR": pa.string(),
        "BOOLEAN": pa.bool_(),
        "INTEGER": pa.int32(),
        "BIGINT": pa.int64(),
        "DOUBLE": pa.float64(),
        "DATE": pa.date32(),
        "TIMESTAMP": pa.timestamp("us"),
    }
    return plain[kind]
