"""What a reader can work out of hidden counts: the interval in which each may lie, by linear programmes.

A reader knows every count that is shown, the relations between counts, and that a hidden count is no zero, since zeros
are shown. Equations alone do not tell all of it: that seven hidden counts add up to seven makes seven ones. So the
question is asked of the whole polyhedron, of many counts at once: one solution in which twenty counts are at least four
answers for all twenty. What is left is asked one by one, and the constraints that hold it tell what has to be hidden.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import scipy  # loads each of its parts when it is first used

#: Solutions are whole numbers or simple fractions; what differs by less is the solver's rounding.
TOLERANCE = 1e-6


@dataclass(frozen=True, slots=True)
class Relation:
    """Groups, each with its coefficient; the terms add up to nothing, or (no equation) to nothing or more."""

    terms: tuple[tuple[int, int], ...]
    is_equation: bool = True

    def groups(self) -> Iterable[int]:
        """Return the groups in it."""
        return (group for group, _ in self.terms)


@dataclass(frozen=True, slots=True)
class Narrow:
    """A count of which too much is known, and the relations that hold it."""

    group: int
    least: float
    most: float
    held_by: tuple[Relation, ...]


@dataclass(slots=True)
class Wanted:
    """What is still to be shown of hidden counts: that each may be as low, as high, or anything else than it is."""

    low: set[int]
    high: set[int]
    other: set[int]

    def answer(self, solution: Mapping[int, float], persons: Mapping[int, int], limits: Limits) -> bool:
        """Strike out what a solution shows; return whether it showed anything."""
        low = {
            g for g in self.low if solution.get(g, limits.floors.get(g, 1) + 1) <= limits.floors.get(g, 1) + TOLERANCE
        }
        high = {g for g in self.high if solution.get(g, 0) >= limits.most - TOLERANCE}
        other = {g for g in self.other if abs(solution.get(g, persons[g]) - persons[g]) > 0.5}
        self.low -= low
        self.high -= high
        self.other -= other
        return bool(low or high or other)

    def left(self) -> list[int]:
        """Return the counts of which something is still to be shown, in order."""
        return sorted(self.low | self.high | self.other)

    def has(self, group: int) -> bool:
        """Return whether something is still to be shown of a count."""
        return group in self.low or group in self.high or group in self.other

    def drop(self, group: int) -> None:
        """Ask no more of a count."""
        for wanted in (self.low, self.high, self.other):
            wanted.discard(group)

    def among(self, groups: Collection[int]) -> Wanted:
        """Return what is still to be shown of ``groups``."""
        named = set(groups)
        return Wanted(self.low & named, self.high & named, self.other & named)

    def keep(self, answered: Wanted, groups: Collection[int]) -> None:
        """Keep, of ``groups``, only what ``answered`` has left."""
        named = set(groups)
        self.low = self.low - named | answered.low
        self.high = self.high - named | answered.high
        self.other = self.other - named | answered.other


@dataclass(frozen=True, slots=True)
class Limits:
    """What the interval of a small count has to hold: from its floor (one, unless told) to ``most``."""

    most: int
    floors: Mapping[int, int] = field(default_factory=dict)


class Programme:
    """The linear programme of some hidden counts; ``zeros`` are hidden ones that may be nothing."""

    def __init__(
        self,
        unknown: Sequence[int],
        relations: Sequence[Relation],
        persons: Mapping[int, int],
        may_be_zero: Collection[int],
    ) -> None:
        self._unknown = list(unknown)
        place = {group: n for n, group in enumerate(self._unknown)}
        self.relations = list(relations)
        rows, columns, values = list[int](), list[int](), list[int]()
        known, self._is_equation = np.zeros(len(self.relations)), np.zeros(len(self.relations), dtype=bool)
        for n, relation in enumerate(self.relations):
            left = sum(c * persons[g] for g, c in relation.terms)
            # What does not add up is told in part: the reader knows on which side of nothing it lies.
            self._is_equation[n] = relation.is_equation and left == 0
            sign = 1 if left >= 0 else -1
            for group, coefficient in relation.terms:
                if group in place:
                    rows.append(n)
                    columns.append(place[group])
                    values.append(-sign * coefficient)
                else:
                    known[n] += sign * coefficient * persons[group]
        shape = (len(self.relations), len(self._unknown))
        self._matrix, self._known = scipy.sparse.csr_array((values, (rows, columns)), shape=shape, dtype=float), known
        self._least = np.array([0.0 if g in may_be_zero else 1.0 for g in self._unknown])
        self._place = place

    def components(self) -> list[tuple[list[int], list[int]]]:
        """Return the counts that hang together, each time with the places of the relations between them."""
        if not self._unknown:
            return []
        count, label = scipy.sparse.csgraph.connected_components(
            abs(self._matrix.T) @ abs(self._matrix), directed=False
        )
        found: list[tuple[list[int], list[int]]] = [([], []) for _ in range(count)]
        for group, mark in zip(self._unknown, label, strict=True):
            found[mark][0].append(group)
        first = self._matrix.indices[self._matrix.indptr[:-1]] if len(self.relations) else []
        for row, column in enumerate(first):
            found[label[column]][1].append(row)
        return found

    def highest(self, groups: Collection[int], caps: Mapping[int, float]) -> tuple[dict[int, float], list[int]]:
        """Return a solution in which ``groups`` are as high as can be below their caps, and the rows that hold them."""
        # A count is split in two: what lies below the cap, which is looked for, and what lies above it.
        places = sorted(self._place[g] for g in groups)
        cap = np.full(len(self._unknown), np.inf)
        for group in groups:
            cap[self._place[group]] = max(caps[group], self._least[self._place[group]])
        cost = np.zeros(len(self._unknown) + len(places))
        cost[places] = -1
        bounds = [*zip(self._least, cap, strict=True), *[(0.0, np.inf)] * len(places)]
        return self._solved(
            scipy.sparse.hstack([self._matrix, self._matrix[:, places]], format="csr"), cost, bounds, places
        )

    def lowest(self, groups: Collection[int]) -> tuple[dict[int, float], list[int]]:
        """Return a solution in which ``groups`` are as low as can be, and the rows that hold them."""
        cost = np.zeros(len(self._unknown))
        cost[[self._place[g] for g in groups]] = 1
        return self._solved(self._matrix, cost, [(low, np.inf) for low in self._least], [])

    def _solved(
        self, matrix: scipy.sparse.csr_array, cost: np.ndarray, bounds: list[tuple[float, float]], split: list[int]
    ) -> tuple[dict[int, float], list[int]]:
        equal, other = np.flatnonzero(self._is_equation), np.flatnonzero(~self._is_equation)
        answer = scipy.optimize.linprog(
            cost,
            A_ub=matrix[other] if len(other) else None,
            b_ub=self._known[other] if len(other) else None,
            A_eq=matrix[equal] if len(equal) else None,
            b_eq=self._known[equal] if len(equal) else None,
            bounds=bounds,
            method="highs",
        )
        if answer.x is None:  # the true counts are a solution, so there is one
            raise ArithmeticError(f"the linear programme of the hidden counts has no solution: {answer.message}")
        found = np.array(answer.x[: len(self._unknown)])
        found[split] += answer.x[len(self._unknown) :]
        held = [*equal[np.abs(answer.eqlin.marginals) > TOLERANCE]] if len(equal) else []
        held += [*other[np.abs(answer.ineqlin.marginals) > TOLERANCE]] if len(other) else []
        return dict(zip(self._unknown, found.tolist(), strict=True)), [int(row) for row in held]


class Alternatives:
    """Other counts that fit all relations, in which as little as can be differs from what is shown.

    What differs in them has to be hidden together: then a reader cannot tell them from the truth. ``costs`` says how
    dear it is to hide each count; what has none is never hidden.
    """

    def __init__(self, relations: Sequence[Relation], persons: Mapping[int, int], costs: Mapping[int, float]) -> None:
        self._groups = sorted({g for r in relations for g in r.groups()})
        self._place = {group: n for n, group in enumerate(self._groups)}
        self._persons = np.array([persons[g] for g in self._groups], dtype=float)
        self._costs = np.array([costs.get(g, np.inf) for g in self._groups], dtype=float)
        rows, columns, values = list[int](), list[int](), list[int]()
        left = np.array([sum(c * persons[g] for g, c in r.terms) for r in relations], dtype=float)
        for n, relation in enumerate(relations):
            for group, coefficient in relation.terms:
                rows.append(n)
                columns.append(self._place[group])
                values.append(coefficient)
        self._matrix = scipy.sparse.csc_array(
            (values, (rows, columns)), shape=(len(relations), len(self._groups)), dtype=float
        )
        self._is_equal = np.array([r.is_equation for r in relations], dtype=bool) & (left == 0)
        self._side, self._room = np.where(left < 0, -1.0, 1.0), np.abs(left)

    def moved(
        self,
        group: int,
        by: int,
        hidden: Collection[int],
        may_be_zero: Collection[int],
        locked: Collection[int] = (),
    ) -> dict[int, float] | None:
        """Return what differs, and by how much, where ``group`` differs by ``by``; None where nothing else fits.

        What is ``locked`` is not to be hidden.
        """
        if group not in self._place:
            return {group: float(by)}
        cost, least = self._costs.copy(), np.minimum(self._persons, 1)
        cost[self._places(locked)] = np.inf
        cost[self._places(hidden)] = 0
        least[self._places(may_be_zero)] = 0
        down, up = self._persons - least, np.full(len(self._groups), np.inf)
        fixed = np.isinf(cost)
        up[fixed] = down[fixed] = cost[fixed] = 0
        # What is wanted of the group is no choice: both of its directions are given.
        place = self._place[group]
        up[place], down[place] = max(by, 0), max(-by, 0)
        free, rows = self._around(place, np.flatnonzero((up > 0) | (down > 0)))
        equal, other = rows & self._is_equal, rows & ~self._is_equal
        matrix = self._matrix[:, free].tocsr()
        both = scipy.sparse.hstack([matrix, -matrix], format="csr")
        bounds = [*((0.0, up[n]) for n in free), *((0.0, down[n]) for n in free)]
        at = int(np.searchsorted(free, place))
        bounds[at], bounds[at + len(free)] = ((by, by), (0, 0)) if by > 0 else ((0, 0), (-by, -by))
        answer = scipy.optimize.linprog(
            # A small price for everything keeps the two directions of a count apart.
            np.concatenate([cost[free], cost[free]]) + 1e-4,
            A_ub=both[other] * -self._side[other][:, None] if other.any() else None,
            b_ub=self._room[other] if other.any() else None,
            A_eq=both[equal] if equal.any() else None,
            b_eq=np.zeros(int(equal.sum())) if equal.any() else None,
            bounds=bounds,
            method="highs",
        )
        if answer.x is None:
            return None
        change = answer.x[: len(free)] - answer.x[len(free) :]
        return {self._groups[n]: float(c) for n, c in zip(free, change, strict=True) if abs(c) > TOLERANCE}

    def _places(self, groups: Collection[int]) -> list[int]:
        return [self._place[g] for g in groups if g in self._place]

    def _around(self, place: int, free: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return which of the columns that are ``free`` hang together with one of them, and the rows between them."""
        count = len(self._is_equal)
        matrix = self._matrix[:, free].tocoo()
        shape = (count + len(free), count + len(free))
        joined = scipy.sparse.csr_array((np.ones(matrix.nnz), (matrix.row, count + matrix.col)), shape=shape)
        _, label = scipy.sparse.csgraph.connected_components(joined, directed=False)
        mark = label[count + int(np.searchsorted(free, place))]
        return free[label[count:] == mark], label[:count] == mark


