"""Who validates what a build is about to publish: a protocol, since the build does not know by what it is validated."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from pipelines.modelling import PublicTable

if TYPE_CHECKING:
    from pipelines.pipeline.state import Build


class Validator(Protocol):
    """Who validates the public tables, independently of the build."""

    def submit_table(self, table: PublicTable, parquet: Path) -> None:
        """Hand over a table that was just written; what was said of an earlier writing of it no longer counts."""

    def results(self, build: Build, subjects: Collection[str] | None = None) -> list[dict[str, Any]]:
        """Wait for what is said of these tables, or of all and of every delivery in force; one row an expectation."""
