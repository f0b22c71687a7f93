"""The SQL of cleaning: what is wrong with a delivery's rows, which repeat a key, and the rows that are good.

Raw rows stand in ``landed``, each with the ``part`` that it is of (the delivery, where several are cleaned
together); what the distinct values mean was found out before (:mod:`pipelines.cleaning.columns`). No query here
touches more columns than it speaks of.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from pipelines.cleaning.columns import BOUNDED, KEPT_OUT, Resolved, bounds_of_tiers
from pipelines.contracts import Column, Contract, Rule
from pipelines.foundation.sql_text import literal, quoted
from pipelines.normalise.sql import tier_sql

#: Columns that every clean row carries beside its contract's own: where it came from.
PROVENANCE: tuple[tuple[str, str], ...] = (
    ("row_id", "VARCHAR"),
    ("delivery_id", "VARCHAR"),
    ("sheet_name", "VARCHAR"),
    ("row_number", "INTEGER"),
    ("delivery_period", "VARCHAR"),
    ("delivery_office", "VARCHAR"),
    ("is_synthetic", "BOOLEAN"),
    # The months that the delivery speaks for: those of its period, or the key of a longer or shorter span.
    ("delivery_span", "VARCHAR"),
    # What it is restricted to (an area, an office); empty where it covers all that its feed is of.
    ("delivery_cover", "VARCHAR"),
    # The delivery and the sheet of which the row is a part: its own, or those that it corrects.
    ("base_id", "VARCHAR"),
    ("base_sheet", "VARCHAR"),
)

#: Kinds of which one cell may name several codes: the first is the value, the others stand in a column beside it.
SEVERAL_CODES = frozenset({"craft"})

#: SQL of a row's exclusion, over ``l``.
EXCLUDED = (
    "SELECT 1 FROM excluded x WHERE x.part = l.part AND x.sheet_name = l.sheet_name AND x.row_number = l.row_number"
)


def clean_columns(contract: Contract) -> list[tuple[str, str]]:
    """Return name and SQL type of each column of the feed's clean table."""
    own = [(c.name, c.sql_type) for c in contract.columns]
    return [*PROVENANCE, *own, *((name, "VARCHAR") for name in companion_columns(contract))]


def companion_columns(contract: Contract) -> dict[str, str]:
    """Return the columns that hold the further codes of cells with several, each with the column that it goes with."""
    return {f"{c.name}_more": c.name for c in contract.columns if c.kind in SEVERAL_CODES}


def _violation(source: str, column: str, rule: str, severity: str, params: str = "'{}'", raw: str | None = None) -> str:
    value = "CAST(NULL AS VARCHAR)" if raw is None else raw
    return (
        f"SELECT l.part, l.sheet_name, l.row_number, {literal(column)} AS column_name, {rule} AS rule,"
        f" {literal(severity)} AS severity, {value} AS value, {params} AS params FROM {source}"
    )


def column_violations(found: Resolved) -> Iterator[str]:
    """Yield the queries that find what is wrong in one column."""
    column, raw = found.column, f"l.{quoted(found.column.name)}"
    if found.has_faults:
        joined = f"landed l {found.join.removeprefix('LEFT ')} WHERE {found.map}.problem IS NOT NULL"
        yield _violation(joined, column.name, f"{found.map}.problem", found.severity, f"{found.map}.params", raw)
    if column.required and column.default is None:
        absent = f"{raw} IS NULL"
        if found.has_map:
            absent += (
                f" OR ({tier_sql(found.tiers, raw)} = 0 AND {found.map}.value IS NULL AND {found.map}.problem IS NULL)"
            )
        yield _violation(
            f"landed l {found.join} WHERE {absent}",
            column.name,
            "'required_missing'",
            found.severity,
            raw=raw,
        )
    yield from _beyond_bounds(found)


def _beyond_bounds(found: Resolved) -> Iterator[str]:
    """Yield the queries of values that SQL normalised and that the contract's bounds refuse."""
    column, raw = found.column, f"l.{quoted(found.column.name)}"
    for rule, bounded, bound in bounds_of_tiers(found):
        condition = bounded.replace(BOUNDED, "l.text")
        text = f"CASE WHEN {tier_sql(found.tiers, raw)} > 0 THEN {found.unbounded} END"
        source = (
            f"(SELECT l.part, l.sheet_name, l.row_number, {raw} AS raw, {text} AS text FROM landed l {found.join}) l"
        )
        params = literal(json.dumps({"expected": bound}))
        yield _violation(f"{source} WHERE {condition}", column.name, literal(rule), found.severity, params, "l.raw")


