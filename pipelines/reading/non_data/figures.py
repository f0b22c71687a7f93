"""The numbers of a table's rows, exact, as arrays: what totals are looked for in.

Sums are compared modulo 2⁶⁴ in units of a thousand-millionth, which no rounding touches, and beside that as floats
only to pass over what is far away.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from pipelines.normalise.numbers import SCALE, canonical
from pipelines.reading.non_data.layout import number_of

_EXACT = pa.decimal128(38, SCALE)
_PLAIN = r"^-?[0-9]{1,25}(?:\.[0-9]{1,9})?$"
#: Values up to which the units of nine decimals fit into 64 bits.
_SMALL = 9.0e9
#: Values of a column that are read one by one, at most: those that are not plain digits.
_MOST_READ = 200_000

Bits = npt.NDArray[np.uint64]
Flags = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Figures:
    """The rows of a table: their numbers, and which of their describing cells are empty.

    All arrays have a row a row of the table; ``exact``, ``rough`` and ``filled`` a column an additive one, ``empty`` a
    column a describing one. ``exact`` are units of 10⁻⁹ modulo 2⁶⁴. ``constant`` says of each describing column that it
    never changes.
    """

    numbers: npt.NDArray[np.int32]
    names: tuple[str, ...]
    described: tuple[str, ...]
    exact: Bits
    rough: Floats
    filled: Flags
    empty: Flags
    constant: Flags

    @property
    def length(self) -> int:
        """Rows of the table."""
        return len(self.numbers)

    def holds(self, index: int, number: int) -> bool:
        """Tell whether the row at ``index`` has this number."""
        return index < self.length and int(self.numbers[index]) == number


def figures_of(batches: Iterable[pa.RecordBatch], additive: Sequence[str], described: Sequence[str]) -> Figures:
    """Read the figures of landed rows (row_number and text columns).

    A describing column that is absent is one that every row fills and that changes.
    """
    numbers: list[npt.NDArray[np.int32]] = []
    exact: list[list[Bits]] = [[] for _ in additive]
    rough: list[list[Floats]] = [[] for _ in additive]
    filled: list[list[Flags]] = [[] for _ in additive]
    empty: list[list[Flags]] = [[] for _ in described]
    firsts: dict[str, str | None] = {}
    constant = np.ones(len(described), dtype=bool)
    for batch in batches:
        numbers.append(batch["row_number"].to_numpy())
        for place, name in enumerate(additive):
            amounts = _amounts(batch[name])
            filled[place].append(amounts.is_valid().to_numpy(zero_copy_only=False))
            found = pc.fill_null(amounts, Decimal(0))
            exact[place].append(_low_words(found))
            rough[place].append(found.cast(pa.float64()).to_numpy())
        for place, name in enumerate(described):
            if name not in batch.schema.names:
                empty[place].append(np.zeros(batch.num_rows, dtype=bool))
                constant[place] = False
                continue
            empty[place].append(batch[name].is_null().to_numpy(zero_copy_only=False))
            constant[place] &= _is_constant(batch[name], name, firsts)
    length = sum(map(len, numbers))
    return Figures(
        np.concatenate(numbers) if numbers else np.zeros(0, dtype=np.int32),
        tuple(additive),
        tuple(described),
        _columns(exact, length, np.uint64),
        _columns(rough, length, np.float64),
        _columns(filled, length, np.bool_),
        _columns(empty, length, np.bool_),
        constant,
    )


def _columns(parts: Sequence[Sequence[npt.NDArray[np.generic]]], length: int, kind: type) -> npt.NDArray:
    """Put the pieces of each column one below the other and the columns side by side."""
    if not parts:
        return np.zeros((length, 0), dtype=kind)
    whole = [np.concatenate(part) if part else np.zeros(0, dtype=kind) for part in parts]
    return np.asfortranarray(np.column_stack(whole))


def _amounts(column: pa.Array) -> pa.Array:
    """Return the numbers of text cells as exact decimals; null for an empty one and for one that is no number."""
    with suppress(pa.ArrowInvalid):
        return column.cast(_EXACT)
    plain = pc.match_substring_regex(column, _PLAIN)
    safe = pc.if_else(plain, column, pa.scalar(None, pa.string())).cast(_EXACT)
    places = np.flatnonzero(~pc.fill_null(plain, True).to_numpy(zero_copy_only=False))
    odd = column.take(pa.array(places)).dictionary_encode()
    if len(odd.dictionary) > _MOST_READ:
        return safe
    read = pa.array([_decimal(text) for text in odd.dictionary.to_pylist()], _EXACT).take(odd.indices)
    mask = np.zeros(len(column), dtype=bool)
    mask[places] = True
    return pc.replace_with_mask(safe, pa.array(mask), read)


def _decimal(text: str) -> Decimal | None:
    number = number_of(text)
    if number is None or abs(number) >= Decimal(10) ** 25:
        return None
    return Decimal(canonical(round(number, SCALE)))


def _low_words(amounts: pa.Array) -> Bits:
    """Return the lower halves of 128-bit decimals: their units modulo 2⁶⁴."""
    words = np.frombuffer(amounts.buffers()[1], dtype=np.uint64)
    return words[2 * amounts.offset : 2 * (amounts.offset + len(amounts)) : 2].copy()


def common_step(figures: Figures, rows: npt.NDArray[np.int64], column: int) -> float:
    """Return the largest amount of which all given cells are multiples: millions, where all are whole millions."""
    rough = figures.rough[rows, column]
    if not len(rough):
        return 1.0
    if np.abs(rough).max() < _SMALL:
        return float(np.gcd.reduce(figures.exact[rows, column].view(np.int64))) / 10**SCALE
    return float(np.gcd.reduce(np.rint(rough).astype(np.int64)))


def _is_constant(column: pa.Array, name: str, firsts: dict[str, str | None]) -> bool:
    """Tell whether all filled cells of a column so far hold one text."""
    kept = column.drop_null()
    if not len(kept):
        return True
    first = firsts.setdefault(name, kept[0].as_py())
    return bool(pc.all(pc.equal(kept, first)).as_py())
