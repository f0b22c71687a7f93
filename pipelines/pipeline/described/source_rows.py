"""The rows of published files as they were sent, beside what was made of them; never of lists of persons."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pipelines.contracts import Contract
from pipelines.foundation.sql_text import literal, quoted
from pipelines.modelling.making import Inputs

if TYPE_CHECKING:
    import pyarrow as pa

    from pipelines.pipeline.described.facts import BuildFacts
    from pipelines.pipeline.reports import DeliveryOutcome


def source_rows(inputs: Inputs) -> pa.Table | list[dict[str, Any]]:
    """Return the raw and the clean cells of every row of feeds without persons that is shown.

    Grain: one row a source row, quarantined ones too (their clean side is empty).
    """
    facts: BuildFacts = inputs.facts
    parts = [part for outcome in facts.shown for part in _sheets_of(facts, outcome)]
    return facts.engine.query("\nUNION ALL ".join(f"({part})" for part in parts)) if parts else []


def _sheets_of(facts: BuildFacts, outcome: DeliveryOutcome) -> Iterator[str]:
    """Yield the query of each sheet of a delivery, over what was landed and what was made clean of it."""
    contract = facts.contracts.get(outcome.delivery.feed)
    if contract is None or contract.contains_persons or not outcome.read:
        return
    landed = literal(str(facts.processor.landed_path(outcome.delivery)))
    clean = literal(str(facts.processor.clean_path(outcome.delivery)))
    first = f" ORDER BY l.row_number LIMIT {facts.shown_rows}" if facts.shown_rows is not None else ""
    for sheet in sorted({m.sheet_name for m in outcome.read.columns if m.column}):
        matched = [m for m in outcome.read.columns if m.sheet_name == sheet and m.column]
        raw = ", ".join(f"{literal(m.header)}, l.{quoted(str(m.column))}" for m in matched)
        yield (
            f"SELECT {literal(outcome.delivery.delivery_id + '#' + sheet + '#')} || l.row_number AS row_id,"
            f" {literal(outcome.delivery.delivery_id)} AS delivery_id,"
            f" {literal(contract.feed)} AS feed, l.sheet_name, CAST(l.row_number AS INTEGER) AS row_number,"
            f" CAST(json_object({raw}) AS VARCHAR) AS raw,"
            f" CASE WHEN c.row_id IS NOT NULL THEN CAST(json_object({_clean_cells(contract)}) AS VARCHAR)"
            f" END AS clean FROM read_parquet({landed}) l LEFT JOIN read_parquet({clean}) c"
            f" ON c.sheet_name = l.sheet_name AND c.row_number = l.row_number"
            f" WHERE l.sheet_name = {literal(sheet)}{first}"
        )


def _clean_cells(contract: Contract) -> str:
    def shown(name: str, sql_type: str) -> str:
        text = f"CAST(c.{quoted(name)} AS VARCHAR)"
        return f"rtrim(rtrim({text}, '0'), '.')" if sql_type.startswith("DECIMAL") else text

    return ", ".join(f"{literal(c.name)}, {shown(c.name, c.sql_type)}" for c in contract.columns)
