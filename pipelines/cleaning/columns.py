"""Find out what every distinct value of a column means, once, and keep the answers as a table to join.

``map_<column>`` holds one row a part (delivery) and raw value that SQL does not normalise by itself
(:mod:`pipelines.normalise.sql`): what it becomes, what was done to it, or why it cannot stand. Joining it back costs a
hash join, however many rows there are; the values that SQL understands never leave the engine.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from pipelines.cleaning.result import UnknownWords
from pipelines.cleaning.words import taken, unknown_words
from pipelines.contracts import Column, Contract
from pipelines.engines.duckdb_engine import DuckDBEngine
from pipelines.foundation.sql_text import literal, quoted
from pipelines.normalise import NormaliseContext, normalise_distinct
from pipelines.normalise.result import Normalised
from pipelines.normalise.sql import Tier, canonical_sql, tier_sql, tiers

#: Examples that are kept of each normalisation of a column.
EXAMPLES = 3
#: Severities of what is wrong in a cell: its row is kept out, or counts and is pointed out.
KEPT_OUT, POINTED_OUT = "quarantine", "warn"
#: Stands for the canonical text in the conditions of :func:`bounds_of_tiers`.
BOUNDED = "{bounded}"
#: The note of what SQL converts by itself.
CONVERTED = "unit_converted"
#: What the sentence of a value in a column of persons may say beside its place.
SAFE_PARAMS = frozenset({"expected", "first_row", "first_sheet"})

Notes = dict[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Resolved:
    """How one column's raw values become clean ones.

    ``has_map`` says that some values stand in ``map_<column>``; ``is_absent`` that no part has a value.
    ``has_faults`` says that some value cannot stand; ``parts`` are those that have a value, and ``notes`` what was
    changed in each, ``words`` what no list knows. A row whose value is ``needed`` is kept out with it; of any other
    the value alone is lost.
    """

    column: Column
    needed: bool = True
    tiers: tuple[Tier, ...] = ()
    has_map: bool = False
    has_faults: bool = False
    is_absent: bool = False
    parts: frozenset[int] = frozenset()
    notes: Mapping[int, Notes] = field(default_factory=dict)
    words: Mapping[int, UnknownWords] = field(default_factory=dict)

    @property
    def severity(self) -> str:
        """What becomes of a row of which this column cannot be read."""
        return KEPT_OUT if self.needed else POINTED_OUT

    @property
    def map(self) -> str:
        """Name of the table of answers."""
        return quoted(f"map_{self.column.name}")

    @property
    def canonical(self) -> str:
        """SQL of the plain canonical text, over ``l`` (landed rows) and the joined map; the default filled in."""
        default = self.column.default
        if self.is_absent:
            return _default_sql(default) if default is not None else "CAST(NULL AS VARCHAR)"
        text = self.unbounded
        if not self.needed and (bounds := bounds_of_tiers(self)):
            beyond = " OR ".join(condition.replace(BOUNDED, f"({text})") for _, condition, _ in bounds)
            text = f"CASE WHEN coalesce({beyond}, false) THEN NULL ELSE {text} END"
        if default is None:
            return text
        sound = f"{self.map}.problem IS NULL" if self.has_map else "true"
        return f"coalesce({text}, CASE WHEN {sound} THEN {_default_sql(default)} END)"

    @property
    def unbounded(self) -> str:
        """SQL of the canonical text whether or not the contract's bounds allow what SQL normalised by itself."""
        answered = f"{self.map}.value" if self.has_map else "NULL"
        return canonical_sql(self.tiers, f"l.{quoted(self.column.name)}", answered)

    @property
    def typed(self) -> str:
        """SQL of the clean value before pseudonyms: the canonical text cast to the column's type."""
        kind = self.column.sql_type
        return self.canonical if kind == "VARCHAR" else f"TRY_CAST({self.canonical} AS {kind})"

    @property
    def more(self) -> str:
        """SQL of the further codes of a cell, NULL where it names one alone."""
        return f"{self.map}.more" if self.has_map else "CAST(NULL AS VARCHAR)"

    @property
    def join(self) -> str:
        """SQL of the join that brings the answers in; empty where there is none."""
        if not self.has_map:
            return ""
        raw = f"l.part = {self.map}.part AND l.{quoted(self.column.name)} = {self.map}.raw"
        if companion := self.column.companion_sql("l."):
            raw += f" AND {companion} = {self.map}.companion"
        return f"LEFT JOIN {self.map} ON {raw}"


