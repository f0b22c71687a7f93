"""Disclosure control: which counts of persons are too small to be published, and what would give them away.

A count of one to four persons is suppressed (primary). What a reader could work it out from goes with it
(complementary): sums over areas, categories, domains and the quarters of a year, other indicators in which the same
persons are counted, balances of stocks and flows. A ratio goes with its numerator and with its denominator. Nothing
that is derived from values (changes, rankings …) sees a suppressed one, so it can tell no more than the values do.

What is protected is a *group*: persons of one area at one time, known by a fingerprint of their rows, whatever the cell
that counts them. What to hide is found in :mod:`pipelines.analysis.suppression`.
"""

from __future__ import annotations

from collections import defaultdict
from math import gcd
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.analysis.feasible_intervals import Relation
from pipelines.analysis.suppression import Counts, Suppression, containing
from pipelines.configuration.analysis_rules import DisclosureFile
from pipelines.configuration.rules import read_rules
from pipelines.modelling.making import Inputs

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pyarrow as pa


def smallest_published(models: Path) -> int:
    """Return the least count of persons that is published."""
    return read_rules(models, DisclosureFile).smallest_published.value


def hidden_groups(inputs: Inputs) -> list[dict[str, Any]]:
    """Return the groups that are not published, and those that contain one. Grain: group."""
    rows = inputs.rows("derived.person_groups")
    persons = {row["group_id"]: row["persons"] for row in rows}
    small = frozenset(row["group_id"] for row in rows if row["is_small"])
    if not small:
        return []
    counts = Counts(
        persons,
        small,
        values_of(inputs.arrow("derived.group_values")),
        wide=frozenset(row["group_id"] for row in rows if row["is_wide"]),
        totals=frozenset(row["group_id"] for row in rows if row["is_total"]),
        told=frozenset(row["group_id"] for row in inputs.rows("derived.groups_told")),
    )
    relations = relations_of(inputs.arrow("derived.group_relations"), persons)
    done = Suppression(counts, relations, smallest_published(inputs.models))
    known = {found.group for found in done.run()}
    listed = [(group, True) for group in sorted(done.hidden)]
    listed += [(group, False) for group in sorted(containing(done.hidden, relations) - done.hidden)]
    return [
        {
            "group_id": group,
            "hidden": is_hidden,
            "why": ("primary" if group in small else "complementary") if is_hidden else None,
            "is_known": group in known,
        }
        for group, is_hidden in listed
    ]


def values_of(found: pa.Table) -> list[tuple[int, ...]]:
    """Return the groups of each value."""
    values: dict[str, list[int]] = defaultdict(list)
    for value, group in zip(found["value_id"].to_pylist(), found["group_id"].to_pylist(), strict=True):
        values[value].append(group)
    return [tuple(sorted(values[value])) for value in sorted(values)]


def relations_of(found: pa.Table, persons: Mapping[int, int]) -> list[Relation]:
    """Return the relations that hold, each once however many indicators tell it.

    One that should be nothing or more and is less (a coverage over one, what grows and fell) is none.
    """
    terms: dict[int, list[tuple[int, int]]] = defaultdict(list)
    kinds = dict[int, tuple[bool, bool]]()
    names = ("relation_id", "is_equation", "is_balance", "group_id", "coefficient")
    for relation, *kind, group, coefficient in zip(*(found[name].to_pylist() for name in names), strict=True):
        terms[relation].append((group, coefficient))
        kinds[relation] = (kind[0], kind[1])
    relations = dict[Relation, None]()
    for relation, told in terms.items():
        is_equation, is_balance = kinds[relation]
        left = sum(c * persons[g] for g, c in told)
        # A balance is told in words and holds where nothing else happened: a licence may be renewed that was never
        # issued.
        if len(told) > 1 and (left == 0 if is_balance else is_equation or left >= 0):
            relations[_plain(told, is_equation=is_equation)] = None
    return list(relations)


def _plain(told: list[tuple[int, int]], *, is_equation: bool) -> Relation:
    """Return a relation in its lowest terms, an equation with its greatest group as a whole."""
    divisor = gcd(*(c for _, c in told))
    if is_equation and max(told)[1] < 0:
        divisor = -divisor
    return Relation(tuple((g, c // divisor) for g, c in sorted(told)), is_equation)
