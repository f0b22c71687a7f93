"""Rows of quarantine in groups: how many rows of a sheet and column break one rule, and the first of them.

Grain of ``derived.quarantine_summary``: a delivery, sheet, column, rule and value. A column of many different bad
values is one group, which names the first of them. Rows that a later correction brought in are told apart.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from pipelines.cleaning.clean import QuarantinedCell
from pipelines.cleaning.sentences import CellGroup, group_sentence
from pipelines.engines.duckdb_engine import DuckDBEngine
from pipelines.foundation.sql_text import literal

if TYPE_CHECKING:
    from pipelines.contracts import Contract
    from pipelines.pipeline.reports import DeliveryOutcome

#: Different values of one column and rule up to which each is a group of its own, with its own advice.
VALUES_APART = 3
#: Rows and values that a sentence names.
NAMED = 3

_GROUPS = """
WITH cells AS (
  SELECT v.filename AS file, v.sheet_name, v.column_name, v.rule, v.severity, coalesce(v.value, '') AS value,
    v.row_number, coalesce(v.column_letter, '') AS column_letter, v.params,
    v.severity = 'quarantine' AND r.row_number IS NOT NULL AS is_resolved
  FROM read_parquet([{files}], filename = true) v
  LEFT JOIN resolved_rows r ON r.file = v.filename AND r.sheet_name = v.sheet_name AND r.row_number = v.row_number
), by_value AS (
  SELECT file, sheet_name, column_name, rule, severity, is_resolved, value, count(DISTINCT row_number) AS rows,
    list_sort(list_distinct(min(row_number, {some}))) AS first_rows,
    arg_min(params, row_number) AS params, arg_min(column_letter, row_number) AS column_letter
  FROM cells GROUP BY ALL
), keyed AS (
  SELECT *, CASE WHEN count(*) OVER (PARTITION BY file, sheet_name, column_name, rule, severity, is_resolved) > {apart}
    THEN NULL ELSE value END AS one_value
  FROM by_value
)
SELECT file, sheet_name, column_name, rule, severity, is_resolved, one_value, CAST(sum(rows) AS BIGINT) AS rows,
  list_sort(list_distinct(flatten(list(first_rows))))[:{some}] AS first_rows, count(*) AS value_count,
  arg_min(value, first_rows[1], {some}) AS first_values, arg_min(params, first_rows[1]) AS params,
  arg_min(column_letter, first_rows[1]) AS column_letter
FROM keyed GROUP BY ALL ORDER BY ALL
"""


def groups_of(
    engine: DuckDBEngine, files: Mapping[str, Mapping[tuple[str, int], str]]
) -> Iterator[tuple[str, bool, CellGroup]]:
    """Yield the groups of files of violations: (file, whether corrections brought the rows in, group).

    ``files`` gives of each file the rows (sheet, row) that a later delivery brought in.
    """
    import pyarrow as pa

    if not files:
        return
    brought = [(file, sheet, row) for file, places in files.items() for sheet, row in places]
    columns = zip(*brought, strict=True) if brought else ((), (), ())
    types = {"file": pa.string(), "sheet_name": pa.string(), "row_number": pa.int32()}
    table = pa.table({name: pa.array(v, t) for (name, t), v in zip(types.items(), columns, strict=True)})
    engine.load_arrow("main", "resolved_rows", table)
    query = _GROUPS.format(files=", ".join(map(literal, files)), some=NAMED, apart=VALUES_APART)
    for r in engine.query(query).to_pylist():
        first = QuarantinedCell(
            r["sheet_name"],
            r["first_rows"][0],
            r["column_name"],
            r["column_letter"],
            r["rule"],
            r["severity"],
            r["first_values"][0],
            json.loads(r["params"] or "{}"),
        )
        yield (
            r["file"],
            r["is_resolved"],
            CellGroup(first, r["rows"], tuple(r["first_rows"]), tuple(r["first_values"]), r["value_count"]),
        )


def group_row(group: CellGroup, outcome: DeliveryOutcome, contract: Contract, *, is_resolved: bool) -> dict[str, Any]:
    """Return a group as a row of the public table, with its sentence in both languages."""
    first, name = group.first, outcome.delivery.file_name
    return {
        "delivery_id": outcome.delivery.delivery_id,
        "sheet_name": first.sheet_name,
        "column_name": first.column_name,
        "column_letter": first.column_letter,
        "rule": first.rule,
        "severity": first.severity,
        "value_shown": first.value if group.value_count == 1 else "",
        "rows": group.rows,
        "first_row": group.first_rows[0],
        "first_rows": ", ".join(map(str, group.first_rows)),
        "value_count": group.value_count,
        "is_resolved": is_resolved,
        "sentence_fa": group_sentence(group, name, contract, "fa"),
        "sentence_en": group_sentence(group, name, contract, "en"),
    }
