"""What computing needs of the headers of indicators, as tables."""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import Any

from pipelines.configuration.headers import CARRIED_BASES, LEVELS
from pipelines.modelling import Indicator
from pipelines.modelling.making import Inputs


def indicator_facts(inputs: Inputs) -> Iterator[dict[str, Any]]:
    """Yield unit, kind, disclosure and direction of each indicator, and over what it is added up."""
    flows = {f"indicators.{found.indicator_id}" for found in inputs.indicators if found.kind == "flow"}
    for found in inputs.indicators:
        yield {
            "indicator_id": found.indicator_id,
            "unit": found.unit,
            "kind": found.kind,
            "disclosure": found.disclosure,
            "direction": found.direction,
            "is_of_period": found.kind == "flow" or (found.kind == "ratio" and _is_of_flows(found, flows)),
            "adds_categories": found.rollup.get("categories") == "total",
            "adds_domains": found.rollup.get("domains") == "total",
            "placed_by": found.placed_by or "",
        }


def _is_of_flows(ratio: Indicator, flows: Set[str]) -> bool:
    return ratio.of_flows is not None or not flows.isdisjoint(ratio.reads)


def rollups(inputs: Inputs) -> Iterator[dict[str, Any]]:
    """Yield how far each basis of an indicator is carried up."""
    for found in inputs.indicators:
        for basis, top in found.rollup.items():
            if basis in CARRIED_BASES:
                yield {
                    "indicator_id": found.indicator_id,
                    "basis": basis,
                    "top": LEVELS[top],
                    "over_time": found.rollup.get("time"),
                    "categories_from": LEVELS[found.rollup.get("categories_from", "city")],
                }


def balances(inputs: Inputs) -> Iterator[dict[str, Any]]:
    """Yield the stocks and flows of each balance that a header tells, with the sign by which they add up to zero."""
    for found in inputs.indicators:
        if found.balance is None:
            continue
        signs = {found.indicator_id: 1, **dict.fromkeys(found.balance["beside"], 1)}
        stocks = set(signs)
        signs |= dict.fromkeys(found.balance["gains"], -1) | dict.fromkeys(found.balance["loses"], 1)
        for indicator, sign in signs.items():
            yield {
                "balance_id": found.indicator_id,
                "indicator_id": indicator,
                "is_leading": indicator == found.indicator_id,
                "is_stock": indicator in stocks,
                "sign": sign,
            }


def levels(inputs: Inputs) -> Iterator[dict[str, Any]]:
    """Yield each kind of area with its level."""
    for kind, level in LEVELS.items():
        yield {"kind": kind, "level": level}
