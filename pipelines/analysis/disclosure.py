"""Disclosure control: which counts of persons are too small to be published, and what would give them away.

A count of one to four persons is suppressed (primary). What a published sum would give away goes with it
(complementary): along areas, categories, domains and the quarters of a year, and in whichever indicator the same
persons are counted again. A ratio goes with its numerator and with its denominator. Nothing that is derived from
values (:mod:`pipelines.analysis.changes` …) sees a suppressed one, so it can tell no more than the values do.

What is protected is a *group*: persons, known by a fingerprint of their rows, whatever the cell that counts them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipelines.analysis.contributions import CELL
from pipelines.analysis.linear_system import PRIME, determined
from pipelines.engines.duckdb_engine import literal

if TYPE_CHECKING:
    from pipelines.engines import DuckDBEngine

SMALLEST_PUBLISHED = 5

#: Grain: value × part of which persons are counted under the small-counts rule; zeros hide nobody. A row may count
#: several (the members of a cooperative), so it is the sum that is small or not, never the number of rows.
COUNTED = f"""
SELECT m.value_id, 'numerator' AS part, {", ".join("m." + c for c in CELL)}, CAST(m.numerator AS BIGINT) AS persons,
  m.numerator_print AS print, m.numerator > 0 AND m.numerator < {SMALLEST_PUBLISHED} AS is_low
FROM derived.measured m WHERE m.disclosure = 'small_counts' AND m.numerator_persons > 0 AND m.numerator IS NOT NULL
UNION ALL
SELECT m.value_id, 'denominator', {", ".join("m." + c for c in CELL)}, CAST(m.denominator AS BIGINT),
  m.denominator_print, m.denominator > 0 AND m.denominator < {SMALLEST_PUBLISHED}
FROM derived.measured m WHERE m.disclosure = 'small_counts' AND m.denominator_persons > 0 AND m.denominator IS NOT NULL
"""

#: Grain: group of persons. Groups are numbered in the order in which the next smallest is looked for.
GROUPS = f"""
SELECT row_number() OVER (ORDER BY persons, min(value_id || part)) AS group_id, print, persons,
  persons < {SMALLEST_PUBLISHED} OR bool_or(is_low) AS is_small
