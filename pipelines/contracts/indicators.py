"""What a feed needs to know of indicators: in which unit each is told, and which way is better.

Both stand in the header of the indicator's own file; nothing here knows how an indicator is computed
(:mod:`pipelines.modelling` does).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from pipelines.configuration.headers import HEADER

#: Placeholders that the expression of a contract's rule may hold, by the direction of the indicators that they list.
DIRECTIONS = {"{rising_indicators}": "up", "{falling_indicators}": "down"}
#: The placeholder of the indicators that are shares: whatever a row calls its unit, their values end at one.
SHARES = "{share_indicators}"


@dataclass(frozen=True, slots=True)
class IndicatorFacts:
    """Unit and kind of an indicator's values, and its direction: ``up`` or ``down`` is good, or ``none``."""

    unit: str
    direction: str
    kind: str = "stock"


@cache
def indicator_facts(models: Path) -> Mapping[str, IndicatorFacts]:
    """Return unit and direction of every indicator of ``models``, by its id; none where there are no indicators."""
    found = {}
    for path in sorted((models / "indicators").glob("*.sql")):
        if match := HEADER.match(path.read_text("utf-8")):
            header = yaml.load(match["yaml"], Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
            found[path.stem] = IndicatorFacts(
                str(header["unit"]), str(header.get("direction", "none")), str(header.get("kind", "stock"))
            )
    return found


def with_indicators(expression: str, models: Path) -> str:
    """Fill the placeholders of a rule's SQL with the indicators that they stand for."""
    for placeholder in (*DIRECTIONS, SHARES):
        if placeholder in expression:
            listed = [
                f"'{name}'" for name, facts in indicator_facts(models).items()
                if (facts.unit == "share" if placeholder == SHARES else facts.direction == DIRECTIONS[placeholder])
            ]  # fmt: skip
            expression = expression.replace(placeholder, ", ".join(listed) or "NULL")
    return expression
