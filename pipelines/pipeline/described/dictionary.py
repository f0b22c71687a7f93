"""The dictionary of what is published: every column of every public table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.foundation.sql_text import quoted
from pipelines.modelling import PublicTable, core_models, derived_models, public_tables
from pipelines.modelling.making import Inputs

if TYPE_CHECKING:
    from pipelines.engines import DuckDBEngine
    from pipelines.pipeline.described.facts import ReleaseFacts


def data_dictionary(inputs: Inputs) -> Iterator[dict[str, Any]]:
    """Yield each column of each public table with type, key and meaning in both languages. Grain: table and column."""
    facts: ReleaseFacts = inputs.facts
    assert facts.engine is not None
    known = types_told(inputs.models)
    published: dict[str, Mapping[str, str]] = {}
    for table in public_tables(inputs.models):
        types = known[table.source] if table.source else types_built(facts.engine, table, published)
        published[table.name] = types
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


def types_built(
    engine: DuckDBEngine, table: PublicTable, published: Mapping[str, Mapping[str, str]]
) -> Mapping[str, str]:
    """Return the types of a table that a query makes; ``published`` are those of the public tables before it.

    What a view reads is in no schema of the engine: empty tables of the same columns stand for it.
    """
    if not table.is_view:
        return dict(engine.execute(f"SELECT column_name, column_type FROM (DESCRIBE {table.sql})"))
    names = sorted(read.partition(".")[2] for read in table.reads)
    stands = ", ".join(f"{quoted(name)} AS ({_empty(published[name])})" for name in names)
    query = f"WITH {stands} SELECT * FROM ({table.sql_in('')})"
    return dict(engine.execute(f"SELECT column_name, column_type FROM (DESCRIBE {query})"))


def _empty(types: Mapping[str, str]) -> str:
    return "SELECT " + ", ".join(f"CAST(NULL AS {kind}) AS {quoted(name)}" for name, kind in types.items())
