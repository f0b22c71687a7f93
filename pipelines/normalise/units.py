"""Units of measure: their spellings and exact factors, from ``models/reference/units.csv``."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from pipelines.normalise.text import search_key

#: The unit that counts without saying what.
BARE_COUNT = "count"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: one of it is ``factor`` of its base unit, exactly.

    ``is_countable`` says that it counts things; a unit that only counts («فقره») says nothing of what.
    """

    code: str
    base: str
    factor: Decimal
    title_fa: str
    title_en: str
    is_countable: bool = False

    def measures(self, other: Unit) -> bool:
        """Tell whether what is written in this unit can be said in ``other``."""
        return self.base == other.base or (self.base == BARE_COUNT and other.is_countable)


@dataclass(frozen=True, slots=True)
class UnitTable:
    """Every unit, by code and by spelling."""

    by_code: Mapping[str, Unit]
    by_key: Mapping[str, Unit]

    @classmethod
    def load(cls, models_dir: Path) -> UnitTable:
        """Read ``reference/units.csv`` of ``models_dir``; the first unit that claims a spelling has it."""
        return _load(models_dir / "reference" / "units.csv")

    def find(self, text: str) -> Unit | None:
        """Return the unit that ``text`` spells as a whole («میلیون ریال», "kg", "IRR")."""
        if text in self.by_code:
            return self.by_code[text]
        return self.by_key.get(search_key(text))


@cache
def _load(path: Path) -> UnitTable:
    by_code: dict[str, Unit] = {}
    by_key: dict[str, Unit] = {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            unit = Unit(
                row["unit"],
                row["base_unit"],
                Decimal(row["factor"] or "1"),
                row["title_fa"],
                row["title_en"],
                row["countable"] == "yes",
            )
            by_code[unit.code] = unit
            for spelling in (unit.code, unit.title_fa, unit.title_en, *row["aliases"].split("|")):
                if key := search_key(spelling):
                    by_key.setdefault(key, unit)
    return UnitTable(by_code, by_key)
