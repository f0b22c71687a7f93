"""Which counts to hide beside the small ones, so that no reader can work these out.

First every sum is looked at by itself: what it hides must be two counts and more, and enough persons together. That is
fast and leaves little. Then linear programmes (:mod:`pipelines.analysis.feasible_intervals`) look at all relations
together, and what they still find held too narrowly has a further count of the relations that hold it hidden: the
smallest first, a zero only where no other is left, the total of a province last of all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pipelines.analysis.feasible_intervals import Alternatives, Limits, Narrow, Relation, Wanted, floors, too_narrow

#: How many narrow counts of one component are looked for at once: what is hidden for them mostly helps the others.
AT_ONCE = 8


@dataclass(frozen=True, slots=True)
class Counts:
    """The groups of persons: how many each holds, which are small, and which are not to be hidden.

    ``values`` gives the groups that stand in each published value: where one of them is hidden, none of it is shown.
    ``wide`` are those of a province or more, which are hidden last, ``totals`` among them only where nothing else is
    left. What a reader was ``told`` elsewhere or in an earlier version is no secret: nothing is gained by hiding it.
    Those ``hidden`` are not shown for another reason.
    """

    persons: Mapping[int, int]
    small: frozenset[int]
    values: Collection[tuple[int, ...]] = ()
    wide: frozenset[int] = frozenset()
    totals: frozenset[int] = frozenset()
    told: frozenset[int] = frozenset()
    hidden: frozenset[int] = frozenset()


@dataclass(slots=True)
class Suppression:
    """Hides counts until nothing is known too narrowly.

    ``hidden`` are the counts that must not be shown, ``unseen`` those that are shown nowhere as they stand in hidden
    values only: a reader does not know them, and nothing is owed to them.
    """

    counts: Counts
    relations: Sequence[Relation]
    smallest: int
    hidden: set[int] = field(default_factory=set)
    unseen: set[int] = field(default_factory=set)
    by_group: dict[int, list[Relation]] = field(default_factory=lambda: defaultdict(list))
    _zeros_beside: dict[int, list[frozenset[int]]] = field(default_factory=dict)
    _shown_in: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    _values: list[tuple[int, ...]] = field(default_factory=list)
    _wanted: Wanted = field(default_factory=lambda: Wanted(set(), set(), set()))

    def __post_init__(self) -> None:
        for place, groups in enumerate(self.counts.values):
            for group in groups:
                self._shown_in[group].add(place)
        self._values = list(self.counts.values)
        for group in sorted(self.counts.small | self.counts.hidden):
            self._hide(group)

    @property
    def most(self) -> int:
        """The greatest count that is too small: every interval has to reach it."""
        return self.smallest - 1

    def run(self) -> list[Narrow]:
        """Hide what has to be hidden; return the small counts that stay known too narrowly."""
        for relation in self.relations:
            for group in relation.groups():
                self.by_group[group].append(relation)
        self._zeros_beside = zeros_beside(self.relations, self.counts.persons)
        self._along_sums(self.hidden)
        alternatives = Alternatives(self.relations, self.counts.persons, self._costs())
        hopeless = dict[int, Narrow]()
        while narrow := self.narrow(AT_ONCE):
            for found in narrow:
                if self._wanted.has(found.group) and not self._widen(found, alternatives):
                    hopeless[found.group] = found
                    self._wanted.drop(found.group)
        return [found for group, found in sorted(hopeless.items()) if group in self.counts.small]

    def _costs(self) -> dict[int, float]:
        """Return how dear it is to hide each count: the more persons the dearer, then zeros, totals dearest of all."""
        persons, dear = self.counts.persons, 10.0 * max(self.counts.persons.values(), default=0)

        def price(group: int) -> float:
            if group in self.counts.totals:
                return 10 * dear + persons[group]
            if not persons[group]:
                return dear
            return persons[group] + (dear / 100 if group in self.counts.wide else 0)

        return {g: price(g) for g in persons if g not in self.counts.told}

    def _widen(self, found: Narrow, alternatives: Alternatives) -> bool:
        """Hide what has to be hidden for a narrow count to be anything else; return whether that can be done.

        Zeros are hidden only where no other count is left, and totals where no zero is left either (a quarter of the
        province is its year less the three others).
        """
        totals, zeros = self.counts.totals, frozenset(g for g, n in self.counts.persons.items() if not n)
        for locked in (zeros | totals, totals, frozenset[int]()):
            if moves := self._moves(found.group, alternatives, locked):
                fresh = sorted({g for m in moves for g in m} - self.hidden - self.unseen)
                for other in fresh:
                    self._hide(other)
                for move in moves:
                    self._witness(move)
                self._along_sums(fresh)
                return not self._wanted.has(found.group)
        return False

    def _moves(self, group: int, alternatives: Alternatives, locked: Collection[int]) -> list[dict[int, float]]:
        """Return the alternatives that show all that is wanted of a count; none where one of them does not exist."""
        persons, unknown, may_be_zero = self.counts.persons, self.unknown(), self.may_be_zero()
        if group in self._wanted.other:
            either = (alternatives.moved(group, by, unknown, may_be_zero, locked) for by in (1, -1))
            found = [m for m in either if m is not None]
            return sorted(found, key=lambda m: (sum(persons[g] for g in m.keys() - unknown), len(m)))[:1]
        ways = [self.most - persons[group]] if group in self._wanted.high else []
        ways += [1 - persons[group]] if group in self._wanted.low else []
        moves = list[dict[int, float]]()
        for by in ways:
            if (move := alternatives.moved(group, by, unknown, may_be_zero, locked)) is None:
                return []
            moves.append(move)
        return moves

    def _witness(self, move: Mapping[int, float]) -> None:
        """Strike out what counts that differ by ``move`` show."""
        limits = Limits(self.most)
        solution = {g: self.counts.persons[g] + by for g, by in move.items()}
        self._wanted.answer(solution, self.counts.persons, limits)

    def narrow(self, at_most: int | None = None) -> list[Narrow]:
        """Return the hidden counts of which a reader knows too much."""
        persons, unknown = self.counts.persons, self.unknown()
        touched = list(dict.fromkeys(r for g in sorted(unknown) for r in self.by_group[g]))
        limits = Limits(self.most, floors(unknown, touched, persons))
        return too_narrow(unknown, self._wanted, touched, persons, limits, self.may_be_zero(), at_most)

    def unknown(self) -> set[int]:
        """Return the counts that a reader does not know, of this version or of an earlier one."""
        return (self.hidden | self.unseen) - self.counts.told

    def _want(self, group: int) -> None:
        """Note what is to be shown of a hidden count; nothing of one that was told once."""
        number = self.counts.persons[group]
        if group in self.counts.told:
            return
        if group not in self.counts.small:
            self._wanted.other.add(group)
        else:
            if number > 1:
                self._wanted.low.add(group)
            if number < self.most:
                self._wanted.high.add(group)

    def _hide(self, group: int) -> None:
        """Hide a count, and with it the values in which it stands; note what is then to be shown of it."""
        self.unseen.discard(group)
        self.hidden.add(group)
        self._want(group)
        for value in self._shown_in.pop(group, set()):
            for other in self._values[value]:
                if other != group and other in self._shown_in:
                    self._shown_in[other].discard(value)
                    if not self._shown_in[other] and other not in self.hidden:
                        self.unseen.add(other)

    def may_be_zero(self) -> set[int]:
        """Return the hidden counts that a reader cannot know to be more than nothing: a zero is hidden beside them.

        One sum of which all zeros are shown is enough to know it, whatever is hidden in others.
        """
        unknown = self.unknown()
        zeros = {g for g in unknown if not self.counts.persons[g]}
        beside = {
            g
            for g, sums in self._zeros_beside.items()
            if g in unknown and not any(zeros.isdisjoint(parts) for parts in sums)
        }
        return beside | zeros | self.unseen

    def _along_sums(self, fresh: Iterable[int]) -> None:
        """Hide the next count of each sum that gives away what it hides, until none does."""
        waiting = sorted(fresh)
        while waiting:
            touched = list(dict.fromkeys(r for g in waiting for r in self.by_group[g] if r.is_equation))
            waiting = []
            for relation in touched:
                while self._gives_away(relation) and (more := self._next([relation])) is not None:
                    self._hide(more)
                    waiting.append(more)

    def _gives_away(self, relation: Relation) -> bool:
        """Tell whether an equation alone tells too much of the only side on which it hides anything."""
        persons = self.counts.persons
        if sum(c * persons[g] for g, c in relation.terms):
            return False
        told = self.counts.told
        gaps = [(g, c) for g, c in relation.terms if g not in told and (g in self.hidden or g in self.unseen)]
        if not any(g in self.hidden and persons[g] for g, _ in gaps):
            return False
        if len(gaps) == 1:
            return True
        if any(c > 0 for _, c in gaps) and any(c < 0 for _, c in gaps):
            return False
        room = sum(abs(c) * (persons[g] - 1) for g, c in gaps if persons[g])
        if any(not persons[g] for g, _ in gaps):
            room = sum(abs(c) * persons[g] for g, c in gaps) - 1
        return any(g in self.counts.small and room < abs(c) * (self.most - 1) for g, c in gaps)

    def _next(self, relations: Iterable[Relation]) -> int | None:
        persons = self.counts.persons
        shown = {
            g for r in relations for g in r.groups() if persons[g] and g not in self.hidden and g not in self.unseen
        }
        shown -= self.counts.told | self.counts.totals
        return min(shown, key=lambda g: (g in self.counts.wide, persons[g], g), default=None)


def zeros_beside(relations: Iterable[Relation], persons: Mapping[int, int]) -> dict[int, list[frozenset[int]]]:
    """Return the zeros of each sum of which a count is a part; no count of which one sum has none."""
    found = defaultdict[int, list[frozenset[int]]](list)
    for relation in relations:
        if relation.is_equation:
            zeros = frozenset(g for g, c in relation.terms if c < 0 and not persons[g])
            for group, coefficient in relation.terms:
                if coefficient == -1:
                    found[group].append(zeros)
    return {group: sums for group, sums in found.items() if all(sums)}


def hide(counts: Counts, relations: Iterable[Relation], smallest: int) -> Suppression:
    """Return what must not be published so that no small count can be worked out, and what cannot be kept."""
    done = Suppression(counts, list(relations), smallest)
    done.run()
    return done


def containing(hidden: Collection[int], relations: Iterable[Relation]) -> set[int]:
    """Return the wholes that contain a hidden group, directly or through others."""
    above: dict[int, set[int]] = defaultdict(set)
    for relation in relations:
        wholes = [g for g, c in relation.terms if c > 0]
        if relation.is_equation and len(wholes) == 1:
            for group, coefficient in relation.terms:
                if coefficient < 0:
                    above[group].add(wholes[0])
    found, waiting = set[int](), list(hidden)
    while waiting:
        for whole in above[waiting.pop()] - found:
            found.add(whole)
            waiting.append(whole)
    return found
