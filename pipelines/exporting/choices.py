"""The titles that a drop-down of a blank workbook offers: read from ``models/reference``, kept nowhere else."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pipelines.contracts import Column
from pipelines.normalise.code_lists import Code, read_code_lists


@dataclass(frozen=True)
class Choices:
    """Titles of codes, places, crafts and units, by column."""

    reference: Path

    def of(self, column: Column) -> list[str]:
        """Return the titles for ``column`` in the order of the reference table; empty when it has no list."""
        if column.kind == "code":
            return (
                self._units
                if column.codes == "units"
                else [code.title_fa for code in self._lists.get(column.codes or "", ())]
            )
        if column.kind == "place":
            return [row["name_fa"] for row in self._areas if not column.area_kinds or row["kind"] in column.area_kinds]
        return self._crafts if column.kind == "craft" else []

    def unit_title(self, unit: str) -> tuple[str, str]:
        """Return the Persian and the English name of ``unit``."""
        for row in self._rows("units"):
            if row["unit"] == unit:
                return row["title_fa"], row["title_en"]
        raise KeyError(f"models/reference/units.csv has no unit {unit!r}")

    def code_title(self, column: Column, code: str) -> tuple[str, str]:
        """Return the Persian and the English title of ``code`` in the column's list, else the code itself."""
        for known in self._lists.get(column.codes or "", ()):
            if known.code == code:
                return known.title_fa, known.title_en
        return code, code

    def _rows(self, table: str) -> Iterator[dict[str, str]]:
        with (self.reference / f"{table}.csv").open(encoding="utf-8-sig", newline="") as lines:
            yield from csv.DictReader(lines)

    @cached_property
    def _lists(self) -> dict[str, list[Code]]:
        return read_code_lists(self.reference)

    @cached_property
    def _units(self) -> list[str]:
        return [row["title_fa"] for row in self._rows("units")]

    @cached_property
    def _areas(self) -> list[dict[str, str]]:
        return [row for row in self._rows("areas") if not row["valid_to"]]

    @cached_property
    def _crafts(self) -> list[str]:
        return [row["title_fa"] for row in self._rows("crafts")]
