"""A small published version, made by the real publication from tables written by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import duckdb

from pipelines.foundation.workspace import Workspace
from pipelines.published import DATABASE
from pipelines.publishing import Publication, build_key

BUILT_AT = datetime(2026, 1, 1, tzinfo=UTC)


def write_database(path: Path, *, rows: int = 100, content: str = "x") -> dict[str, int]:
    """Write a database with one table; return the rows of each table."""
    with duckdb.connect(str(path)) as db:
        db.execute(
            "CREATE TABLE t AS SELECT i::INTEGER AS i, ? AS content FROM range(CAST(? AS BIGINT)) r(i)",
            [content, rows],
        )
        db.execute("CHECKPOINT")
    return {"t": rows}


def publish(workspace: Workspace, models: Path, content: str = "x", day: date | None = None) -> Path:
    """Publish a version whose one table holds ``content``, as of ``day``; return its folder."""
    models.mkdir(parents=True, exist_ok=True)
    (models / "content.txt").write_text(content)
    publication = Publication.prepare(workspace.create())
    rows = write_database(publication.folder / DATABASE, content=content)
    (publication.folder / "parquet").mkdir()
    (publication.folder / "parquet" / "t.parquet").write_bytes(content.encode() * 50)
    return publication.finish(build_key(models, [], day=day), built_at=BUILT_AT, tables=rows)