def floors(hidden: Collection[int], relations: Iterable[Relation], persons: Mapping[int, int]) -> dict[int, int]:
    """Return the hidden sums of hidden counts alone, with the number of these: of two that are no zero it is two.

    That follows from there being two of them, and from nothing that is shown.
    """
    sums = list[tuple[int, list[int]]]()
    for relation in relations:
        terms = [(g, c) for g, c in relation.terms if persons[g] or g in hidden]
        wholes = [g for g, c in terms if c > 0]
        parts = [g for g, c in terms if c < 0]
        if len(wholes) == 1 and parts and all(abs(c) == 1 and g in hidden and persons[g] for g, c in terms):
            sums.append((wholes[0], parts))
    found = dict[int, int]()
    while True:
        before = dict(found)
        for whole, parts in sums:
            found[whole] = max(found.get(whole, 1), min(persons[whole], sum(found.get(p, 1) for p in parts)))
        if found == before:
            return found


def too_narrow(
    hidden: Collection[int],
    wanted: Wanted,
    relations: Sequence[Relation],
    persons: Mapping[int, int],
    limits: Limits,
    may_be_zero: Collection[int] = frozenset(),
    at_most: int | None = None,
) -> list[Narrow]:
    """Return the counts of ``wanted`` of which a reader knows too much, and strike out those of which none does.

    ``at_most`` ends the search after so many in what hangs together. What was struck out stays so when more is hidden.
    """
    held = [r for r in relations if any(g in hidden for g in r.groups())]
    whole = Programme(sorted(hidden), held, persons, may_be_zero)
    asked = set(wanted.left())
    found = list[Narrow]()
    for groups, rows in _gathered(part for part in whole.components() if not asked.isdisjoint(part[0])):
        programme = Programme(groups, [held[row] for row in rows], persons, may_be_zero)
        own = wanted.among(groups)
        _answer_together(programme, own, persons, limits)
        found += _answer_one_by_one(programme, own, persons, limits, may_be_zero, at_most)
        wanted.keep(own, groups)
    return found


