"""Compile a contract into the SQL that types a delivery's rows and finds what is wrong with them.

The raw rows stand in ``landed``; for each column the distinct raw values were normalised once, and their
answers stand in ``map_<column>``. Joining them back costs a hash join, however many rows there are.
"""

from __future__ import annotations

from pipelines.contracts import Column, Contract
from pipelines.engines.duckdb_engine import literal, quoted

#: Columns that every clean row carries beside its contract's own: where it came from.
PROVENANCE: tuple[tuple[str, str], ...] = (
    ("row_id", "VARCHAR"), ("delivery_id", "VARCHAR"), ("sheet_name", "VARCHAR"), ("row_number", "INTEGER"),
    ("delivery_period", "VARCHAR"), ("delivery_office", "VARCHAR"), ("is_synthetic", "BOOLEAN"),
)  # fmt: skip


def clean_columns(contract: Contract) -> list[tuple[str, str]]:
    """Return name and SQL type of each column of the feed's clean table."""
    return [*PROVENANCE, *((c.name, c.sql_type) for c in contract.columns)]


def distinct_values(column: Column) -> str:
    """Return the query of a column's distinct raw values, each with its companion (its unit, if any)."""
    companion = quoted(column.unit_column) if column.unit_column else "NULL"
    name = quoted(column.name)
    return f"SELECT DISTINCT {name} AS raw, {companion} AS companion FROM landed ORDER BY 1, 2"


def typed_rows(contract: Contract) -> str:
    """Return the query of the typed rows, with ``problem_<column>`` beside each column."""
    selected, joins = [], []
    for column in contract.columns:
        alias = quoted(f"map_{column.name}")
        value = f"{alias}.value"
        if column.default is not None:
            value = f"coalesce({value}, CASE WHEN {alias}.problem IS NULL THEN {literal(column.default)} END)"
        selected += [
            f"TRY_CAST({value} AS {column.sql_type}) AS {quoted(column.name)}",
            f"{value} AS {quoted('text_' + column.name)}",
            f"{alias}.problem AS {quoted('problem_' + column.name)}",
            f"{alias}.params AS {quoted('params_' + column.name)}",
            f"landed.{quoted(column.name)} AS {quoted('raw_' + column.name)}",
        ]
        companion = f"landed.{quoted(column.unit_column)}" if column.unit_column else "NULL"
        joins.append(
            f"LEFT JOIN {alias} ON landed.{quoted(column.name)} IS NOT DISTINCT FROM {alias}.raw"
            f" AND {companion} IS NOT DISTINCT FROM {alias}.companion"
        )
    body = ",\n  ".join(selected)
    return f"SELECT landed.sheet_name, landed.row_number,\n  {body}\nFROM landed\n" + "\n".join(joins)


def _violation(condition: str, column: str, rule: str, severity: str, params: str = "'{}'") -> str:
    raw = quoted("raw_" + column)
    return (
        f"SELECT sheet_name, row_number, {literal(column)} AS column_name, {rule} AS rule, "
        f"{literal(severity)} AS severity, {raw} AS value, {params} AS params FROM typed WHERE {condition}"
    )


def column_violations(column: Column) -> list[str]:
    """Return the queries that find what is wrong in one column."""
    name, problem = quoted(column.name), quoted("problem_" + column.name)
    found = [
        _violation(
            f"{problem} IS NOT NULL", column.name, problem, "quarantine", quoted("params_" + column.name)
        ),
        _violation(
            f"{name} IS NULL AND {quoted('text_' + column.name)} IS NOT NULL",
            column.name, "'not_representable'", "quarantine",
        ),
    ]  # fmt: skip
    if column.required:
        absent = f"{quoted('text_' + column.name)} IS NULL AND {problem} IS NULL"
        found.append(_violation(absent, column.name, "'required_missing'", "quarantine"))
    for bound, sign, rule in ((column.minimum, "<", "below_minimum"), (column.maximum, ">", "above_maximum")):
        if bound is not None:
            expected = f"""'{{"expected": "{bound}"}}'"""
            outside = f"{name} {sign} CAST({literal(bound)} AS {column.sql_type})"
            found.append(_violation(outside, column.name, f"'{rule}'", "quarantine", expected))
    if column.max_length:
        expected = f"""'{{"expected": "{column.max_length}"}}'"""
        found.append(
            _violation(
                f"length({name}) > {column.max_length}", column.name, "'too_long'", "quarantine", expected
            )
        )
    return found


def row_violations(contract: Contract) -> list[str]:
    """Return the queries of the contract's rules across columns."""
    return [
        _violation(
            f"NOT coalesce({rule.expression}, true)", rule.columns[0], literal(rule.rule_id), rule.severity
        )
        for rule in contract.rules
        if rule.severity in ("quarantine", "warn")
    ]


def duplicate_violations(contract: Contract) -> str | None:
    """Return the query of rows whose key already stood in an earlier good row of the delivery."""
    if not contract.key:
        return None
    keys = ", ".join(quoted(k) for k in contract.key)
    shown = next(c for c in contract.key)
    return f"""
    SELECT sheet_name, row_number, {literal(shown)} AS column_name, 'duplicate_key' AS rule,
           'quarantine' AS severity, {quoted("raw_" + shown)} AS value,
           json_object('first_row', CAST(first_row AS VARCHAR), 'first_sheet', first_sheet) AS params
    FROM (
      SELECT *,
        row_number() OVER same_key AS place,
        first_value(row_number) OVER same_key AS first_row,
        first_value(sheet_name) OVER same_key AS first_sheet
      FROM typed
      WHERE NOT EXISTS (
        SELECT 1 FROM violations v
        WHERE v.severity = 'quarantine' AND v.sheet_name = typed.sheet_name AND v.row_number = typed.row_number
      )
      WINDOW same_key AS (PARTITION BY {keys} ORDER BY sheet_name, row_number)
    )
    WHERE place > 1
    """


def clean_rows(contract: Contract, provenance: dict[str, str]) -> str:
    """Return the query of the rows that are good, with where they came from.

    ``provenance`` gives SQL literals of delivery_id, delivery_period, delivery_office and is_synthetic.
    """
    columns = ", ".join(quoted(c.name) for c in contract.columns)
    return f"""
    SELECT {provenance["delivery_id"]} || '#' || sheet_name || '#' || CAST(row_number AS VARCHAR) AS row_id,
      {provenance["delivery_id"]} AS delivery_id, sheet_name, CAST(row_number AS INTEGER) AS row_number,
      CAST({provenance["delivery_period"]} AS VARCHAR) AS delivery_period,
      CAST({provenance["delivery_office"]} AS VARCHAR) AS delivery_office,
      {provenance["is_synthetic"]} AS is_synthetic, {columns}
    FROM typed
    WHERE NOT EXISTS (
      SELECT 1 FROM violations v
      WHERE v.severity = 'quarantine' AND v.sheet_name = typed.sheet_name AND v.row_number = typed.row_number
    )
    ORDER BY sheet_name, row_number
    """