def without_period(contract: Contract, found: Mapping[str, Resolved]) -> Iterator[str]:
    """Yield the queries of rows whose period cannot be told because a date of the period's expression is unreadable.

    The contract needs none of these dates in every row (a revoked licence has another than an issued one), but each
    row needs its period.
    """
    expression = contract.period_expression
    if expression is None:
        return
    named = [found[c.name] for c in contract.columns if re.search(rf"\b{re.escape(c.name)}\b", expression)]
    joins = " ".join(r.join for r in named if r.join)
    typed = ", ".join(f"{r.typed} AS {quoted(r.column.name)}" for r in named)
    for spoiled in (r for r in named if r.has_faults and not r.needed):
        raw = f"l.{quoted(spoiled.column.name)}"
        source = (
            f"(SELECT l.part, l.sheet_name, l.row_number, {raw} AS raw, {spoiled.map}.problem AS problem,"
            f" {spoiled.map}.params AS params, p.* FROM landed l {joins}, LATERAL (SELECT {typed}) p) l"
        )
        where = f"{source} WHERE l.problem IS NOT NULL AND ({expression}) IS NULL"
        yield _violation(where, spoiled.column.name, "l.problem", KEPT_OUT, "l.params", "l.raw")


def broken_rules(contract: Contract, found: Mapping[str, Resolved]) -> str | None:
    """Return the query of the rows that break a rule across columns, with a flag a rule (``rule_<n>``).

    A row with an unknown answer is good. So is one that is kept out already because a cell that the rule speaks of
    could not be read: the sentence about the cell is the true one. None when the contract has no such rule.
    """
    rules = row_rules(contract)
    if not rules:
        return None
    named = [found[c.name] for c in contract.columns if any(_names(rule, c) for rule in rules)]
    typed = ", ".join(f"{r.typed} AS {quoted(r.column.name)}" for r in named)
    joins = " ".join(r.join for r in named if r.join)
    faulty = [r for r in named if r.has_faults and r.needed]
    faults = "".join(f", {r.map}.problem IS NOT NULL AS {quoted('fault ' + r.column.name)}" for r in faulty)
    flags = ", ".join(
        f"NOT coalesce({rule.expression}, true)"
        + "".join(f" AND NOT {quoted('fault ' + r.column.name)}" for r in faulty if _names(rule, r.column))
        + f" AS rule_{n}"
        for n, rule in enumerate(rules)
    )
    shown = sorted({rule.columns[0] for rule in rules})
    raws = ", ".join(f"l.{quoted(name)} AS {quoted('raw ' + name)}" for name in shown)
    kept = ", ".join(quoted("raw " + name) for name in shown)
    any_broken = " OR ".join(f"rule_{n}" for n in range(len(rules)))
    return (
        f"SELECT * FROM (SELECT part, sheet_name, row_number, {kept}, {flags} FROM"
        f" (SELECT l.part, l.sheet_name, l.row_number, {raws}, {typed}{faults} FROM landed l {joins}))"
        f" WHERE {any_broken}"
    )


def rule_violations(contract: Contract) -> Iterator[str]:
    """Yield the queries that make a violation of each flag of ``broken``, the table of :func:`broken_rules`."""
    for n, rule in enumerate(row_rules(contract)):
        yield _violation(
            f"broken l WHERE rule_{n}",
            rule.columns[0],
            literal(rule.rule_id),
            rule.severity,
            raw=f"l.{quoted('raw ' + rule.columns[0])}",
        )


def row_rules(contract: Contract) -> list[Rule]:
    """Return the rules that are checked row by row."""
    return [rule for rule in contract.rules if rule.severity != "refuse"]


def _names(rule: Rule, column: Column) -> bool:
    """Tell whether a rule's expression speaks of a column."""
    return re.search(rf"\b{re.escape(column.name)}\b", rule.expression) is not None