def _default_sql(default: str) -> str:
    """Return the SQL of a column's default; ``{row}`` in it is the number of the row in its sheet."""
    before, mark, after = default.partition("{row}")
    return f"{literal(before)} || CAST(l.row_number AS VARCHAR) || {literal(after)}" if mark else literal(default)


#: What each part's values are to be read with, by column.
Contexts = Sequence[Mapping[str, NormaliseContext]]


def resolve(engine: DuckDBEngine, contract: Contract, contexts: Contexts) -> dict[str, Resolved]:
    """Resolve every column of the rows in ``landed``; one answer a column, in the contract's order.

    ``contexts`` has one entry a part. Where they declare different units of a column, SQL has no one factor for it,
    and its values are normalised one by one.
    """
    known = {c.name: _tiers(c, [of[c.name] for of in contexts]) for c in contract.columns}
    found: dict[str, dict[int, list[dict[str, Any]]]] = {c.name: {} for c in contract.columns}
    kept = [c for c in contract.columns if not c.is_carrier]
    query = " UNION ALL ".join(_distinct_values(c, known[c.name]) for c in kept)
    for row in engine.rows(f"{query} ORDER BY ALL"):
        found[row["name"]].setdefault(row["part"], []).append(row)
    return {
        c.name: _resolve(engine, c, contract.needs(c), [of[c.name] for of in contexts], known[c.name], found[c.name])
        for c in contract.columns
    }


def _tiers(column: Column, contexts: Sequence[NormaliseContext]) -> tuple[Tier, ...]:
    if len({c.declared_unit for c in contexts}) > 1:
        return ()
    factor = _factor(column, contexts[0])
    return tiers(column, factor) if factor is not None else ()


def _factor(column: Column, context: NormaliseContext) -> Decimal | None:
    """Return what turns a number of the declared unit into the column's; None where they do not agree."""
    units = context.codebook.units.by_code
    own = column.unit or ("IRR" if column.kind == "money" else None)
    declared = context.declared_unit or own
    if own is None and declared is None:
        return Decimal(1)
    if own is None or declared is None or own not in units or declared not in units:
        return None
    if units[own].base != units[declared].base or units[own].factor != 1:
        return None
    return units[declared].factor


def _distinct_values(column: Column, found: Sequence[Tier]) -> str:
    """Return the query of a column's values: those that no tier understands one by one, the others counted."""
    name = quoted(column.name)
    companion = column.companion_sql() or "CAST(NULL AS VARCHAR)"
    told = " OR ".join(f"tier = {n}" for n, t in enumerate(found, 1) if t.note) or "false"
    return (
        f"(SELECT {literal(column.name)} AS name, part, tier, CASE WHEN tier = 0 THEN raw END AS raw,"
        " CASE WHEN tier = 0 THEN companion END AS companion, count(*) AS cells,"
        f" min(CASE WHEN {told} THEN raw END) AS example"
        f" FROM (SELECT part, {name} AS raw, {companion} AS companion, {tier_sql(found, name)} AS tier"
        f" FROM landed WHERE {name} IS NOT NULL) GROUP BY ALL)"
    )


def _resolve(
    engine: DuckDBEngine,
    column: Column,
    needed: bool,
    contexts: Sequence[NormaliseContext],
    found: tuple[Tier, ...],
    parts: Mapping[int, Sequence[Mapping[str, Any]]],
) -> Resolved:
    if not parts:
        return Resolved(column, needed, is_absent=True)
    slow: list[tuple[int, str, str | None]] = []
    answers: list[Normalised] = []
    notes: dict[int, Notes] = {}
    words: dict[int, UnknownWords] = {}
    for part, rows in parts.items():
        told = notes.setdefault(part, {})
        seen = any(r["tier"] and found[r["tier"] - 1].has_decimals for r in rows)
        context = replace(contexts[part], has_decimals=seen)
        of_part = [r for r in rows if r["tier"] == 0]
        answered = [
            taken(column, needed, answer)
            for answer in normalise_distinct(column, [(r["raw"], r["companion"]) for r in of_part], context)
        ]
        if (unknown := unknown_words(column, needed, of_part, answered)) is not None:
            words[part] = unknown
        for row, answer in zip(of_part, answered, strict=True):
            slow.append((part, row["raw"], row["companion"]))
            if answer.note is not None:
                _count(told, column, answer.note, row["cells"], row["raw"], answer.value)
        answers += answered
        for row in rows:
            if row["tier"] and (note := found[row["tier"] - 1].note):
                example = normalise_distinct(column, [(row["example"], None)], context)[0]
                _count(told, column, note, row["cells"], row["example"], example.value)
    faults = bool(slow) and _load_map(engine, column, slow, answers)
    return Resolved(column, needed, found, bool(slow), faults, parts=frozenset(parts), notes=notes, words=words)


