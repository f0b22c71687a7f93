"""One demonstration built twice from the same clean rows: by DuckDB, and by an engine behind Spark Connect."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb

from pipelines.demo.workspace import generate
from pipelines.engines.choice import EngineChoice
from pipelines.foundation.workspace import Workspace, models_dir
from pipelines.pipeline import open_context
from pipelines.pipeline.receiving import receive
from pipelines.pipeline.steps import build_all, cleaned
from pipelines.validation.counting_validator import CountingValidator
from tests.same_tables import differences

ROWS, SEED, MESS = 2_000, 11, 0.03
#: Columns and tables that tell when a version was published.
MOMENTS = ("value_history: ",)
Progress = Callable[[str], None]


def clean_demonstration(folder: Path) -> Workspace:
    """Invent deliveries of every feed and clean them; nothing is published yet."""
    workspace = Workspace(folder)
    generate(workspace, models_dir(), ROWS, SEED, MESS)
    with open_context(workspace, models_dir()) as context:
        cleaned(context, receive(context))
    return workspace


def copied(workspace: Workspace, folder: Path) -> Workspace:
    """Copy a workspace with its clean rows and without the tables that were made of them."""
    shutil.copytree(workspace.root, folder, ignore=shutil.ignore_patterns("work.duckdb*", ".lock"))
    return Workspace(folder)


def build(workspace: Workspace, chosen: EngineChoice | None = None, progress: Progress | None = None) -> None:
    """Build and publish."""
    with open_context(workspace, models_dir(), chosen=chosen, progress=progress) as context:
        build_all(context, CountingValidator(models_dir()))


def model_tables(workspace: Workspace) -> list[tuple[str, str, int]]:
    """Schema, name and rows of every table of a core model or an indicator."""
    with duckdb.connect(str(workspace.work_database), read_only=True) as connection:
        named = connection.execute(
            "SELECT schema_name, table_name FROM duckdb_tables()"
            " WHERE schema_name IN ('core', 'indicators') ORDER BY ALL"
        ).fetchall()
        return [(s, t, connection.execute(f'SELECT count(*) FROM {s}."{t}"').fetchall()[0][0]) for s, t in named]


def differing_models(here: Workspace, there: Workspace) -> Iterator[str]:
    """Yield what differs between the tables of core models and indicators: columns, types, or rows."""
    with duckdb.connect() as connection:
        for name, workspace in (("here", here), ("there", there)):
            connection.execute(f"ATTACH '{workspace.work_database}' AS {name} (READ_ONLY)")
        for schema, table, _ in model_tables(here):
            one, other = (f'{name}.{schema}."{table}"' for name in ("here", "there"))
            columns = [connection.execute(f"DESCRIBE {side}").fetchall() for side in (one, other)]
            if columns[0] != columns[1]:
                yield f"{schema}.{table}: {columns}"
                continue
            for a, b in ((one, other), (other, one)):
                lacking = connection.execute(f"FROM {a} EXCEPT ALL FROM {b} LIMIT 3").fetchall()
                if lacking:
                    yield f"{a}: rows that {b} has not, as {lacking}"


def differing_publications(here: Workspace, there: Workspace) -> list[str]:
    """What differs between the published tables, but for the moment of publication."""
    return [told for told in differences(here.root, there.root) if not told.startswith(MOMENTS)]
