"""Tables of a package as CSV, and as Parquet that says what its columns mean."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.exporting.data_files import csv_bytes
from pipelines.exporting.names import DEMONSTRATION
from pipelines.exporting.open_data.codebook import Column, Table
from pipelines.exporting.open_data.identity import Identity, Words

if TYPE_CHECKING:
    import pyarrow as pa


def table_file_name(name: str, suffix: str, *, is_synthetic: bool) -> str:
    """Return the name of a table's file: the table's own, and in a demonstration one that says so."""
    return f"{DEMONSTRATION}-{name}{suffix}" if is_synthetic else f"{name}{suffix}"


def write_csv(rows: pa.Table, folder: Path, name: str, identity: Identity) -> Path:
    """Write ``rows`` as CSV with exact numbers; return the file."""
    path = folder / table_file_name(name, ".csv", is_synthetic=identity.is_synthetic)
    path.write_bytes(csv_bytes(rows))
    return path


def write_parquet(rows: pa.Table, folder: Path, table: Table, identity: Identity, words: Words) -> Path:
    """Write ``rows`` as Parquet; the meanings of its columns stand in the metadata of its schema. Return the file."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    known = {column.name: column for column in table.columns}
    fields = [
        field.with_metadata(_column_metadata(known[field.name])) if field.name in known else field
        for field in rows.schema
    ]
    schema = pa.schema(fields, metadata=_table_metadata(table, identity, words))
    path = folder / table_file_name(table.name, ".parquet", is_synthetic=identity.is_synthetic)
    pq.write_table(pa.Table.from_arrays(rows.columns, schema=schema), path, compression="zstd", version="2.6")
    return path


def _column_metadata(column: Column) -> dict[str, str]:
    said = {
        "description": column.meaning["en"],
        "description_fa": column.meaning["fa"],
        "unit": column.unit,
        "unit_column": column.unit_column,
        "code_list": column.code_list,
        "sdmx_concept": column.concept,
    }
    return {name: text for name, text in said.items() if text}


def _table_metadata(table: Table, identity: Identity, words: Words) -> dict[str, str]:
    return {
        "title": table.title["en"],
        "title_fa": table.title["fa"],
        "licence": words["licence"]["id"],
        "licence_url": words["licence"]["url"],
        "source": identity.publisher["en"],
        "source_fa": identity.publisher["fa"],
        "period": identity.period,
        "version": identity.version,
        "is_synthetic": str(identity.is_synthetic).lower(),
    }