#: Small components are asked together: a programme costs some milliseconds, however little it holds.
TOGETHER = 400


def _gathered(parts: Iterable[tuple[list[int], list[int]]]) -> Iterable[tuple[list[int], list[int]]]:
    groups, rows = list[int](), list[int]()
    for more_groups, more_rows in parts:
        groups, rows = groups + more_groups, rows + more_rows
        if len(groups) >= TOGETHER:
            yield groups, rows
            groups, rows = [], []
    if groups:
        yield groups, rows


def _caps(groups: Iterable[int], wanted: Wanted, persons: Mapping[int, int], limits: Limits) -> dict[int, float]:
    return {g: float(limits.most if g in wanted.high else persons[g] + 1) for g in groups}


def _answer_together(programme: Programme, wanted: Wanted, persons: Mapping[int, int], limits: Limits) -> None:
    progress = True
    while progress:
        progress = False
        if up := wanted.high | wanted.other:
            solution, _ = programme.highest(up, _caps(up, wanted, persons, limits))
            progress = wanted.answer(solution, persons, limits)
        if down := wanted.low | wanted.other:
            solution, _ = programme.lowest(down)
            progress = wanted.answer(solution, persons, limits) or progress


def _answer_one_by_one(
    programme: Programme,
    wanted: Wanted,
    persons: Mapping[int, int],
    limits: Limits,
    may_be_zero: Collection[int],
    at_most: int | None,
) -> list[Narrow]:
    found = list[Narrow]()
    component = {g: n for n, (groups, _) in enumerate(programme.components()) for g in groups}
    alone = {
        n: Programme(groups, [programme.relations[r] for r in rows], persons, may_be_zero)
        for n, (groups, rows) in enumerate(programme.components())
    }
    seen = dict[int, int]()
    for group in wanted.left():
        mark = component[group]
        if group not in wanted.low | wanted.high | wanted.other or seen.get(mark, 0) >= (at_most or len(persons)):
            continue
        asked, rows = alone[mark], set[int]()
        least = most = float(persons[group])
        if group in wanted.high | wanted.other:
            solution, held = asked.highest([group], _caps([group], wanted, persons, limits))
            wanted.answer(solution, persons, limits)
            most, rows = solution[group], rows | set(held)
        if group in wanted.low | wanted.other:
            solution, held = asked.lowest([group])
            wanted.answer(solution, persons, limits)
            least, rows = solution[group], rows | set(held)
        if group in wanted.low | wanted.high | wanted.other:
            seen[mark] = seen.get(mark, 0) + 1
            found.append(Narrow(group, least, most, tuple(asked.relations[r] for r in sorted(rows))))
    return found
