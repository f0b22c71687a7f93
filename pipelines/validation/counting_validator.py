"""Validate public tables by their counts alone: for a preview, which does not wait for Great Expectations.

The counts are the same ones (:mod:`pipelines.validation.counts`), and one that is not nought breaks.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any

from pipelines.modelling import PublicTable
from pipelines.validation.compilation import allowed_values, suite_for_table
from pipelines.validation.counts import count_broken, offline_connection
from pipelines.validation.results import ExpectationResult, result_of


class CountingValidator:
    """Counts, when a table is handed over, the rows that break each expectation."""

    def __init__(self, models: Path) -> None:
        self._allowed = allowed_values(models)
        self._results: dict[str, list[ExpectationResult]] = {}
        # One for all tables: to open it takes longer than to count the rows of most.
        self._connection = offline_connection()

    def submit_table(self, table: PublicTable, parquet: Path) -> None:
        """Validate a public table that was just written."""
        suite = suite_for_table(table, self._allowed)
        [counts] = count_broken(self._connection, {table.name: parquet}, suite).values()
        self._results[table.name] = [
            result_of(e, "table", table.name, not c.broken, c.observed)
            for e, c in zip(suite.expectations, counts, strict=True)
        ]

    def results(self, build: object, subjects: Collection[str] | None = None) -> list[dict[str, Any]]:
        """Return what was found of these tables, or of all; one row an expectation. Deliveries are left to others."""
        wanted = self._results if subjects is None else subjects
        return [r.to_row() for subject in wanted for r in self._results[subject]]
