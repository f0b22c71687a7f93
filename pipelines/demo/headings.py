"""Headings under which an office sends its columns: a title or an alias of the contract, with or without a unit.

A heading is used only where the contract leads it to its own column, so no sheet of the demonstration is ambiguous.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.contracts import Column, Contract
from pipelines.demo.world import World
from pipelines.normalise.text import search_key

_UNIT_AT_END = re.compile(r"\s*[(（][^()]*[)）]\s*\Z")
#: Units in which offices like to write money; larger ones would need many decimals.
_USED_UNITS = ("thousand_rial", "million_rial", "billion_rial", "toman", "thousand_toman", "million_toman")


@dataclass(frozen=True, slots=True)
class Chosen:
    """A heading and the unit (code) in which its column is written; None: the column's own."""

    text: str
    unit: str | None = None


class HeadingChooser:
    """Chooses headings of one contract."""

    def __init__(self, contract: Contract, world: World) -> None:
        self._contract = contract
        self._titles: dict[str, str] = {}
        self._aliases: dict[str, str] = {}
        self._bases: dict[str, set[str]] = {}
        self._units = {row["unit"]: row["title_fa"] for row in world.reference("units")}
        for column in contract.columns:
            for title in (column.title_fa, column.title_en, column.name):
                self._titles.setdefault(search_key(title), column.name)
        for column in contract.columns:
            for heading in column.headings:
                self._aliases.setdefault(search_key(heading), column.name)
                self._bases.setdefault(search_key(_base(heading)), set()).add(column.name)

    def leads_to(self, heading: str) -> str | None:
        """Return the column that a heading without a unit of its own leads to."""
        key = search_key(heading)
        return self._titles.get(key) or self._aliases.get(key)

    def choose(self, column: Column, chance: random.Random) -> Chosen:
        """Return a heading of a column in its own unit."""
        own = [h for h in column.headings[:-2] if self.leads_to(h) == column.name]
        usual = [column.title_fa] * 3
        return Chosen(chance.choice([*usual, *own]))

    def choose_with_unit(self, column: Column, chance: random.Random) -> Chosen:
        """Return a heading of a money column that says another unit, where one can be said; else a plain one."""
        base = _base(column.title_fa)
        units = [u for u in _USED_UNITS if u in column.units]
        if not units or self._bases.get(search_key(base)) != {column.name}:
            return self.choose(column, chance)
        unit = chance.choice(units)
        text = f"{base} {chance.choice(('({})', 'به {}', '- {}'))}".format(self._units[unit])
        return Chosen(text, unit) if self.leads_to(text) is None else self.choose(column, chance)

    def silent_about_units(self, columns: Sequence[Column], chance: random.Random) -> dict[str, Chosen] | None:
        """Return headings of money columns that say no unit, so that a title may; None where one must."""
        found = {}
        for column in columns:
            silent = [
                h
                for h in column.headings[:-2]
                if self.leads_to(h) == column.name and not any(word in h.casefold() for word in ("ریال", "rial"))
            ]
            if not silent:
                return None
            found[column.name] = Chosen(chance.choice(silent))
        return found

    def unit_title(self, unit: str) -> str:
        """Return the Persian name of a unit."""
        return self._units[unit]


def _base(heading: str) -> str:
    return _UNIT_AT_END.sub("", heading)
