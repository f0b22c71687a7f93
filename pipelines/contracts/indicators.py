"""What a feed needs to know of indicators: in which unit each is told, and which way is better.

Both stand in the header of the indicator's own file; nothing here knows how an indicator is computed
(:mod:`pipelines.modelling` does).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pipelines.configuration import ConfigurationError, file_name, gathered
from pipelines.configuration.documents import read_yaml
from pipelines.configuration.headers import HEADER
from pipelines.foundation.sql_text import literal

#: Placeholders that the expression of a contract's rule may hold, by the direction of the indicators that they list.
DIRECTIONS = {"{rising_indicators}": "up", "{falling_indicators}": "down"}
#: The placeholder of the indicators that are shares: whatever a row calls its unit, their values end at one.
SHARES = "{share_indicators}"
PLACEHOLDERS = (*DIRECTIONS, SHARES)


@dataclass(frozen=True, slots=True)
class IndicatorFacts:
    """Unit and kind of an indicator's values, and its direction: ``up`` or ``down`` is good, or ``none``."""

    unit: str
    direction: str
    kind: str = "stock"


@cache
def indicator_facts(models: Path) -> Mapping[str, IndicatorFacts]:
    """Return unit and direction of every indicator of ``models``, by its id; none where there are no indicators.

    Raises ``ConfigurationError`` with the files of those of which they cannot be told: no unit is guessed.
    """
    found, faults = {}, list[str]()
    for path in sorted((models / "indicators").glob("*.sql")):
        if match := HEADER.match(path.read_text("utf-8")):
            with gathered(faults):
                found[path.stem] = _facts(read_yaml(match["yaml"], file_name(path), first_line=2), file_name(path))
    if faults:
        raise ConfigurationError(faults)
    return found


def _facts(header: Any, name: str) -> IndicatorFacts:
    if not isinstance(header, dict) or "unit" not in header:
        raise ConfigurationError(f"{name}: unit: is missing")
    return IndicatorFacts(str(header["unit"]), str(header.get("direction", "none")), str(header.get("kind", "stock")))


def with_indicators(expression: str, models: Path) -> str:
    """Fill the placeholders of a rule's SQL with the indicators that they stand for."""
    for placeholder in PLACEHOLDERS:
        if placeholder in expression:
            listed = [
                literal(name)
                for name, facts in indicator_facts(models).items()
                if (facts.unit == "share" if placeholder == SHARES else facts.direction == DIRECTIONS[placeholder])
            ]
            expression = expression.replace(placeholder, ", ".join(listed) or "NULL")
    return expression
