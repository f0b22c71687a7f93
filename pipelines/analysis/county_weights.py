"""Weigh counties, among which a need is apportioned: figures that make up an area, of one basis and period.

Weights compare counties with each other and nothing else, so a target that is assessed by a statement may be
apportioned by the register's counties.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from pipelines.analysis.paths import quarter_index

Row = Mapping[str, Any]


def weighed_counties(
    values: Sequence[Row], target: Row, rollup: Mapping[str, str], *, rising: bool, as_ratio: bool
) -> tuple[list[Row], dict[str, Decimal]]:
    """Return the counties' rows and their weights, of the newest period that has them.

    The basis by which the target is assessed comes first, then the others that are summed over counties, by name.
    """
    for basis in sorted(rollup, key=lambda b: (b != target["basis"], b)):
        if rollup[basis] not in ("province", "country"):
            continue
        same = [v for v in values if v["basis"] == basis]
        counties = [v for v in same if v["parent_code"] == target["area_code"] and v["area_kind"] == "county"]
        for period in sorted({v["period"] for v in counties}, key=lambda p: (-quarter_index(p), p)):
            whole = next((v for v in same if v["area_code"] == target["area_code"] and v["period"] == period), None)
            here = [v for v in counties if v["period"] == period]
            if weights := weights_of(here, whole, rising=rising, as_ratio=as_ratio):
                return here, weights
    return [], {}


def weights_of(
    counties: Sequence[Mapping[str, Any]], whole: Mapping[str, Any] | None, *, rising: bool, as_ratio: bool
) -> dict[str, Decimal]:
    """Return by what a need is apportioned: of a rising ratio those who are not yet counted, else the present value.

    What published counties leave of the whole is ``""``, the rest of the area; withheld counties are only in it.
    """

    def weight(row: Mapping[str, Any]) -> Decimal | None:
        if as_ratio:
            if row["numerator"] is None or row["denominator"] is None:
                return None
            return max(row["denominator"] - row["numerator"], Decimal(0)) if rising else row["numerator"]
        return row["value"]

    found = {row["area_code"]: w for row in counties if (w := weight(row)) is not None}
    if not found or whole is None:
        return {}
    rest = (weight(whole) or Decimal(0)) - sum(found.values(), Decimal(0))
    return {**found, "": rest} if rest > 0 else found
