"""Writes the open data of a period: tables and codebook, Data Package, SDMX, and the catalogue record."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from pipelines.exporting.content import DATA_FILES, Content, parameters
from pipelines.exporting.open_data.catalogue import write_catalogue
from pipelines.exporting.open_data.codebook import codebook, codebook_table, read_tables
from pipelines.exporting.open_data.data_package import Resource, write_data_package
from pipelines.exporting.open_data.identity import Identity, Words, read_identity
from pipelines.exporting.open_data.sdmx import write_sdmx
from pipelines.exporting.open_data.tables import write_csv, write_parquet
from pipelines.published import PublishedDatabase

if TYPE_CHECKING:
    import pyarrow as pa


def read_words(models: Path) -> Words:
    """Read ``open_data.yaml`` of the folder of models: publisher, licence, code lists and words."""
    words: Words = yaml.safe_load((models / "open_data.yaml").read_text("utf-8"))
    return words


def write_open_data(database: PublishedDatabase, content: Content, folder: Path, words: Words) -> list[Path]:
    """Write the open data of the scope of ``content`` into ``folder``; return the files, the same bytes each time.

    Invented data are told in the name of every file, but for ``datapackage.json`` and ``metadata.jsonld``, which tell
    it within.
    """
    rows = read_rows(database, content)
    identity = read_identity(
        database,
        content,
        _deliveries(rows),
        words,
        is_synthetic=content.is_synthetic or any(_is_synthetic(table) for table in rows.values()),
    )
    written = write_tables(database, rows, folder, identity, words)
    written += write_sdmx(database, content, folder, identity, words)
    return [*written, write_catalogue(written, folder, identity, words)]


def read_rows(database: PublishedDatabase, content: Content) -> dict[str, pa.Table]:
    """Read the rows of the tables of the package, as the scope of ``content`` asks for them."""
    lists = parameters(content.scope)
    return {
        name: database.arrow(sql, [lists[filtered_by]] if filtered_by else [])
        for name, (filtered_by, sql) in DATA_FILES.items()
    }


def write_tables(
    database: PublishedDatabase, rows: dict[str, pa.Table], folder: Path, identity: Identity, words: Words
) -> list[Path]:
    """Write the tables as CSV and Parquet, their codebook and ``datapackage.json``; return the files."""
    tables = read_tables(database, list(rows), words)
    files = {name: write_csv(table, folder, name, identity) for name, table in rows.items()}
    parquet = [write_parquet(rows[name], folder, table, identity, words) for name, table in tables.items()]
    meanings = codebook(tables)
    of_codebook = codebook_table(words)
    book = write_csv(meanings, folder, of_codebook.name, identity)
    resources = [Resource(table, rows[name], files[name]) for name, table in tables.items()]
    package = write_data_package([*resources, Resource(of_codebook, meanings, book)], folder, identity, words)
    return [*files.values(), *parquet, book, package]


def _deliveries(rows: dict[str, pa.Table]) -> set[str]:
    named = [table.column("delivery_id").unique().to_pylist() for table in rows.values() if _has(table, "delivery_id")]
    return {delivery for some in named for delivery in some if delivery}


def _is_synthetic(table: pa.Table) -> bool:
    return _has(table, "is_synthetic") and True in table.column("is_synthetic").unique().to_pylist()


def _has(table: pa.Table, column: str) -> bool:
    return column in table.column_names
