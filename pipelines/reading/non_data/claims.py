"""Say which rows a total is of: what it will be compared with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from pipelines.configuration.rules import TotalKind

#: What a total claims to be the sum of: the rows of its table, a group of them, more than the table may list.
Claim = Literal["all", "group", "whole"]

_EQUAL = 1e-9


@dataclass(frozen=True, slots=True)
class Stated:
    """A labelled total: its row's number, its kind, its label's text (as a key) and its figures by column."""

    number: int
    kind: TotalKind
    label: str
    figures: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Claimed:
    """The rows (numbers, both included) that a total is of."""

    claim: Claim
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class DataRows:
    """The rows of data of a table: their numbers, rising, and running sums of each additive column before each."""

    numbers: npt.NDArray[np.int32]
    running: Mapping[str, npt.NDArray[np.float64]]

    def between(self, low: int, high: int) -> tuple[int, int] | None:
        """Return the places of the first row above number ``low`` and of the last below ``high``."""
        first = int(np.searchsorted(self.numbers, low, side="right"))
        last = int(np.searchsorted(self.numbers, high)) - 1
        return (first, last) if first <= last else None

    def equal(self, places: tuple[int, int], figures: Mapping[str, float]) -> bool:
        """Tell whether stated figures are the sums of the rows at some places."""
        known = [name for name in figures if name in self.running]
        sums = {n: float(self.running[n][places[1] + 1] - self.running[n][places[0]]) for n in known}
        return bool(known) and all(abs(sums[n] - figures[n]) <= _EQUAL * max(1.0, abs(sums[n])) for n in known)


def claim_of(stated: Stated, totals: Sequence[Stated], bounds: Sequence[int], data: DataRows) -> Claimed | None:
    """Return the rows that a labelled total is of; None for one that is compared with nothing.

    ``totals`` are the labelled ones of the table in their order, ``bounds`` the numbers of all its totals. The words
    say which rows come into question; of these the first whose sum is stated, else the first.
    """
    if stated.kind in ("average", "share", "memo") or not len(data.numbers):
        return None
    everything = (0, len(data.numbers) - 1)
    above = data.between(0, stated.number)
    since = data.between(max([b for b in bounds if b < stated.number], default=0), stated.number)
    below = data.between(stated.number, min([b for b in bounds if b > stated.number], default=1 << 31))
    by_kind: dict[str, list[tuple[int, int] | None]] = {
        "whole": [everything],
        "above": [since, above],
        "page": [since, above],
        "subtotal": [since, above, below],
        "total": [above, since, below],
    }
    choices = by_kind[stated.kind]
    if stated.kind == "total" and _is_of_a_part(stated, totals, data):
        choices = [since, above, below]
    if stated.kind == "above" and not _has_like(stated, totals):
        choices = [above, since]
    if above is None:  # it stands above the rows
        choices = [everything, below]
    if stated.kind in ("total", "subtotal", "page", "above"):
        choices = [*choices, *_nested(stated, bounds, data)]
    open_choices = [c for c in choices if c is not None]
    if not open_choices:
        return None
    chosen = next((c for c in open_choices if data.equal(c, stated.figures)), open_choices[0])
    claim: Claim = "whole" if stated.kind == "whole" else "all" if chosen == everything else "group"
    return Claimed(claim, int(data.numbers[chosen[0]]), int(data.numbers[chosen[1]]))


def _nested(stated: Stated, bounds: Sequence[int], data: DataRows) -> list[tuple[int, int] | None]:
    """Return the groups of groups above a total, the smallest first: it may be of several subtotals."""
    before = [b for b in bounds if b < stated.number]
    return [data.between(b, stated.number) for b in before[:-1][::-1][:1000]]


def _has_like(stated: Stated, totals: Sequence[Stated]) -> bool:
    return any(t.number < stated.number and t.kind == stated.kind for t in totals)


def _is_of_a_part(stated: Stated, totals: Sequence[Stated], data: DataRows) -> bool:
    """Tell whether a total that only says «جمع» is of the rows since the one before it, and not of the whole.

    The last part ends the table too: a total that is called like one of the parts above, and that another total
    follows, is the last part's.
    """
    first, last = int(data.numbers[0]), int(data.numbers[-1])
    if first < stated.number < last:
        return True
    alike = any(t.number < last and t.label == stated.label for t in totals if t is not stated)
    return alike and any(t.number > stated.number for t in totals)