FROM derived.counted GROUP BY print, persons
"""

#: The sums that could be made of published parts: by which column the parts differ, and what their whole has there.
WHOLES = {
    "area": ("area_code", "(SELECT parent_code FROM reference.areas a WHERE a.area_code = c.area_code)"),
    "category": ("category", "''"),
    "domain": ("domain", "'all'"),
    "time": ("period", "substr(c.period, 1, 4)"),
}


#: Whether the header makes a year of the cell's quarters.
OVER_TIME = (
    "EXISTS (SELECT 1 FROM derived.rollups r WHERE r.indicator_id = c.indicator_id AND r.basis = c.basis"
    " AND r.over_time = 'sum')"
)


def _sums(name: str) -> str:
    """Return the query of the parts of one kind of sum. Grain: sum × part; ``whole`` is its address, as a text."""
    column, whole = WHOLES[name]
    replaced = {c: f"c.{c}" for c in (*CELL, "part")} | {column: whole}
    if name == "category":
        replaced["breakdown"] = "''"
    if name == "time":
        replaced["frequency"] = "'A'"
    condition = {
        "area": f"{whole} IS NOT NULL", "category": "c.category <> ''", "domain": "c.domain <> 'all'",
        "time": f"c.frequency = 'Q' AND (f.kind = 'flow' OR {OVER_TIME})",
    }[name]  # fmt: skip
    apart = ", c.breakdown" if name == "category" else ""
    return f"""
    SELECT concat_ws('|', {", ".join(replaced.values())}) AS whole,
      concat_ws('|', {literal(name)}, {", ".join(replaced.values())}{apart}) AS sum_key,
      g.group_id, g.print, g.persons
    FROM derived.counted c
    JOIN derived.person_groups g ON g.print = c.print AND g.persons = c.persons
    JOIN derived.indicator_facts f ON f.indicator_id = c.indicator_id
    WHERE {condition}
    """


#: Grain: sum × group, the whole with ``is_whole``. A sum is known where its whole is published: at its own address,
#: or wherever exactly the same persons are counted.
RELATIONS = f"""
WITH parts AS ({" UNION ALL ".join(_sums(name) for name in WHOLES)}),
added AS (
  SELECT sum_key, any_value(whole) AS whole, CAST(sum(print) AS HUGEINT) AS print, CAST(sum(persons) AS BIGINT) AS persons
  FROM parts GROUP BY sum_key
),
addressed AS (
  SELECT concat_ws('|', {", ".join("c." + c for c in (*CELL, "part"))}) AS whole, g.group_id
  FROM derived.counted c JOIN derived.person_groups g ON g.print = c.print AND g.persons = c.persons
),
wholes AS (
  SELECT a.sum_key, coalesce(w.group_id, g.group_id) AS group_id
  FROM added a
  LEFT JOIN addressed w ON w.whole = a.whole
  LEFT JOIN derived.person_groups g ON g.print = a.print AND g.persons = a.persons
  WHERE w.group_id IS NOT NULL OR g.group_id IS NOT NULL
),
told AS (
  SELECT sum_key, group_id, true AS is_whole FROM wholes
  UNION
  SELECT p.sum_key, p.group_id, false FROM parts p SEMI JOIN wholes w ON w.sum_key = p.sum_key
)
SELECT dense_rank() OVER (ORDER BY sum_key) AS sum_id, group_id, is_whole FROM told ORDER BY 1, 3, 2
"""

#: Grain: one row a value to suppress.
SUPPRESSED = """
SELECT DISTINCT c.value_id FROM derived.counted c
JOIN derived.person_groups g ON g.print = c.print AND g.persons = c.persons
JOIN derived.hidden_groups h ON h.group_id = g.group_id AND h.hidden
"""

#: Grain: one row a value whose sheets are not told apart in the lineage, since something within it is suppressed.
GATHERED = """
SELECT DISTINCT c.value_id FROM derived.counted c
JOIN derived.person_groups g ON g.print = c.print AND g.persons = c.persons
JOIN derived.hidden_groups h ON h.group_id = g.group_id
"""


@dataclass(frozen=True, slots=True)
class Sum:
    """Groups that make up a whole, all of which might be published."""

    whole: int
    parts: frozenset[int]


def suppress(engine: DuckDBEngine) -> None:
    """Build ``derived.suppressed`` and ``derived.gathered_values`` (grain of both: value)."""
    import pyarrow as pa

    engine.create_table("derived", "counted", COUNTED)
    engine.create_table("derived", "person_groups", GROUPS)
    groups = engine.query("SELECT group_id, persons, is_small FROM derived.person_groups")
    ids = groups["group_id"].to_pylist()
    persons = dict(zip(ids, groups["persons"].to_pylist(), strict=True))
    small = {g for g, is_small in zip(ids, groups["is_small"].to_pylist(), strict=True) if is_small}
    hidden, gathered = small, set[int]()
    if small:
        sums = _read_sums(engine)
        hidden = hide(persons, small, sums)
        gathered = containing(hidden, sums)
    listed = [(g, True) for g in sorted(hidden)] + [(g, False) for g in sorted(gathered - hidden)]
    table = pa.table(
        {
            "group_id": pa.array([g for g, _ in listed], pa.int64()),
            "hidden": pa.array([h for _, h in listed], pa.bool_()),
        }
    )
    engine.load_arrow("derived", "hidden_groups", table)
    engine.create_table("derived", "suppressed", SUPPRESSED)
    engine.create_table("derived", "gathered_values", GATHERED)


def _read_sums(engine: DuckDBEngine) -> list[Sum]:
    found = engine.query(RELATIONS)
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


def hide(persons: Mapping[int, int], small: Iterable[int], sums: Iterable[Sum]) -> set[int]:
    """Return the groups that must not be published so that no group of ``small`` can be computed.

    ``persons`` gives the size of each group; among equals the smaller number goes first. Three rules are repeated
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
                while _gives_away(one, hidden, persons) and (more := _next(one, hidden, persons)) is not None:
                    hidden.add(more)
                    fresh.append(more)
        for group in _determined(hidden, by_group):
            # What was hidden in this pass for a neighbour may have helped this one as well: the next pass tells.
            if not any(s.whole in fresh or not s.parts.isdisjoint(fresh) for s in by_group[group]):
                fresh += _nearest(group, hidden, persons, by_group)
                hidden.update(fresh)
    return hidden


def _gives_away(one: Sum, hidden: set[int], persons: Mapping[int, int]) -> bool:
    parts = one.parts & hidden
    if one.whole in hidden:
        return not parts
    return bool(parts) and (len(parts) == 1 or sum(persons[p] for p in parts) < SMALLEST_PUBLISHED)


def _next(one: Sum, hidden: set[int], persons: Mapping[int, int]) -> int | None:
    """Return the group to hide next: the smallest part that is shown, else the whole."""
    shown = sorted(one.parts - hidden, key=lambda g: (persons[g], g))
    if shown:
        return shown[0]
    return one.whole if one.whole not in hidden else None


def _nearest(
    group: int, hidden: set[int], persons: Mapping[int, int], by_group: Mapping[int, list[Sum]]
) -> list[int]:
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