def key_rows(contract: Contract, found: Mapping[str, Resolved], keyed_parts: Sequence[int]) -> str:
    """Return the query of a hash of the key of each row of ``keyed_parts`` that is good so far."""
    keyed = [found[k] for k in contract.key]
    keys = ", ".join(r.canonical for r in keyed)
    joins = " ".join(r.join for r in keyed if r.join)
    parts = ", ".join(map(str, keyed_parts))
    return (
        f"SELECT l.part, l.sheet_name, l.row_number, hash(l.part, {keys}) AS key_hash FROM landed l {joins}"
        f" WHERE l.part IN ({parts}) AND NOT EXISTS ({EXCLUDED})"
    )


def duplicate_violations(contract: Contract, found: Mapping[str, Resolved]) -> str:
    """Return the query of rows whose key already stood in an earlier good row; only shared hashes are compared."""
    keyed = [found[k] for k in contract.key]
    names = ", ".join(quoted(k) for k in contract.key)
    typed = ", ".join(f"{r.canonical} AS {quoted(r.column.name)}" for r in keyed)
    joins = " ".join(r.join for r in keyed if r.join)
    shown = contract.key[0]
    return f"""
    SELECT l.part, l.sheet_name, l.row_number, {literal(shown)} AS column_name, 'duplicate_key' AS rule,
      {literal(contract.duplicates)} AS severity, l.shown_raw AS value,
      CAST(json_object('first_row', CAST(l.first_row AS VARCHAR), 'first_sheet', l.first_sheet) AS VARCHAR) AS params
    FROM (
      SELECT *, row_number() OVER same_key AS place, first_value(row_number) OVER same_key AS first_row,
        first_value(sheet_name) OVER same_key AS first_sheet
      FROM (
        SELECT l.part, l.sheet_name, l.row_number, l.{quoted(shown)} AS shown_raw, {typed}
        FROM landed l
        SEMI JOIN repeated d
          ON d.part = l.part AND d.sheet_name = l.sheet_name AND d.row_number = l.row_number
        {joins}
      )
      WINDOW same_key AS (PARTITION BY part, {names} ORDER BY sheet_name, row_number)
    ) l
    WHERE place > 1
    """


def waiting_places(contract: Contract, found: Mapping[str, Resolved]) -> str:
    """Return the query of the different places of a part's rows that are kept out (part and limit are parameters).

    A cell that is itself in doubt says nothing. Where a row repeats another, either may be the one that stays.
    """
    places = [found[name] for name in contract.places]
    joins = " ".join(r.join for r in places if r.join)
    row = "v.part = l.part AND v.sheet_name = l.sheet_name AND v.row_number = l.row_number"
    values = ", ".join(
        f"CASE WHEN NOT EXISTS (SELECT 1 FROM violations v WHERE {row} AND v.severity = '{KEPT_OUT}'"
        f" AND v.column_name = {literal(r.column.name)})"
        f" THEN CAST({r.canonical} AS VARCHAR) END AS {quoted(r.column.name)}"
        for r in places
    )
    return f"""
    SELECT DISTINCT {values}
    FROM landed l
    JOIN (
      SELECT part, sheet_name, row_number FROM excluded
      UNION
      SELECT part, json_extract_string(params, '$.first_sheet'),
        CAST(json_extract_string(params, '$.first_row') AS INTEGER)
      FROM violations WHERE rule = 'duplicate_key' AND severity = '{KEPT_OUT}'
    ) w ON w.part = l.part AND w.sheet_name = l.sheet_name AND w.row_number = l.row_number
    {joins}
    WHERE l.part = ?
    ORDER BY ALL LIMIT ?
    """


def second_owner_violations(contract: Contract, found: Mapping[str, Resolved]) -> str | None:
    """Return the query of rows whose number has another owner in an earlier row; None where no number is owned."""
    if not contract.owned_number or contract.number_owner is None:
        return None
    resolved = [found[name] for name in (*contract.owned_number, contract.number_owner)]
    typed = ", ".join(f"{r.canonical} AS {quoted(r.column.name)}" for r in resolved)
    joins = " ".join(r.join for r in resolved if r.join)
    names, shown = ", ".join(map(quoted, contract.owned_number)), contract.owned_number[0]
    owner = quoted(contract.number_owner)
    return f"""
    SELECT part, sheet_name, row_number, {literal(shown)} AS column_name, 'number_of_another' AS rule,
      'warn' AS severity, shown_raw AS value,
      CAST(json_object('first_row', CAST(first_row AS VARCHAR), 'first_sheet', first_sheet) AS VARCHAR) AS params
    FROM (
      SELECT *, first_value({owner}) OVER same AS first_owner, first_value(row_number) OVER same AS first_row,
        first_value(sheet_name) OVER same AS first_sheet
      FROM (
        SELECT l.part, l.sheet_name, l.row_number, l.{quoted(shown)} AS shown_raw, {typed}
        FROM landed l {joins} WHERE NOT EXISTS ({EXCLUDED})
      )
      WHERE {owner} IS NOT NULL
      WINDOW same AS (PARTITION BY part, {names} ORDER BY sheet_name, row_number)
    )
    WHERE first_owner <> {owner}
    """


