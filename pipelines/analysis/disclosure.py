"""Disclosure control: which counts of persons are too small to be published, and what would give them away.

A count of one to four persons is suppressed (primary). What a published sum would give away goes with it
(complementary): along areas, categories, domains and the quarters of a year, and in whichever indicator the same
persons are counted again. A ratio goes with its numerator and with its denominator. Nothing that is derived from
values (changes, rankings …) sees a suppressed one, so it can tell no more than the values do.

What is protected is a *group*: persons, known by a fingerprint of their rows, whatever the cell that counts them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.analysis.linear_system import PRIME, determined
from pipelines.configuration.analysis_rules import DisclosureFile
from pipelines.configuration.rules import read_rules
from pipelines.modelling.making import Inputs

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True, slots=True)
class Sum:
    """Groups that make up a whole, all of which might be published."""

    whole: int
    parts: frozenset[int]


def smallest_published(models: Path) -> int:
    """Return the least count of persons that is published."""
    return read_rules(models, DisclosureFile).smallest_published.value


def hidden_groups(inputs: Inputs) -> list[dict[str, Any]]:
    """Return the groups that are not published, and those that contain one. Grain: group."""
    groups = inputs.rows("derived.person_groups")
    persons = {row["group_id"]: row["persons"] for row in groups}
    hidden, containers = {row["group_id"] for row in groups if row["is_small"]}, set[int]()
    if hidden:
        sums = _sums_of(inputs.arrow("derived.group_sums"))
        hidden = hide(persons, hidden, sums, smallest_published(inputs.models))
        containers = containing(hidden, sums)
    listed = [(group, True) for group in sorted(hidden)]
    listed += [(group, False) for group in sorted(containers - hidden)]
    return [{"group_id": group, "hidden": is_hidden} for group, is_hidden in listed]


def _sums_of(found: pa.Table) -> list[Sum]:
    wholes: dict[int, int] = {}
    parts: dict[int, set[int]] = defaultdict(set)
    columns = (found[name].to_pylist() for name in ("sum_id", "group_id", "is_whole"))
    for sum_id, group, is_whole in zip(*columns, strict=True):
        if is_whole:
            wholes[sum_id] = group
        else:
            parts[sum_id].add(group)
    # Of a whole with a single part, both are one group: nothing to give away.
    return [Sum(wholes[s], frozenset(p)) for s, p in parts.items() if wholes[s] not in p]


def hide(persons: Mapping[int, int], small: Iterable[int], sums: Iterable[Sum], smallest: int) -> set[int]:
    """Return the groups that must not be published so that no group of ``small`` can be computed.

    ``persons`` gives the size of each group, ``smallest`` the least that is published; among equals the smaller number
    goes first. Three rules are repeated
    until nothing changes: a sum never hides exactly one group; what a sum hides together is itself not small; and
    no system of sums determines a hidden group.
    """
    hidden = set(small)
    by_group: dict[int, list[Sum]] = defaultdict(list)
    for one in sums:
        for group in (*one.parts, one.whole):
            by_group[group].append(one)
    fresh = sorted(hidden)
    while fresh:
        while fresh:
            touched = list(dict.fromkeys(s for g in fresh for s in by_group[g]))
            fresh = []
            for one in touched:
                while _gives_away(one, hidden, persons, smallest) and (more := _next(one, hidden, persons)) is not None:
                    hidden.add(more)
                    fresh.append(more)
        for group in _determined(hidden, by_group):
            # What was hidden in this pass for a neighbour may have helped this one as well: the next pass tells.
            if not any(s.whole in fresh or not s.parts.isdisjoint(fresh) for s in by_group[group]):
                fresh += _nearest(group, hidden, persons, by_group)
                hidden.update(fresh)
    return hidden


def _gives_away(one: Sum, hidden: set[int], persons: Mapping[int, int], smallest: int) -> bool:
    parts = one.parts & hidden
    if one.whole in hidden:
        return not parts
    return bool(parts) and (len(parts) == 1 or sum(persons[p] for p in parts) < smallest)


def _next(one: Sum, hidden: set[int], persons: Mapping[int, int]) -> int | None:
    """Return the group to hide next: the smallest part that is shown, else the whole."""
    shown = sorted(one.parts - hidden, key=lambda g: (persons[g], g))
    if shown:
        return shown[0]
    return one.whole if one.whole not in hidden else None


def _nearest(group: int, hidden: set[int], persons: Mapping[int, int], by_group: Mapping[int, list[Sum]]) -> list[int]:
    """Return the smallest shown group of the sums of ``group``, or of those that join them; none if all are hidden."""
    seen, ring = set[int](), {group}
    while ring:
        sums = [s for g in ring for s in by_group[g]]
        if options := [o for s in sums if (o := _next(s, hidden, persons)) is not None]:
            return [min(options, key=lambda g: (persons[g], g))]
        seen |= ring
        ring = {g for s in sums for g in (*s.parts, s.whole)} - seen
    return []


def _determined(hidden: set[int], by_group: Mapping[int, list[Sum]]) -> list[int]:
    """Return the hidden groups that the sums determine."""
    touched = dict.fromkeys(s for group in sorted(hidden) for s in by_group[group])
    return determined(
        {**{p: 1 for p in s.parts if p in hidden}, **({s.whole: PRIME - 1} if s.whole in hidden else {})}
        for s in touched
    )


def containing(hidden: Iterable[int], sums: Iterable[Sum]) -> set[int]:
    """Return the wholes that contain a hidden group, directly or through others."""
    above: dict[int, set[int]] = defaultdict(set)
    for one in sums:
        for part in one.parts:
            above[part].add(one.whole)
    found, waiting = set[int](), list(hidden)
    while waiting:
        for whole in above[waiting.pop()] - found:
            found.add(whole)
            waiting.append(whole)
    return found
