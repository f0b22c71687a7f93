"""The rows of published files as they were sent, beside what was made of them; never of lists of persons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from pipelines.build.reports import DeliveryOutcome
from pipelines.contracts import Contract
from pipelines.engines.duckdb_engine import DuckDBEngine, literal, quoted

if TYPE_CHECKING:
    from pipelines.build.processing import Processor


def load_source_rows(
    engine: DuckDBEngine, outcomes: Sequence[DeliveryOutcome], contracts: Mapping[str, Contract],
    processor: Processor, limit: int | None = None,
) -> int:  # fmt: skip
    """Load the raw and the clean cells of every published row of feeds without persons.

    Grain: one row a source row, quarantined ones too (their clean side is empty); of each sheet the first ``limit``.
    """
    parts = []
    for outcome in outcomes:
        contract = contracts.get(outcome.delivery.feed)
        if contract is None or contract.contains_persons or not outcome.read or outcome.state != "published":
            continue
        landed = literal(str(processor.landed_path(outcome.delivery)))
        clean = literal(str(processor.clean_path(outcome.delivery)))
        for sheet in sorted({m.sheet_name for m in outcome.read.columns if m.column}):
            matched = [m for m in outcome.read.columns if m.sheet_name == sheet and m.column]
            raw = ", ".join(f"{literal(m.header)}, l.{quoted(str(m.column))}" for m in matched)
            parts.append(
                f"SELECT {literal(outcome.delivery.delivery_id + '#' + sheet + '#')} || l.row_number AS row_id,"
                f" {literal(outcome.delivery.delivery_id)} AS delivery_id,"
                f" {literal(contract.feed)} AS feed, l.sheet_name, CAST(l.row_number AS INTEGER) AS row_number,"
                f" CAST(json_object({raw}) AS VARCHAR) AS raw,"
                f" CASE WHEN c.row_id IS NOT NULL THEN CAST(json_object({_clean_cells(contract)}) AS VARCHAR)"
                f" END AS clean FROM read_parquet({landed}) l LEFT JOIN read_parquet({clean}) c"
                f" ON c.sheet_name = l.sheet_name AND c.row_number = l.row_number"
                f" WHERE l.sheet_name = {literal(sheet)}"
                + (f" ORDER BY l.row_number LIMIT {limit}" if limit is not None else "")
            )
    empty = (
        "SELECT NULL::VARCHAR AS row_id, NULL::VARCHAR AS delivery_id, NULL::VARCHAR AS feed,"
        " NULL::VARCHAR AS sheet_name, NULL::INTEGER AS row_number, NULL::VARCHAR AS raw,"
        " NULL::VARCHAR AS clean WHERE false"
    )
    return engine.create_table(
        "derived", "source_rows", "\nUNION ALL ".join([empty, *(f"({part})" for part in parts)])
    )


def _clean_cells(contract: Contract) -> str:
    def shown(name: str, sql_type: str) -> str:
        text = f"CAST(c.{quoted(name)} AS VARCHAR)"
        return f"rtrim(rtrim({text}, '0'), '.')" if sql_type.startswith("DECIMAL") else text

    return ", ".join(f"{literal(c.name)}, {shown(c.name, c.sql_type)}" for c in contract.columns)
