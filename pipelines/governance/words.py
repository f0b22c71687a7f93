"""What codes and areas are called, for sentences that name them."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipelines.contracts import Column
from pipelines.foundation.messages import Language


@dataclass(frozen=True, slots=True)
class Words:
    """Titles in both languages by list and code; areas stand under the list ``places``."""

    titles: Mapping[tuple[str, str], Mapping[Language, str]]

    @classmethod
    def load(cls, models: Path) -> Words:
        """Read the code lists, the areas and the units of ``models/reference``."""
        folder = models / "reference"
        found: dict[tuple[str, str], Mapping[Language, str]] = {}
        for row in _rows(folder / "codes.csv"):
            found[(row["list"], row["code"])] = {"fa": row["title_fa"], "en": row["title_en"]}
        for row in _rows(folder / "areas.csv"):
            found[("places", row["area_code"])] = {"fa": row["name_fa"], "en": row["name_en"]}
        for row in _rows(folder / "units.csv"):
            found[("units", row["unit"])] = {"fa": row["title_fa"], "en": row["title_en"]}
        return cls(found)

    def of(self, column: Column, value: str, language: Language) -> str:
        """Return what a clean value of a column is called; the value itself where no list has it."""
        listed = "places" if column.kind == "place" else column.codes
        return self.titles.get((listed or "", value), {}).get(language, value)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    if path.exists():
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield from csv.DictReader(file)