def _count(notes: Notes, column: Column, note: str, cells: int, raw: str, clean: str | None) -> None:
    entry = notes.setdefault(note, {"cells": 0, "examples": []})
    entry["cells"] += cells
    if column.classification != "public":
        return
    # SQL answers for all numbers that it converts with one example, the first in order; the values that come one by
    # one must not tell more, or a note would depend on the company in which a delivery was cleaned.
    if note == CONVERTED:
        entry["examples"] = [min([*entry["examples"], [raw, clean or ""]])]
    elif len(entry["examples"]) < EXAMPLES:
        entry["examples"].append([raw, clean or ""])


def _load_map(
    engine: DuckDBEngine,
    column: Column,
    slow: Sequence[tuple[int, str, str | None]],
    answers: Sequence[Normalised],
) -> bool:
    """Load the answers about ``slow`` (part, raw, companion), with breaches of the contract as problems.

    A breach is one of what the contract says of single values: type, range, length. Returns whether some value
    cannot stand.
    """
    import pyarrow as pa

    shown = column.classification == "public"
    params = [
        json.dumps({k: v for k, v in a.params.items() if shown or k in SAFE_PARAMS}, ensure_ascii=False)
        if a.params
        else "{}"
        for a in answers
    ]
    texts = {
        "raw": [raw for _, raw, _ in slow],
        "companion": [companion for _, _, companion in slow],
        "value": [a.value for a in answers],
        "more": [a.more for a in answers],
        "problem": [a.problem for a in answers],
        "params": params,
    }
    table = pa.table(
        {"part": pa.array([part for part, _, _ in slow], pa.int32())}
        | {name: pa.array(values, pa.string()) for name, values in texts.items()}
    )
    checks = value_checks(column, "value")
    if not checks:
        engine.keep_arrow(f"map_{column.name}", table)
        return any(a.problem is not None for a in answers)
    engine.keep_arrow("answers", table)
    rules = "".join(f" WHEN {condition} THEN {literal(rule)}" for rule, condition, _ in checks)
    expected = "".join(
        f" WHEN {condition} THEN {literal(json.dumps({'expected': bound}))}"
        for _, condition, bound in checks
        if bound is not None
    )
    checked = f"CASE WHEN problem IS NOT NULL THEN problem{rules} END"
    explained = f"CASE WHEN problem IS NOT NULL THEN params{expected} ELSE params END"
    engine.create_table(
        "main",
        f"map_{column.name}",
        f"SELECT part, raw, companion, CASE WHEN problem IS NOT NULL OR {checked} IS NULL THEN value END AS value,"
        f" more, {checked} AS problem,"
        f" {explained} AS params FROM answers",
    )
    broken = f"SELECT count(*) AS n FROM {quoted('map_' + column.name)} WHERE problem IS NOT NULL"
    return bool(engine.rows(broken)[0]["n"])


def value_checks(column: Column, text: str) -> list[tuple[str, str, str | None]]:
    """Return (rule, SQL condition over the canonical ``text``, the bound) of what a single value must satisfy."""
    kind, found = column.sql_type, list[tuple[str, str, str | None]]()
    if kind != "VARCHAR":
        found.append(("not_representable", f"{text} IS NOT NULL AND TRY_CAST({text} AS {kind}) IS NULL", None))
    for bound, sign, rule in ((column.minimum, "<", "below_minimum"), (column.maximum, ">", "above_maximum")):
        if bound is not None:
            found.append((rule, f"TRY_CAST({text} AS {kind}) {sign} CAST({literal(bound)} AS {kind})", bound))
    if column.max_length:
        found.append(("too_long", f"length({text}) > {column.max_length}", str(column.max_length)))
    return found


def bounds_of_tiers(found: Resolved) -> list[tuple[str, str, str | None]]:
    """Return (rule, SQL condition over :data:`BOUNDED`, the bound) of what SQL normalises and a bound may refuse.

    What SQL normalises fits its type and is never negative; every other value was decided with its answer.
    """
    checks = value_checks(found.column, BOUNDED) if found.tiers else []
    return [
        (rule, condition, bound)
        for rule, condition, bound in checks
        if rule != "not_representable" and (rule != "below_minimum" or (bound is not None and Decimal(bound) > 0))
    ]
