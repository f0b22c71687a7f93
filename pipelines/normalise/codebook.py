"""The code lists of ``models/reference`` with every spelling that leads to a code.

A value matches as a whole or not at all. When two codes claim one spelling, the list is ambiguous and the
loader says so: nothing is resolved by which line came first.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines.normalise.text import search_key
from pipelines.normalise.units import UnitTable


class CodeBookError(ValueError):
    """Reference data contradict themselves; the text names the file, the spelling and both codes."""


@dataclass(frozen=True, slots=True)
class Spellings:
    """The codes of one list by search key, and their titles."""

    codes: Mapping[str, str]
    titles: Mapping[str, str]

    def find(self, raw: str) -> str | None:
        """Return the code that ``raw`` spells as a whole."""
        return self.codes.get(search_key(raw))

    def nearest(self, raw: str) -> str | None:
        """Return the title that looks most like ``raw``, if one does: a hint for a person, never a match."""
        from rapidfuzz import fuzz, process

        found = process.extractOne(search_key(raw), self.codes.keys(), scorer=fuzz.ratio, score_cutoff=70)
        return self.titles[self.codes[found[0]]] if found else None


@dataclass(frozen=True, slots=True)
class CodeBook:
    """Every list by which values become codes."""

    lists: Mapping[str, Spellings]
    places: Spellings
    crafts: Spellings
    hs8: frozenset[str]
    units: UnitTable

    @classmethod
    def load(cls, models_dir: Path) -> CodeBook:
        """Read the code book from ``models_dir/reference``; raises :class:`CodeBookError` on contradictions."""
        folder = models_dir / "reference"
        units = UnitTable.load(models_dir)
        lists = _lists(folder / "codes.csv")
        lists["units"] = Spellings(
            {key: unit.code for key, unit in units.by_key.items()},
            {unit.code: unit.title_fa for unit in units.by_code.values()},
        )
        hs8 = frozenset(row["hs8"] for row in _rows(folder / "hs_codes.csv"))
        return cls(lists, _places(folder), _crafts(folder / "crafts.csv"), hs8, units)


def _rows(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _spellings(source: str, entries: Iterable[tuple[str, str, Iterable[str]]]) -> Spellings:
    """Build one list from (code, title, spellings)."""
    codes: dict[str, str] = {}
    titles: dict[str, str] = {}
    for code, title, spellings in entries:
        titles.setdefault(code, title)
        for spelling in (code, *spellings):
            key = search_key(spelling)
            if key and codes.setdefault(key, code) != code:
                raise CodeBookError(f"{source}: «{spelling}» spells both {codes[key]} and {code}")
    return Spellings(codes, titles)


def _lists(path: Path) -> dict[str, Spellings]:
    entries: dict[str, list[tuple[str, str, list[str]]]] = {}
    for row in _rows(path):
        spellings = [row["title_fa"], row["title_en"], *row["aliases"].split("|")]
        entries.setdefault(row["list"], []).append((row["code"], row["title_fa"], spellings))
    return {name: _spellings(f"{path.name} {name}", rows) for name, rows in entries.items()}


def _crafts(path: Path) -> Spellings:
    return _spellings(
        path.name,
        (
            (
                row["craft_code"],
                row["title_fa"],
                [row["title_fa"], row["title_en"], *row["aliases"].split("|")],
            )
            for row in _rows(path)
        ),
    )


def _places(folder: Path) -> Spellings:
    """Areas by code and alias. A name that an area shares with another leads where the alias list says."""
    areas = _rows(folder / "areas.csv")
    aliases = _rows(folder / "area_aliases.csv")
    found = _spellings("area_aliases.csv", ((row["area_code"], "", [row["alias"]]) for row in aliases))
    codes = dict(found.codes)
    named: dict[str, set[str]] = {}
    for row in areas:
        for name in (row["name_fa"], row["name_en"]):
            named.setdefault(search_key(name), set()).add(row["area_code"])
    for key, claimed in named.items():
        if key and len(claimed) == 1:
            codes.setdefault(key, next(iter(claimed)))
    return Spellings(codes, {row["area_code"]: row["name_fa"] for row in areas})
