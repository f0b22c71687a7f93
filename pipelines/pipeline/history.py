"""What was published before: kept in the ledger when a version is in service, and read when the next one is made.

The published file of a version says itself what is new in it. So a run that is killed between the two loses nothing:
the next one enters what the served version says before it makes its own.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from pipelines.foundation.clock import tehran_day
from pipelines.foundation.workspace import Workspace
from pipelines.intake.ledger import Ledger
from pipelines.intake.ledger.file import stamp, until
from pipelines.pipeline.described.facts import PublishedBefore
from pipelines.published import PublishedDatabase, PublishedVersion, resolve_current

ADDRESS = ("indicator_id", "area_code", "domain", "breakdown", "category", "frequency", "period", "basis")
#: Columns that stand in the ledger as they are published.
KEPT = ("value_id", *ADDRESS, "version", "status", "cause", "delivery_id")


def published_before(ledger: Ledger, workspace: Workspace, as_known_at: datetime | None) -> PublishedBefore:
    """Return what was published until now, or until the moment as of which is built."""
    served = resolve_current(workspace.curated)
    if served is not None:
        enter_published(ledger, served)
    limit = [until(as_known_at)]
    values = [
        {
            **{name: row[name] for name in KEPT},
            "published_at": (at := datetime.fromisoformat(row["published_at"])).replace(tzinfo=None),
            "published_on": tehran_day(at),
            "value": None if row["value"] is None else Decimal(row["value"]),
            "is_synthetic": bool(row["is_synthetic"]),
        }
        for row in ledger.file.rows("SELECT * FROM published_values WHERE published_at <= ? ORDER BY seq", limit)
    ]
    last = ledger.file.rows(
        "SELECT * FROM published_versions WHERE published_at <= ? ORDER BY version DESC LIMIT 1", limit
    )
    if not last:
        return PublishedBefore(values)
    hashes = {"models": last[0]["models_hash"], "code": last[0]["code_hash"]}
    return PublishedBefore(values, json.loads(last[0]["deliveries"]), hashes)


def last_version(ledger: Ledger) -> int:
    """Return the number of the newest version that the ledger knows, 0 where there was none."""
    return int(ledger.file.rows("SELECT coalesce(max(version), 0) AS last FROM published_versions")[0]["last"])


def enter_published(ledger: Ledger, version: PublishedVersion) -> None:
    """Enter into the ledger what a version in service says is new in it; once is enough, a second time does nothing."""
    if ledger.file.rows("SELECT 1 FROM published_versions WHERE version = ?", [version.version]):
        return
    database = PublishedDatabase.open(version)
    try:
        tables = {row["table_name"] for row in database.rows("SELECT table_name FROM duckdb_tables()")}
        if "value_history" not in tables:  # published by a release that kept no history
            return
        [release] = database.rows("SELECT version, built_at, models_hash, code_hash FROM release")
        deliveries = database.rows("SELECT delivery_id, feed FROM deliveries WHERE state = 'published'")
        new = database.rows("SELECT * FROM value_history WHERE version = ?", [version.version])
    finally:
        database.close()
    at = stamp(_utc(release["built_at"]))
    with ledger.file.transaction():
        for row in new:
            ledger.file.insert("published_values", **_entered(row, at))
        ledger.file.insert(
            "published_versions",
            version=version.version,
            published_at=at,
            models_hash=release["models_hash"],
            code_hash=release["code_hash"],
            deliveries=json.dumps({d["delivery_id"]: d["feed"] for d in deliveries}, sort_keys=True),
        )


def _entered(row: Mapping[str, Any], at: str) -> dict[str, Any]:
    return {
        **{name: row[name] for name in KEPT},
        "published_at": at,
        "value": None if row["value"] is None else str(row["value"]),
        "is_synthetic": int(row["is_synthetic"]),
    }


def _utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment
