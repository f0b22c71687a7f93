"""The words that configuration may use (units, offices, themes, domains, code lists): those of ``models/reference``."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from pipelines.configuration.documents import read_yaml
from pipelines.configuration.errors import ConfigurationError, file_name

#: What a word may be, and the list of ``codes.csv`` that names all there are.
LISTS = {
    "office": "offices",
    "theme": "themes",
    "domain": "domains",
    "grade": "grades",
    "role": "roles",
    "qualifier": "qualifiers",
    "path": "paths",
    "city kind": "city_kinds",
    "registry kind": "registry_kinds",
}
#: What a word may be that a table of its own names, and the column of the table.
TABLES = {
    "craft": ("crafts", "craft_code"),
    "customs office": ("customs_offices", "office_code"),
    "destination": ("destinations", "destination_code"),
}


#: The files and folders from which the words come.
SOURCES = (
    "reference/codes.csv",
    "reference/units.csv",
    "reference/lists.yaml",
    "reference/areas.csv",
    *(f"reference/{table}.csv" for table, _ in TABLES.values()),
    "rules/freshness.yaml",
    "indicators",
    "feeds",
)
#: The cadence of a feed that is never due; the others are those of ``models/rules/freshness.yaml``.
OCCASIONAL = "occasional"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The known words by what they are (``unit``, ``office``, ``theme``, ``domain``, ``code list``, ``cadence``).

    Where a models folder has no list of a kind, every word passes: a system without offices is no fault of a feed.
    """

    words: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def known(self, kind: str) -> frozenset[str]:
        """Return the words of a kind; none where there is no list of them."""
        return self.words.get(kind, frozenset())

    @classmethod
    def of(cls, models: Path) -> Vocabulary:
        """Read the reference tables of a models folder; a table that is not there knows no words.

        Every loader asks for them, so they are read again only where one of the files has changed.
        """
        return _read(models, tuple(state_of(models / name) for name in SOURCES))

    @classmethod
    def read(cls, models: Path) -> Vocabulary:
        """Read the words anew."""
        reference = models / "reference"
        codes: dict[str, set[str]] = {"figure_indicators": set()}
        for row in _rows(reference / "codes.csv"):
            codes.setdefault(row["list"], set()).add(row["code"])
        # What documents state, and no file of the models measures, is an indicator as well.
        indicators = {path.stem for path in (models / "indicators").glob("*.sql")}
        areas = _rows(reference / "areas.csv")
        units = {row["unit"] for row in _rows(reference / "units.csv")}
        # Lists that have a table of their own stand beside those of codes.csv; units are a list as well.
        named = {*codes, *_keys(reference / "lists.yaml"), "units"} if len(codes) > 1 else set()
        cadences = _keys(models / "rules" / "freshness.yaml", "cadences")
        return cls(
            {
                "unit": frozenset(units),
                "code list": frozenset(named),
                "indicator": frozenset(indicators | codes["figure_indicators"]) if indicators else frozenset(),
                "feed": frozenset(p.name.split(".")[0] for p in (models / "feeds").glob("*.odcs.yaml")),
                "area": frozenset(row["area_code"] for row in areas),
                **{kind: frozenset(r["area_code"] for r in areas if r["kind"] == kind) for kind in ("county", "city")},
                "cadence": frozenset({*cadences, OCCASIONAL} if cadences else ()),
                **{kind: frozenset(codes.get(name, ())) for kind, name in LISTS.items()},
                **{
                    kind: frozenset(row[column] for row in _rows(reference / f"{table}.csv"))
                    for kind, (table, column) in TABLES.items()
                },
            }
        )


@lru_cache(maxsize=8)
def _read(models: Path, states: tuple[tuple[int, int] | None, ...]) -> Vocabulary:
    return Vocabulary.read(models)


def state_of(path: Path) -> tuple[int, int] | None:
    """Return what changes with a file, or with the names in a folder; None where it is not there."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_mtime_ns, found.st_size


def _keys(path: Path, *below: str) -> list[str]:
    """Return the keys of a YAML file, or of a mapping in it; none where it is not there, or is told to be wrong."""
    try:
        found: Any = read_yaml(path.read_text("utf-8"), file_name(path))
    except (FileNotFoundError, ConfigurationError):
        return []
    for key in below:
        found = found.get(key) if isinstance(found, Mapping) else None
    return [str(key) for key in found] if isinstance(found, Mapping) else []


def _rows(path: Path) -> list[dict[str, str]]:
    if not path.exists():
        return []
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
