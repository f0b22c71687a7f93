"""What the invented world rests on: contracts, reference data, seed, size, and how a chunk of it looks.

A *frame* holds clean values of one feed by column: dictionaries or texts for codes and names, ``date32`` for
days, integers or decimals for numbers. It is the truth; how an office writes it is decided elsewhere.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from pipelines.contracts import Column, Contract, load_contracts
from pipelines.demo import calendar, stories
from pipelines.demo.place import Place, place_of
from pipelines.demo.randomness import Numbers
from pipelines.foundation.period import Period
from pipelines.normalise import CodeBook
from pipelines.normalise.code_lists import Code, read_code_lists

Frame = dict[str, pa.Array]

#: Rows of a frame that is streamed; a register of any size is made and written in such pieces.
CHUNK = 200_000

_DAY_KINDS = frozenset({"date"})


@dataclass(frozen=True, slots=True)
class Supply:
    """The rows of one delivery: how many, and frames that give them in order."""

    rows: int
    frames: Iterable[Frame]


@dataclass(frozen=True)
class World:
    """Seed, size and reference data of one demonstration."""

    models: Path
    seed: int
    rows: int
    mess: float

    @cached_property
    def contracts(self) -> dict[str, Contract]:
        """Every feed's contract."""
        return load_contracts(self.models)

    @cached_property
    def codebook(self) -> CodeBook:
        """The code lists with their spellings."""
        return CodeBook.load(self.models)

    def reference(self, name: str) -> list[dict[str, str]]:
        """Return the rows of a reference table."""
        with (self.models / "reference" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    @cached_property
    def place(self) -> Place:
        """The province that is told of."""
        return place_of(self.models)

    @cached_property
    def code_lists(self) -> dict[str, list[Code]]:
        """Every code list of the reference tables."""
        return read_code_lists(self.models / "reference")

    @cached_property
    def codes(self) -> dict[str, list[str]]:
        """Codes of each list, in their order."""
        return {name: [code.code for code in codes] for name, codes in self.code_lists.items()}

    @cached_property
    def spellings(self) -> dict[tuple[str, str], list[str]]:
        """Every spelling of a code by (list, code), its title first; places, crafts and units are lists too."""
        found: dict[tuple[str, str], list[str]] = {}
        for name, codes in self.code_lists.items():
            for known in codes:
                found[name, known.code] = [known.title_fa, *known.aliases, known.title_en]
        for row in self.reference("units"):
            found["units", row["unit"]] = [row["title_fa"], *row["aliases"].split("|"), row["title_en"]]
        for row in self.reference("crafts"):
            found["crafts", row["craft_code"]] = [
                row["title_fa"],
                *row["aliases"].split("|"),
                row["title_en"],
            ]
        for code, area in self.place.areas.items():
            found["places", code] = [area["name_fa"]]
        for row in self.reference("area_aliases"):
            found["places", row["area_code"]].append(row["alias"])
        return found

    # --- how large each feed is ------------------------------------------------------------------------------

    @cached_property
    def credit_files_a_year(self) -> int:
        """Credit files registered in a budget year."""
        return min(12_500, max(12, self.rows // 800))

    @cached_property
    def cooperatives(self) -> int:
        """Cooperatives of the register: those of the place, fewer in a small world."""
        return min(self.place.told.registers.cooperatives, max(12, self.rows // 300))

    @cached_property
    def scale(self) -> float:
        """Persons of this world for each real one, so that all person-level rows together are about ``rows``."""
        rest = self.rows - self.credit_files_a_year * stories.CREDIT_ROWS_A_FILE - 19 * self.cooperatives
        return max(rest, self.rows * 0.3) / self.place.person_rows

    def scaled(self, real: float, least: int = 1) -> int:
        """Return how many of ``real`` persons or things this world has."""
        return max(least, round(real * self.scale))


def coded(codes: Sequence[str], positions: Numbers, present: np.ndarray | None = None) -> pa.Array:
    """Return codes as a dictionary array; ``present`` says which rows have one."""
    indices = pa.array(positions.astype(np.int32), pa.int32(), mask=None if present is None else ~present)
    return pa.DictionaryArray.from_arrays(indices, pa.array(list(codes), pa.string()))


def days(numbers: Numbers, present: np.ndarray | None = None) -> pa.Array:
    """Return days since 1970 as ``date32``."""
    return pa.array(numbers.astype(np.int32), pa.int32(), mask=None if present is None else ~present).cast(pa.date32())


def whole(numbers: Numbers, present: np.ndarray | None = None) -> pa.Array:
    """Return whole numbers."""
    return pa.array(numbers.astype(np.int64), pa.int64(), mask=None if present is None else ~present)


def frame_of(contract: Contract, rows: Sequence[Mapping[str, Any]]) -> Frame:
    """Return rows of Python values as a frame; columns that no row names are left out."""
    named = {name for row in rows for name in row}
    if unknown := named - {c.name for c in contract.columns}:
        raise KeyError(f"{contract.feed} has no column {sorted(unknown)}")
    return {
        c.name: pa.array([row.get(c.name) for row in rows], _type_of(c)) for c in contract.columns if c.name in named
    }


def _type_of(column: Column) -> pa.DataType:
    if column.kind in _DAY_KINDS:
        return pa.date32()
    if column.kind in ("integer", "year"):
        return pa.int64()
    if column.kind in ("quantity", "money"):
        return pa.decimal128(38, 9)
    return pa.string()


def sliced(frame: Frame, start: int, length: int) -> Frame:
    """Return rows of a frame."""
    return {name: array.slice(start, length) for name, array in frame.items()}


def taken(frame: Frame, positions: Numbers) -> Frame:
    """Return chosen rows of a frame, in the order of ``positions``."""
    return {name: array.take(pa.array(positions)) for name, array in frame.items()}


def length_of(frame: Frame) -> int:
    """Return the number of rows of a frame."""
    return len(next(iter(frame.values())))


def quarter_number(period: str) -> int:
    """Return how many quarters after the first one the quarter of ``period`` is."""
    return Period.parse(period).ending("Q").place - Period.parse(calendar.FIRST_QUARTER).place
