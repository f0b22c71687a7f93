"""Rows of a judgement as an Arrow table: numbers exact, everything in the order given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_EVEN, Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa

PLACES = Decimal("1e-9")


def arrow_table(rows: Sequence[Mapping[str, Any]], types: Mapping[str, str]) -> pa.Table:
    """Return ``rows`` with the columns and SQL types of ``types``; numbers are kept to nine places."""
    import pyarrow as pa

    kinds = {
        "VARCHAR": pa.string(), "BOOLEAN": pa.bool_(), "INTEGER": pa.int32(), "DECIMAL(38,9)": pa.decimal128(38, 9),
    }  # fmt: skip

    def fitted(value: Any) -> Any:
        return value.quantize(PLACES, ROUND_HALF_EVEN) if isinstance(value, Decimal) else value

    return pa.table(
        {name: pa.array([fitted(row[name]) for row in rows], kinds[kind]) for name, kind in types.items()}
    )
