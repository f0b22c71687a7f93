"""Find totals by arithmetic: rows whose figures are the sums of neighbouring rows.

A total may stand below its rows, above them, between groups, and totals of totals beside it, so a row is compared with
every run of rows that ends directly above it or begins directly below. Sums of runs are differences of running
sums: one sorted look-up finds all that are equal, however many rows there are. What is found is taken out and the
search begins anew, until nothing more is found: the innermost groups go first.

Equality alone proves little where figures are small or round. How much it proves is counted in bits (evidence.py).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import numpy.typing as npt

from pipelines.reading.non_data.evidence import Shape, arithmetic_bits, most_bits
from pipelines.reading.non_data.figures import Bits, Figures, Flags, Floats
from pipelines.reading.non_data.words import TotalRules

Indices = npt.NDArray[np.int64]

#: Nested levels of totals that are looked for, at most.
_MOST_ROUNDS = 16
#: Cells that are compared with single rows at most, in one round.
_SINGLE_CELLS = 40_000_000
#: Odd multipliers under which the columns of a row become one number.
_MIX = np.random.default_rng(1402).integers(1, 2**63, 64, dtype=np.uint64) * np.uint64(2) + np.uint64(1)


@dataclass(frozen=True, slots=True)
class Match:
    """A row (index) whose figures are the sum of the rows from ``first`` to ``last`` (indices)."""

    row: int
    first: int
    last: int
    difference: tuple[float, ...] = ()
    is_of_more: bool = False


@dataclass(slots=True)
class Found:
    """Totals and rows of which nothing certain can be said, with the rows whose sum they may be (if any)."""

    totals: list[Match] = field(default_factory=list)
    doubts: list[tuple[Literal["sum", "bare", "word"], Match]] = field(default_factory=list)


def find_totals(
    figures: Figures,
    worded: Collection[int],
    named: Collection[int],
    bounds: Collection[int],
    rules: TotalRules,
) -> Found:
    """Find the rows that are totals.

    ``worded`` are rows (indices) in which a cell says «جمع» beside the texts of a data row; ``named`` rows that lead to
    a person or firm, which are never totals; ``bounds`` the indices before which a labelled total stood.
    """
    return _Search(figures, worded, named, bounds, rules).run()


class _Way:
    """The rows of a table from top to bottom, or ``turned``, with the sums of all rows before each of them."""

    def __init__(self, figures: Figures, rows: Indices, *, turned: bool) -> None:
        whole, step = len(rows) == figures.length, -1 if turned else 1
        self.turned, self.rows = turned, rows[::step]
        self.rough: Floats = (figures.rough if whole else figures.rough[rows])[::step]
        self.filled: Flags = (figures.filled if whole else figures.filled[rows])[::step]
        self._exact = (figures.exact if whole else figures.exact[rows])[::step]
        self.running: Floats = np.zeros((len(rows) + 1, self.rough.shape[1]), order="F")
        self.told = np.zeros(len(rows), dtype=np.int16)
        for column in range(self.rough.shape[1]):
            np.cumsum(self.rough[:, column], out=self.running[1:, column])
            self.told += self.filled[:, column] & (self.rough[:, column] != 0)

    def mixed(self) -> Bits:
        """Return one number a row, such that numbers add up as their rows do."""
        mixed = np.zeros(len(self.rows), dtype=np.uint64)
        for column in range(self._exact.shape[1]):
            mixed += self._exact[:, column] * _MIX[column]
        return mixed

    def near(self, begin: Indices) -> Indices:
        """Return the places of rows that equal, but for rounding, the sum of the rows from ``begin`` on to them."""
        places = np.flatnonzero((np.arange(len(self.rows)) - begin >= 2) & (self.told >= 2))
        for column in range(self.rough.shape[1]):
            before = begin[places]
            reckoned = self.running[places, column] - self.running[before, column]
            off = np.abs(self.rough[places, column] - reckoned)
            is_near = off <= _slack(np.abs(reckoned), places - before)
            places = places[is_near | ~self.filled[places, column]]
        return places

    def single_run(self, place: int) -> Match | None:
        """Return the longest run directly before one row of which it is the sum in its filled columns."""
        filled = self.filled[place]
        if not filled.any() or place < 1:
            return None
        told = self.rough[place][filled]
        off = np.abs(self.running[place][filled] - self.running[:place][:, filled] - told)
        length = place - np.arange(place)[:, None]
        slack = np.where(length > 1, _slack(np.abs(told), length), 1e-9 * np.abs(told))
        near = np.flatnonzero(np.all(off <= slack, axis=1))
        if not len(near):
            return None
        exact = near[np.all(off[near] <= 1e-9 * np.abs(told), axis=1)]
        return _match(self.rows, place, int((exact if len(exact) else near)[0]), place - 1)


def _slack(size: Floats, length: Indices) -> Floats:
    """Return how far the sum of rounded parts may be off: half a unit a part, as long as that is little."""
    slack: Floats = np.minimum(length / 2, 1e-3 * size) + 1e-9 * size
    return slack


class _Search:
    """One search: the rows that are still taken for data, and what was found so far."""

    def __init__(
        self,
        figures: Figures,
        worded: Collection[int],
        named: Collection[int],
        bounds: Collection[int],
        rules: TotalRules,
    ) -> None:
        self._figures, self._rules = figures, rules
        self._worded, self._named = frozenset(worded), frozenset(named)
        self._bounds = sorted(bounds)
        self._rows: Indices = np.arange(figures.length)
        self._found = Found()
        self._reaching: dict[int, bool] = {}

    def run(self) -> Found:
        """Search until nothing more is found; then weigh what is left."""
        for _ in range(_MOST_ROUNDS):
            shape = Shape(self._figures, self._rows, self._rules)
            matches = self._matches(shape)
            shape.learn([m.row for m in matches])
            self._reaching = self._reach(matches)
            taken = self._take(matches, shape)
            if not taken:
                self._doubt(matches, shape)
                break
            self._bounds = sorted({*self._bounds, *taken})
            self._rows = np.delete(self._rows, np.searchsorted(self._rows, taken))
        return self._found

    # --- which rows equal a sum ---------------------------------------------------------------------------------

    def _matches(self, shape: Shape) -> list[Match]:
        """Return the rows that equal the sum of a run of rows beside them, above before below."""
        single = self._singles(shape)
        found: dict[int, Match] = {}
        for turned in (False, True):
            way = _Way(self._figures, self._rows, turned=turned)
            for match in [*self._equal_runs(way, shape), *self._close_runs(way, single)]:
                found.setdefault(match.row, match)
        return [found[row] for row in sorted(found)]

    def _singles(self, shape: Shape) -> Indices:
        """Return the rows that are looked at one by one: without words, or with the word of a total."""
        bare = self._rows[shape.bare & shape.has_figures]
        several = [row for row in sorted(self._worded) if row in self._rows]
        rows = np.union1d(bare, np.array(several, dtype=np.int64)) if several else bare
        most = max(20, _SINGLE_CELLS // max(1, self._figures.rough.size))
        return rows if len(rows) <= most else np.union1d(rows[:most], rows[-most:])

    def _equal_runs(self, way: _Way, shape: Shape) -> Iterator[Match]:
        """Yield the rows that equal, to the last digit, the sum of two or more rows before them."""
        places = self._worth_a_look(way, shape)
        if not len(places):
            return
        mixed = way.mixed()
        running = np.concatenate([np.zeros(1, np.uint64), np.cumsum(mixed, dtype=np.uint64)])
        begins = _first_places(running, running[places] - mixed[places], places - 2)
        for at in np.flatnonzero(begins >= 0).tolist():
            place, begin = int(places[at]), int(begins[at])
            told = way.rough[place]
            reckoned = way.running[place] - way.running[begin]
            if np.all(np.abs(told - reckoned) <= 1e-6 * np.maximum(1, np.abs(told))):
                yield _match(way.rows, place, begin, place - 1)

    def _worth_a_look(self, way: _Way, shape: Shape) -> Indices:
        """Return the places of rows that may equal the two or more rows before them and would prove something by it."""
        bare = (shape.bare & shape.has_figures)[:: -1 if way.turned else 1]
        worth: Flags = (way.told >= 2) | bare
        worth[:2] = False
        places = np.flatnonzero(worth)
        for column in range(way.rough.shape[1]):
            figures = way.rough[:, column]
            if figures.min(initial=0) < 0:
                continue  # what is taken off again may make a part larger than the sum
            told = figures[places]
            enough = told + 1e-9 * np.abs(told) >= figures[places - 1] + figures[places - 2]
            places = places[enough]
        few = self._rules.certain_bits - self._rules.doubtful_bits
        few -= self._rules.blank_bits * self._rules.most_blank
        if few <= 1 or not len(places):
            return places
        return places[bare[places] | (most_bits(self._figures, way.rows[places]) >= few)]

    def _close_runs(self, way: _Way, single: Indices) -> Iterator[Match]:
        """Yield the rows that equal the rows before them but for rounding; single ones also any run of them."""
        begins = [np.zeros(len(way.rows), dtype=np.int64)]
        if self._bounds:
            begins.append(self._since_last(way.rows, way.turned))
        for begin in begins:
            for place in way.near(begin).tolist():
                difference = way.rough[place] - (way.running[place] - way.running[begin[place]])
                yield _match(way.rows, place, int(begin[place]), place - 1, difference)
        for row in single.tolist():
            place = int(np.searchsorted(self._rows, row))
            place = len(self._rows) - 1 - place if way.turned else place
            if (match := way.single_run(place)) is not None:
                yield match

    def _since_last(self, rows: Indices, turned: bool) -> Indices:
        """Return for each row the place in ``rows`` directly after the last total before it."""
        if not self._bounds:
            return np.zeros(len(rows), dtype=np.int64)
        bounds = np.array(self._bounds, dtype=np.int64)
        if not turned:
            last = np.searchsorted(bounds, rows, side="right") - 1
            begin = np.searchsorted(rows, bounds[np.maximum(last, 0)])
            return np.where(last >= 0, begin, 0)
        nearest = np.searchsorted(bounds, rows, side="right")
        rising = rows[::-1]
        after = np.searchsorted(rising, bounds[np.minimum(nearest, len(bounds) - 1)])
        return np.where(nearest < len(bounds), len(rows) - after, 0)

    # --- what a match proves ------------------------------------------------------------------------------------

    def _take(self, matches: list[Match], shape: Shape) -> list[int]:
        """Take the matches that prove a total, as far as they do not stand in each other's rows; return their rows."""
        taken: list[int] = []
        proofs = [self._proof(match, shape) for match in matches]
        for match, proof in zip(matches, self._together(matches, proofs, shape), strict=True):
            if proof < self._needed(match):
                continue
            low, high = min(match.first, match.last), max(match.first, match.last)
            if any(low <= row <= high for row in taken[-64:]):
                continue
            taken.append(match.row)
            self._found.totals.append(match)
        return taken

    def _together(self, matches: list[Match], proofs: list[float], shape: Shape) -> list[float]:
        """Add up the evidence of rows that leave the same cells empty, if nearly all such rows are sums."""
        places = np.searchsorted(self._rows, [m.row for m in matches])
        groups = shape.unusual_groups(places)
        total: dict[int, float] = {}
        for group, proof in zip(groups, proofs, strict=True):
            total[group] = total.get(group, 0.0) + proof
        usable = [g >= 0 and shape.is_plainly_blank(int(at)) for g, at in zip(groups, places, strict=True)]
        return [total[g] if u and p else p for g, p, u in zip(groups, proofs, usable, strict=True)]

    def _reach(self, matches: list[Match]) -> dict[int, bool]:
        """Return the rows whose runs reach an edge of the table, a total or each other, and whether they cover it.

        Rows of one kind of goods do add up to each other by the way, here and there in a long list; totals divide
        a table: each run ends where the table does or where another total stands.
        """
        rows = self._rows
        after = {int(np.searchsorted(rows, bound)) for bound in self._bounds}
        begins, ends = {0, *after}, {len(rows) - 1, *(place - 1 for place in after)}
        places = {m.row: int(np.searchsorted(rows, m.row)) for m in matches}
        fars = {m.row: int(np.searchsorted(rows, m.first)) for m in matches}
        reaching: dict[int, int] = {}
        for match in matches:
            place, far = places[match.row], fars[match.row]
            if far < place and (far in begins or far - 1 in reaching):
                reaching[place] = place - far
        for match in reversed(matches):
            place, far = places[match.row], fars[match.row]
            if far > place and (far in ends or far + 1 in reaching):
                reaching[place] = far - place
        covers = 2 * (sum(reaching.values()) + len(reaching)) >= len(rows)
        return {int(rows[place]): covers for place in reaching}

    def _needed(self, match: Match) -> float:
        """Return the bits that a proof needs: chance has more ways in a longer table.

        A run that reaches the edge of the table or a total is one of few, any other one of very many.
        """
        ways = 1 if match.row in self._reaching else 2
        return self._rules.certain_bits + ways * float(np.log2(max(2, len(self._rows))))

    def _proof(self, match: Match, shape: Shape) -> float:
        """Return the bits of evidence that a row is a total."""
        if match.row in self._named:
            return 0.0
        place = int(np.searchsorted(self._rows, match.row))
        if shape.bare[place]:
            return float("inf")
        low, high = sorted((match.first, match.last))
        run = self._rows[np.searchsorted(self._rows, low) : np.searchsorted(self._rows, high, side="right")]
        is_blank = shape.is_plainly_blank(place)
        bits, ways = arithmetic_bits(
            self._figures, self._rows, run, match.row, match.difference, has_texts=not is_blank
        )
        if match.row in self._worded:
            return float("inf")
        if not ways:
            return 0.0
        total = bits + shape.blank_bits(place)
        if is_blank and (ways >= 2 or shape.is_mostly_blank(place)):
            return total
        if match.row not in self._reaching:
            return 0.0
        # Where all columns tell one thing, figures that only look cumulated may do so for ever.
        is_plain = ways >= 2 and self._reaching[match.row]
        return total if is_plain else min(total, self._needed(match) - 1)

    def _doubt(self, matches: list[Match], shape: Shape) -> None:
        """Note the rows that may be totals though nothing proves it, and rows of figures without a word."""
        matched = {m.row for m in matches}
        for match in matches:
            proof, place = self._proof(match, shape), int(np.searchsorted(self._rows, match.row))
            is_blank = shape.is_plainly_blank(place) and shape.is_mostly_blank(place)
            looks_so = is_blank and proof > 0 and match.row in self._reaching
            if looks_so or proof >= self._needed(match) - self._rules.doubtful_bits:
                self._found.doubts.append(("sum", match))
        alone = self._rows[shape.bare & shape.has_figures].tolist()
        for row in sorted({*alone, *self._worded} - matched):
            if row not in self._rows:
                continue
            if (close := self._close_to_all(row, alone) or self._of_more_than_all(row, alone)) is not None:
                self._found.totals.append(close)
                self._bounds = sorted({*self._bounds, row})
                self._rows = self._rows[self._rows != row]
            elif row in self._worded:
                self._found.doubts.append(("word", Match(row, row, row)))
            elif len(alone) <= self._rules.most_bare:
                self._found.doubts.append(("bare", Match(row, row, row)))

    def _close_to_all(self, row: int, alone: Sequence[int]) -> Match | None:
        """Return the match of a row that comes close to a sum, or equals it in most columns.

        Tried are the rows above it (all, or since a total) and those of the whole table: a printed total may stand on
        every page. One column may hold an average beside sums, or a slip.
        """
        place = int(np.searchsorted(self._rows, row))
        since = [int(np.searchsorted(self._rows, b)) for b in self._bounds if b < row]
        runs = [self._rows[begin:place] for begin in dict.fromkeys([0, *since[-1:]])]
        filled = self._figures.filled[row]
        told = self._figures.rough[row][filled]
        for run in [*runs, np.setdiff1d(self._rows, [row, *alone])]:
            if len(run) < 2:
                continue
            reckoned = self._figures.rough[run].sum(axis=0)[filled]
            off = np.abs(told - reckoned)
            equal = int((off <= 1e-9 * np.abs(reckoned)).sum())
            is_near = bool(np.all(off <= float(self._rules.closeness) * np.abs(reckoned)))
            if (is_near and int(run[-1]) < row) or (equal >= 2 and 2 * equal >= len(told)):
                return Match(row, int(run[0]), int(run[-1]))
        return None

    def _of_more_than_all(self, row: int, alone: list[int]) -> Match | None:
        """Return the match of a last row without words, below a total, that is of more than the table lists."""
        if row not in alone or not self._bounds or row != self._rows[-1] or row - 1 != self._bounds[-1]:
            return None
        above, filled = self._rows[:-1], self._figures.filled[row]
        listed = self._figures.rough[above].sum(axis=0)
        if len(above) and np.all(self._figures.rough[row][filled] >= listed[filled]):
            return Match(row, int(above[0]), int(above[-1]), is_of_more=True)
        return None


def _match(rows: Indices, place: int, begin: int, end: int, difference: Floats | None = None) -> Match:
    told = () if difference is None else tuple(np.abs(difference).tolist())
    return Match(int(rows[place]), int(rows[begin]), int(rows[end]), told)


def _first_places(running: Bits, wanted: Bits, latest: Indices) -> Indices:
    """Return the first place at which each wanted number stands in ``running``, not after ``latest``; else -1."""
    order = np.argsort(wanted, kind="stable")
    ranked = wanted[order]
    at = np.minimum(np.searchsorted(ranked, running), len(ranked) - 1)
    hits = np.flatnonzero(ranked[at] == running)
    first = np.full(len(ranked), -1, dtype=np.int64)
    for hit in hits[::-1].tolist():
        first[at[hit]] = hit
    # The same number may be wanted for several rows: all of them have its first place.
    first = first[np.searchsorted(ranked, ranked)]
    found = np.empty(len(wanted), dtype=np.int64)
    found[order] = first
    found[found > latest] = -1
    return found
