"""The dictionary of what is published: every column of every public table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.modelling import PublicTable, core_models, derived_models, public_tables
from pipelines.modelling.making import Inputs

if TYPE_CHECKING:
    from pipelines.engines import DuckDBEngine
    from pipelines.pipeline.described.facts import ReleaseFacts


def data_dictionary(inputs: Inputs) -> Iterator[dict[str, Any]]:
    """Yield every column of every public table with type, key and meaning in both languages. Grain: table and column."""
    facts: ReleaseFacts = inputs.facts
    assert facts.engine is not None
    known = types_told(inputs.models)
    for table in public_tables(inputs.models):
        types = known[table.source] if table.source else types_built(facts.engine, table)
        for position, column in enumerate(table.columns, 1):
            yield {
                "table_name": table.name,
                "column_name": column.name,
                "position": position,
                "data_type": types[column.name],
                "is_key": column.name in table.key,
                "is_optional": not column.required,
                "meaning_fa": column.description_fa,
                "meaning_en": column.description,
                "concept": column.concept,
            }


def types_told(models: Path) -> dict[str, dict[str, str]]:
    """Return the types of core and derived tables as their headers tell them, which the build holds them to."""
    types = {core.table: core.types for core in core_models(models)}
    return types | {derived.table: derived.types for derived in derived_models(models)}


def types_built(engine: DuckDBEngine, table: PublicTable) -> Mapping[str, str]:
    """Return the types of a table that a query makes."""
    return dict(engine.execute(f"SELECT column_name, column_type FROM (DESCRIBE {table.sql})"))
