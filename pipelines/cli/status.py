"""``naqsheh status``: what is served, what was delivered, and which feeds are overdue."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from pipelines.cli.console import OK, out, say, say_json, warn, workspace_of
from pipelines.cli.reading import current_version, plain, published
from pipelines.orchestration.cadence import OVERDUE_AFTER
from pipelines.workspace import Workspace

DELIVERIES = """
SELECT delivery_id, feed, office, period, file_name, state, state_fa, state_en, received_at, known_from,
  rows_read, rows_loaded, rows_quarantined, rows_non_data, reconciled, is_synthetic
FROM deliveries ORDER BY feed, period, delivery_id
"""
FEEDS = """
SELECT f.feed, f.title_fa, f.title_en, f.cadence,
  count(d.delivery_id) FILTER (d.state = 'published') AS deliveries,
  CAST(max(coalesce(d.received_at, CAST(d.known_from AS DATE))) FILTER (d.state = 'published') AS VARCHAR)
    AS last_received
FROM feeds f LEFT JOIN deliveries d USING (feed)
GROUP BY ALL ORDER BY f.feed
"""
COUNTS = ("rows_read", "rows_loaded", "rows_quarantined", "rows_non_data")


def freshness(cadence: str, last_received: str | None, today: date) -> str:
    """Return ``fresh``, ``overdue``, ``never`` (nothing was delivered) or ``occasional``."""
    overdue = OVERDUE_AFTER.get(cadence)
    if last_received is None:
        return "never"
    if overdue is None:
        return "occasional"
    return "overdue" if today - date.fromisoformat(last_received) > overdue else "fresh"


def gather(workspace: Workspace) -> dict[str, Any]:
    """Return the status as JSON-ready values; raises ``NothingPublished``."""
    version = current_version(workspace)
    today = datetime.now(UTC).date()
    with published(workspace) as database:
        release = database.rows("SELECT * FROM release")[0]
        deliveries = database.rows(DELIVERIES)
        feeds = database.rows(FEEDS)
    for feed in feeds:
        feed["freshness"] = freshness(feed["cadence"], feed["last_received"], today)
    totals = {name: sum(int(d[name] or 0) for d in deliveries) for name in COUNTS}
    return {
        "workspace": str(workspace.root),
        "version": release["version"],
        "path": str(version.path),
        "built_at": release["built_at"],
        "as_known_at": release["as_known_at"],
        "is_synthetic": bool(release["is_synthetic"]),
        "totals": totals,
        "reconciled": totals["rows_read"]
        == totals["rows_loaded"] + totals["rows_quarantined"] + totals["rows_non_data"],
        "feeds": feeds,
        "deliveries": deliveries,
    }


def show_status(folder: Path | None, as_json: bool) -> int:
    """Show the status of a workspace; return the exit code."""
    found = gather(workspace_of(folder))
    if as_json:
        say_json(found)
        return OK
    _tables(found)
    kind = "SYNTHETIC data" if found["is_synthetic"] else "real data"
    totals = found["totals"]
    sign = "=" if found["reconciled"] else "≠"
    say(
        f"Rows in {totals['rows_read']:,} {sign} loaded {totals['rows_loaded']:,} + quarantined "
        f"{totals['rows_quarantined']:,} + non-data {totals['rows_non_data']:,}"
    )
    say(
        f"Version {found['version']} ({kind}), built {plain(found['built_at'])} UTC: {found['path']}", "green"
    )
    return OK


def _tables(found: dict[str, Any]) -> None:
    from rich.table import Table

    table = Table(title="Deliveries", title_justify="left")
    for heading in ("Delivery", "State"):
        table.add_column(heading, overflow="fold")
    for heading in ("Read", "Loaded", "Quarantined", "Non-data"):
        table.add_column(heading, justify="right")
    for d in found["deliveries"]:
        table.add_row(d["delivery_id"], d["state"], *(f"{int(d[c] or 0):,}" for c in COUNTS))
    out().print(table)
    table = Table(title="Feeds", title_justify="left")
    for heading in ("Feed", "Cadence", "Deliveries", "Last received", "Freshness"):
        table.add_column(heading)
    for f in found["feeds"]:
        style = "yellow" if f["freshness"] == "overdue" else None
        cells = (f["feed"], f["cadence"], str(f["deliveries"]), f["last_received"] or "—", f["freshness"])
        table.add_row(*cells, style=style)
    out().print(table)
    for d in found["deliveries"]:
        if d["state"] in ("held", "refused"):
            warn(f"{d['state'].capitalize()}: {d['file_name']}: {d['state_en']}")
            warn(str(d["state_fa"]))
