"""What equality with a sum proves: how unlikely it is by chance, and whether the row's texts look like a total's."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from pipelines.reading.non_data.figures import Figures, Flags, Floats, common_step
from pipelines.reading.non_data.words import TotalRules

#: Rows by which it is decided whether columns move apart from each other.
_LOOKED_AT = 24
#: One row in so many may be no sum among rows that look alike: the total of them all is one only later.
_FEW_OTHERS = 4
#: A prime for exact elimination.
_PRIME = (1 << 61) - 1


class Shape:
    """Which of some rows have texts like data rows: ``bare`` rows have none that would tell one row from another."""

    def __init__(self, figures: Figures, rows: npt.NDArray[np.int64], rules: TotalRules) -> None:
        self._rows, self._rules = rows, rules
        self._empty = figures.empty[rows]
        self._constant = figures.constant
        self.has_figures: Flags = np.any(figures.filled[rows], axis=1)
        self._learn_of(np.ones(len(rows), dtype=bool))

    def learn(self, matched: Sequence[int]) -> None:
        """Reckon anew what data rows fill, without rows that may be totals and those that fill the same as they."""
        if not self._empty.shape[1] or not len(matched) or 2 * len(matched) > len(self._rows):
            return  # more totals than data are none
        others = np.ones(len(self._rows), dtype=bool)
        others[np.searchsorted(self._rows, matched)] = False
        patterns, which, counts = np.unique(self._empty, axis=0, return_inverse=True, return_counts=True)
        alike = np.zeros(len(patterns), dtype=bool)
        alike[which.ravel()[~others]] = True
        alike[np.argmax(counts)] = False
        self._learn_of(others & ~alike[which.ravel()])

    def _learn_of(self, others: Flags) -> None:
        """Count which columns the ``others`` leave empty, and which rows are bare."""
        count, empty = int(others.sum()), self._empty[others].sum(axis=0)
        self._usual: Flags = 2 * empty <= count
        self._bits = np.minimum(self._rules.blank_bits, np.log2((2 * count + 2) / (2 * empty + 1)))
        if count and not empty.any():
            self._bits[:] = self._rules.blank_bits
        self.bare: Flags = self._bare()

    def _bare(self) -> Flags:
        """Return which rows fill no describing column but those that never change, and leave a usual one empty."""
        if not self._empty.shape[1]:
            return np.zeros(len(self._rows), dtype=bool)
        silent = np.all(self._empty | self._constant, axis=1)
        wanting = (self._empty & self._usual).any(axis=1)
        nothing = np.all(self._empty, axis=1)
        if 2 * int(nothing.sum()) > len(self._rows):
            return np.zeros(len(self._rows), dtype=bool)
        return (silent & wanting) | nothing

    def blank_bits(self, place: int) -> float:
        """Return the evidence in the columns that data rows fill and this one leaves empty."""
        empty = self._bits[self._empty[place] & self._usual]
        return float(np.sort(empty)[::-1][: self._rules.most_blank].sum())

    def is_plainly_blank(self, place: int) -> bool:
        """Tell whether a row leaves a column empty that all data rows fill."""
        return bool((self._empty[place] & (self._bits >= self._rules.blank_bits)).any())

    def is_mostly_blank(self, place: int) -> bool:
        """Tell whether a row leaves half the columns empty that tell data rows from each other."""
        telling = self._usual & ~self._constant
        return 2 * int((self._empty[place] & telling).sum()) >= int(telling.sum())

    def unusual_groups(self, places: npt.NDArray[np.int64]) -> list[int]:
        """Return for each of some rows the group of rows that leave the same cells empty; -1 where others do so, too.

        The cells that most rows leave empty make no group.
        """
        if not len(places) or not self._empty.shape[1]:
            return [-1] * len(places)
        patterns, which, counts = np.unique(self._empty, axis=0, return_inverse=True, return_counts=True)
        here = which.ravel()[places]
        whole = _FEW_OTHERS * np.bincount(here, minlength=len(patterns)) >= (_FEW_OTHERS - 1) * counts
        whole[np.argmax(counts)] = False
        return [int(group) if whole[group] else -1 for group in here]


def most_bits(figures: Figures, rows: npt.NDArray[np.int64]) -> Floats:
    """Return what equality with a sum could prove at most, for each of some rows."""
    everything = np.arange(figures.length)
    bits = np.zeros(len(rows))
    for column in range(figures.rough.shape[1]):
        step = common_step(figures, everything, column) or 1.0
        bits += np.log2(np.maximum(1.0, np.abs(figures.rough[rows, column]) / step))
    return bits


def arithmetic_bits(
    figures: Figures,
    population: npt.NDArray[np.int64],
    run: npt.NDArray[np.int64],
    row: int,
    difference: Sequence[float],
    *,
    has_texts: bool,
) -> tuple[float, int]:
    """Return how many bits of chance the equality of a row with the sum of a run rules out, and in how many ways.

    A column counts with the steps that its figure could have taken (counts of one and two rule out little, and so
    do loans in whole hundreds of millions), and only where two rows at least add to it: else it is a repetition.
    Columns that move together (rial and dollar at one rate) are one piece of evidence, and rows that are multiples of
    each other (trucks of one price: one, and two, and three) are one as well: as many columns count, the weakest, as
    are independent of each other in the table (``population``), and in the run where the row has the texts of a
    data row (``has_texts``).
    """
    columns = [
        column
        for column in np.flatnonzero(figures.filled[row]).tolist()
        if figures.rough[row, column] and int((figures.rough[run, column] != 0).sum()) >= 2
    ]
    if not columns:
        return 0.0, 0
    kinds = _rank(_matrix(figures, run, columns)) if has_texts else len(columns)
    bits = []
    for column in columns:
        told = abs(float(figures.rough[row, column]))
        step = common_step(figures, population if kinds > 1 else run, column) or 1.0
        off = 2 * difference[column] if difference else 0.0
        bits.append(max(0.0, float(np.log2(told / max(step, off, told * 2.0**-50)))))
    ways = min(kinds, _independent(figures, population[population != row], columns))
    return sum(sorted(bits)[:ways]), ways


def _independent(figures: Figures, rows: npt.NDArray[np.int64], columns: Sequence[int]) -> int:
    """Return how many of the columns are independent of each other, by some of the rows.

    Few rows cannot show whether one column is the sum of others, only whether two move together.
    """
    matrix = _matrix(figures, rows, columns)
    if len(matrix) >= 2 * len(columns):
        return _rank(matrix)
    kinds: list[list[int]] = []
    for column in map(list, zip(*matrix, strict=True)):
        if any(column) and not any(_rank([[a, b] for a, b in zip(column, k, strict=True)]) < 2 for k in kinds):
            kinds.append(column)
    return len(kinds)


def _matrix(figures: Figures, rows: npt.NDArray[np.int64], columns: Sequence[int]) -> list[list[int]]:
    """Return the figures of the first rows that have any, modulo a prime."""
    first = rows[: 4 * _LOOKED_AT]
    of_columns = figures.rough[first][:, list(columns)]
    filled = first[np.any(of_columns != 0, axis=1)][:_LOOKED_AT]
    return [[_whole(figures, int(row), column) % _PRIME for column in columns] for row in filled]


def _rank(matrix: list[list[int]]) -> int:
    """Return the rank of a matrix modulo a prime."""
    rows, rank = [list(row) for row in matrix], 0
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((n for n in range(rank, len(rows)) if rows[n][column]), None)
        if pivot is None:
            continue
        rows[rank], rows[pivot] = rows[pivot], rows[rank]
        inverse = pow(rows[rank][column], -1, _PRIME)
        for n in range(rank + 1, len(rows)):
            if factor := rows[n][column] * inverse % _PRIME:
                rows[n] = [(a - factor * b) % _PRIME for a, b in zip(rows[n], rows[rank], strict=True)]
        rank += 1
    return rank


def _whole(figures: Figures, row: int, column: int) -> int:
    """Return a figure as a whole number of thousand-millionths."""
    rough = float(figures.rough[row, column])
    exact = int(figures.exact[row, column])
    return exact + ((round(rough * 10**9) - exact + (1 << 63)) >> 64 << 64)
