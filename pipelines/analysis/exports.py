"""Exports at the prices of another period, exactly."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

from pipelines.modelling.making import Inputs


def real_values(inputs: Inputs) -> Iterator[dict[str, Any]]:
    """Yield each value of exports in rial with what it is at the prices of the newest period of an index."""
    for row in inputs.asked():
        known = row["nominal_rial"] is not None and row["price_index"] is not None
        prices = (row["price_index"], row["price_index_then"])
        yield {**row, "real_rial": real_rial(row["nominal_rial"], *prices) if known else None}


def real_rial(nominal: Decimal, index: Decimal, index_then: Decimal) -> Decimal:
    """Return an amount at the prices of another period, in whole rial. Exact: no float has seventeen digits."""
    return Decimal(round(Fraction(nominal) * Fraction(index_then) / Fraction(index)))