def clean_rows(
    contract: Contract,
    found: Mapping[str, Resolved],
    provenance: Mapping[str, str],
    pseudonym: Callable[[Column, str], str],
) -> str:
    """Return the query of the rows that are good, with where they came from.

    ``provenance`` gives the SQL of delivery_id, delivery_period, delivery_span, delivery_cover, delivery_office and
    is_synthetic (of the table ``facts`` where there are several deliveries); ``pseudonym`` the SQL of what a column's
    value is stored as.
    """
    columns = ",\n  ".join(
        [
            *(f"{pseudonym(c, found[c.name].typed)} AS {quoted(c.name)}" for c in contract.columns),
            *(f"{found[of].more} AS {quoted(name)}" for name, of in companion_columns(contract).items()),
        ]
    )
    joins = "\n".join(r.join for r in found.values() if r.join)
    facts = "JOIN facts f ON f.part = l.part" if "part" in provenance else ""
    part = "l.part, " if "part" in provenance else ""
    return f"""
    SELECT {part}{provenance["delivery_id"]} || '#' || l.sheet_name || '#' || CAST(l.row_number AS VARCHAR) AS row_id,
      {provenance["delivery_id"]} AS delivery_id, l.sheet_name, CAST(l.row_number AS INTEGER) AS row_number,
      CAST({provenance["delivery_period"]} AS VARCHAR) AS delivery_period,
      CAST({provenance["delivery_office"]} AS VARCHAR) AS delivery_office,
      {provenance["is_synthetic"]} AS is_synthetic,
      CAST({provenance["delivery_span"]} AS VARCHAR) AS delivery_span,
      CAST({provenance["delivery_cover"]} AS VARCHAR) AS delivery_cover,
      {provenance["delivery_id"]} AS base_id, l.sheet_name AS base_sheet,
      {columns}
    FROM landed l
    {facts}
    {joins}
    WHERE NOT EXISTS ({EXCLUDED})
    """


def sums_of_sheet(found: Sequence[Resolved], bounded: bool) -> str:
    """Return the query of the sums of additive columns over a sheet's rows, or over those between two numbers.

    ``q <column>`` is the part of a sum that stands in rows that are kept out.
    """
    joins = " ".join(r.join for r in found if r.join)
    rows = " AND l.row_number BETWEEN ? AND ?" if bounded else ""
    return (
        f"SELECT {_sums_of(found)} FROM landed l {joins} {_KEPT_OUT_ROWS} WHERE l.part = ? AND l.sheet_name = ?{rows}"
    )


def sums_of_spans(found: Sequence[Resolved]) -> str:
    """Return the query of the same sums for each span of rows in the table ``spans``."""
    joins = " ".join(r.join for r in found if r.join)
    return (
        f"SELECT s.ordinal, {_sums_of(found)} FROM spans s JOIN landed l ON l.sheet_name = s.sheet_name"
        f" AND l.row_number BETWEEN s.low AND s.high {joins} {_KEPT_OUT_ROWS} WHERE l.part = ? GROUP BY s.ordinal"
    )


_KEPT_OUT_ROWS = (
    "LEFT JOIN excluded x ON x.part = l.part AND x.sheet_name = l.sheet_name AND x.row_number = l.row_number"
)


def _sums_of(found: Sequence[Resolved]) -> str:
    parts = []
    for r in found:
        value, name = f"CAST({r.typed} AS DECIMAL(38,9))", r.column.name
        parts.append(f"CAST(sum({value}) AS DECIMAL(38,9)) AS {quoted(name)}")
        kept_out = f"sum({value}) FILTER (x.row_number IS NOT NULL)"
        parts.append(f"CAST({kept_out} AS DECIMAL(38,9)) AS {quoted('q ' + name)}")
    return ", ".join(parts)
