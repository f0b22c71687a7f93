"""From clean values to the texts that an office writes: the delivery's style, then mess and errors cell by cell.

Whole columns are written by Arrow; only the few cells that are miswritten pass through Python.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipelines.contracts import Column, Contract
from pipelines.demo import calendar, errors
from pipelines.demo.mess import Mess, in_words_with_unit, number_text
from pipelines.demo.randomness import generator
from pipelines.demo.spellings import CodeSpellings, fits_1256, for_1256
from pipelines.demo.style import Style
from pipelines.demo.world import Frame, World, length_of
from pipelines.foundation.persian import POINT, persian_digits

_CODED = frozenset({"code", "place", "craft"})
_NUMBERS = frozenset({"integer", "quantity", "money"})


@dataclass(slots=True)
class PlantedCell:
    """A miswritten cell or a bad one: its row in the chunk, column, kind and, for an error, the rule.

    ``answer`` is what must become of it: normalised, its row kept out, or pointed out while the row counts.
    """

    row: int
    column: str
    kind: str
    rule: str | None = None
    answer: str = "normalise"


@dataclass(slots=True)
class Rendered:
    """A chunk as texts by column; ``bad`` are the rows to be quarantined, ``read`` what a perfect reading gives."""

    texts: dict[str, pa.Array]
    read: Frame
    planted: list[PlantedCell] = field(default_factory=list)
    bad: set[int] = field(default_factory=set)


class Renderer:
    """Writes the frames of one delivery."""

    def __init__(self, world: World, contract: Contract, style: Style, spellings: CodeSpellings) -> None:
        self._world, self._contract, self._style, self._spellings = world, contract, style, spellings
        self._mess = Mess(world, spellings)
        self._factors = {row["unit"]: Decimal(row["factor"]) for row in world.reference("units")}
        self._plain_code = cache(self._spelled)

    def render(self, frame: Frame, bad_rows: Sequence[int], *names: object) -> Rendered:
        """Return a frame as texts; ``bad_rows`` get one error each. ``names`` seed the chances."""
        chance = random.Random("\x1f".join(map(str, (self._world.seed, *names))))  # noqa: S311
        drawn = generator(self._world.seed, "mess", *names)
        found = Rendered({}, dict(frame))
        spared = np.zeros(length_of(frame), bool)
        spared[list(bad_rows)] = True
        for name in self._style.columns:
            column = self._contract.column(name)
            array = frame[name]
            texts = self._plain(column, array)
            if not self._is_typed(column):
                chosen = np.flatnonzero((drawn.random(len(array)) < self._world.mess) & ~spared)
                texts = self._with_mess(column, array, texts, chosen, chance, found.planted)
            found.texts[name] = texts
        self._plant_errors(frame, bad_rows, chance, found)
        return found

    def _is_typed(self, column: Column) -> bool:
        """Tell whether the column has a type in the file, so that nothing can be miswritten in it."""
        return self._style.format == "parquet" and (column.kind in _NUMBERS or column.kind == "date")

    # --- plain texts -----------------------------------------------------------------------------------------

    def _plain(self, column: Column, array: pa.Array) -> pa.Array:
        if column.kind in _NUMBERS or column.kind == "year":
            return self._plain_numbers(column, array)
        if pa.types.is_date32(array.type):
            return calendar.write_days(array, self._style.date_style)
        if column.kind in _CODED:
            encoded = array if pa.types.is_dictionary(array.type) else array.dictionary_encode()
            spelled = [self._plain_code(column.name, code) for code in encoded.dictionary.to_pylist()]
            return pa.array(spelled, pa.string()).take(encoded.indices)
        texts = array.dictionary.take(array.indices) if pa.types.is_dictionary(array.type) else array
        if column.kind == "jalali":
            return pc.replace_substring(texts, "-", "/")
        return texts

    def _spelled(self, column_name: str, code: str) -> str:
        column = self._contract.column(column_name)
        text = self._spellings.plain(self._spellings.list_of(column), code)
        return for_1256(text) if self._style.is_1256 else text

    def _plain_numbers(self, column: Column, array: pa.Array) -> pa.Array:
        factor = self._factor(column)
        if factor == 1 and not self._style.persian_digits:
            texts = array.cast(pa.string())
            if pa.types.is_decimal(array.type):
                texts = pc.utf8_rtrim(pc.utf8_rtrim(texts, "0"), ".")
            return texts
        written = [None if v is None else number_text(Decimal(v) / factor) for v in array.to_pylist()]
        if self._style.persian_digits:
            written = [None if t is None else persian_digits(t.replace(".", POINT)) for t in written]
        return pa.array(written, pa.string())

    def _factor(self, column: Column) -> Decimal:
        """Return what a written number is multiplied by: rial of the heading's unit."""
        unit = self._style.unit(column.name)
        return self._factors[unit] if unit else Decimal(1)

    # --- mess ------------------------------------------------------------------------------------------------

    def _with_mess(
        self,
        column: Column,
        array: pa.Array,
        texts: pa.Array,
        rows: np.ndarray,
        chance: random.Random,
        planted: list[PlantedCell],
    ) -> pa.Array:
        if not len(rows):
            return texts
        values = array.take(pa.array(rows)).to_pylist()
        plain = texts.take(pa.array(rows)).to_pylist()
        replaced: list[str] = []
        at: list[int] = []
        for row, value, text in zip(rows.tolist(), values, plain, strict=True):
            written = self._miswritten(column, value, chance)
            if written is None or written[0] == text:
                continue
            replaced.append(written[0])
            at.append(row)
            planted.append(PlantedCell(row, column.name, written[1]))
        if not at:
            return texts
        mask = np.zeros(len(texts), bool)
        mask[at] = True
        return pc.replace_with_mask(texts, pa.array(mask), pa.array(replaced, pa.string()))

    def _miswritten(self, column: Column, value: Any, chance: random.Random) -> tuple[str, str] | None:
        """Return a value miswritten in a way that the file can hold, or None."""
        if value is None:
            written = None if column.required else self._mess.blank(column, chance)
        elif column.kind in _NUMBERS:
            factor = self._factor(column)
            written = None
            if column.kind == "money" and column.unit == "IRR" and chance.random() < 0.25:
                written = in_words_with_unit(int(value), chance)
            written = written or self._mess.cell(column, Decimal(value) / factor, chance, scaled=factor >= 1000)
        else:
            written = self._mess.cell(column, value, chance)
        if written is None:
            return None
        text, kind = written
        if self._style.format == "xlsx" and kind == "spreadsheet_escape":
            text = text.partition("_x")[0] + "\r\n"  # the workbook itself stores it as _x000D_
        if self._style.is_1256:
            text = for_1256(text)
            return (text, kind) if fits_1256(text) else None
        return text, kind

    # --- errors ----------------------------------------------------------------------------------------------

    def _plant_errors(self, frame: Frame, rows: Sequence[int], chance: random.Random, found: Rendered) -> None:
        changed: dict[str, dict[int, str | None]] = {}
        lost: dict[str, dict[int, str | None]] = {}
        bad = set(rows)
        plantable = [n for n in self._style.columns if not self._is_typed(self._contract.column(n))]
        copies = self._contract.duplicates == "quarantine" and bool(self._contract.key)
        for row in rows:
            if copies and row > 0 and row - 1 not in bad and chance.random() < 0.15:
                for name in self._style.columns:
                    changed.setdefault(name, {})[row] = found.texts[name][row - 1].as_py()
                found.planted.append(
                    PlantedCell(row, self._contract.key[0], "duplicate_key", "duplicate_key", "quarantine")
                )
                found.bad.add(row)
                continue
            values = {name: frame[name][row].as_py() for name in plantable}
            error = errors.choose(
                self._contract,
                plantable,
                values,
                self._spellings,
                chance,
                workbook=self._style.format == "xlsx",
                only_1256=self._style.is_1256,
            )
            if error is None:
                continue
            changed.setdefault(error.column, {})[row] = error.text
            column = self._contract.column(error.column)
            keeps = not self._contract.needs(column)
            found.planted.append(
                PlantedCell(row, error.column, error.kind, error.rule, "warn" if keeps else "quarantine")
            )
            if keeps:
                lost.setdefault(error.column, {})[row] = errors.what_is_left(column, error.text)
            else:
                found.bad.add(row)
        for name, cells in lost.items():
            found.read[name] = _replaced(found.read[name], cells)
        for name, cells in changed.items():
            mask = np.zeros(len(found.texts[name]), bool)
            mask[list(cells)] = True
            written = [for_1256(t) if t is not None and self._style.is_1256 else t for _, t in sorted(cells.items())]
            found.texts[name] = pc.replace_with_mask(found.texts[name], pa.array(mask), pa.array(written, pa.string()))


def _replaced(array: pa.Array, cells: dict[int, str | None]) -> pa.Array:
    """Return an array with other values in some rows."""
    if pa.types.is_dictionary(array.type):
        array = array.dictionary.take(array.indices)
    mask = np.zeros(len(array), bool)
    mask[list(cells)] = True
    return pc.replace_with_mask(array, pa.array(mask), pa.array([v for _, v in sorted(cells.items())], array.type))
