"""Validate public tables by counting alone: for a preview, which does not wait for Great Expectations to be imported.

What rows break is the same; form and types of columns are left to the validation of a publication.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb

from pipelines.foundation.sql_text import parquet_source
from pipelines.modelling import PublicTable
from pipelines.validation.compilation import allowed_values, suite_for_table
from pipelines.validation.counts import broken_rows, counting_query
from pipelines.validation.results import ExpectationResult
from pipelines.validation.suites import Suite


class CountingValidator:
    """Counts, when a table is handed over, the rows that break each expectation of severity error."""

    def __init__(self, models: Path) -> None:
        self._allowed = allowed_values(models)
        self._results: dict[str, list[ExpectationResult]] = {}
        # One for all tables: to open it takes longer than to count the rows of most.
        self._connection = duckdb.connect()

    def submit_table(self, table: PublicTable, parquet: Path) -> None:
        """Validate a public table that was just written."""
        suite = suite_for_table(table, self._allowed)
        counted = replace(suite, expectations=tuple(e for e in suite.expectations if broken_rows(e) is not None))
        self._results[table.name] = _validated(self._connection, counted, parquet) if counted.expectations else []

    def results(self, build: object, subjects: Collection[str] | None = None) -> list[dict[str, Any]]:
        """Return what was found of these tables, or of all; one row an expectation. Deliveries are left to others."""
        wanted = self._results if subjects is None else subjects
        return [r.to_row() for subject in wanted for r in self._results[subject]]


def _validated(connection: duckdb.DuckDBPyConnection, suite: Suite, parquet: Path) -> list[ExpectationResult]:
    found = connection.execute(counting_query(suite, parquet_source(parquet))).fetchall()[0]
    rows, broken = found[0], found[1:]
    return [
        ExpectationResult(
            "table",
            suite.name,
            e.name,
            e.column_name,
            not count,
            e.severity,
            f"{count}/{rows}",
            e.description_fa,
            e.description_en,
        )
        for e, count in zip(suite.expectations, broken, strict=True)
    ]
