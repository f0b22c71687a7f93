"""``naqsheh status``: what is served, what was delivered, what waits, and which office is late or silent."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.cli.console import OK, out, say, say_json, warn, workspace_of
from pipelines.cli.reading import current_version, plain, published
from pipelines.cli.summary import (
    GROUP_ORDER,
    Problem,
    tell_groups,
    tell_problems,
    tell_states,
    tell_table,
    tell_the_rest,
    total_of,
)
from pipelines.foundation import clock
from pipelines.foundation.clock import tehran_day
from pipelines.foundation.workspace import Workspace

if TYPE_CHECKING:
    from pipelines.published import PublishedDatabase

DELIVERIES = """
SELECT delivery_id, feed, office, period, file_name, state, state_fa, state_en, received_at, known_from,
  rows_read, rows_loaded, rows_quarantined, rows_non_data, reconciled, is_synthetic
FROM deliveries ORDER BY feed, period, delivery_id
"""
FEEDS = """
SELECT f.feed, f.title_fa, f.title_en, f.cadence,
  count(d.delivery_id) FILTER (d.state = 'published') AS deliveries
FROM feeds f LEFT JOIN deliveries d USING (feed)
GROUP BY ALL ORDER BY f.feed
"""
OFFICES = """
SELECT feed, office, cadence, deliveries, last_period, last_received_on, allowed_days, stale_on, state
FROM freshness ORDER BY feed, office
"""
DUE = """
SELECT feed, office, period, period_to, periods, due_on, state, days_late, delivery_id, sentence_fa, sentence_en
FROM completeness WHERE state NOT IN ('received', 'not_due') ORDER BY feed, office, period
"""
COMPARISONS = """
SELECT c.* FROM delivery_comparisons c JOIN deliveries d USING (delivery_id)
WHERE d.state = 'held' ORDER BY c.delivery_id, c.column_name, c.measure
"""
BROKEN = "SELECT rule_id, severity, sentence_fa, sentence_en FROM cross_checks WHERE holds = 'false' ORDER BY ALL"
UNAPPLIED = """
SELECT correction_id, state, sentence_fa, sentence_en FROM corrections_applied WHERE state <> 'applied' ORDER BY ALL
"""
QUARANTINE = f"""
SELECT delivery_id, sheet_name, column_name, column_letter, rule, value_shown, rows, first_rows, sentence_fa,
  sentence_en
FROM quarantine_summary WHERE severity = 'quarantine' AND NOT is_resolved ORDER BY {GROUP_ORDER}
"""
COUNTS = ("rows_read", "rows_loaded", "rows_quarantined", "rows_non_data")
#: Deliveries up to which each is named.
SMALL_LIST = 25
#: States of an office to which somebody should see.
LATE = ("stale", "silent")


def gather(workspace: Workspace) -> dict[str, Any]:
    """Return the status as JSON-ready values; raises ``NothingPublished``."""
    version = current_version(workspace)
    from pipelines.publishing import failure

    today = tehran_day(clock.now())
    with published(workspace) as database:
        release = database.rows("SELECT * FROM release")[0]
        deliveries = _rows(database, DELIVERIES) or _older_deliveries(database)
        governed = _governed(database, today)
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
        **governed,
        "deliveries": deliveries,
        "failure": failure(workspace),
    }


def _rows(database: PublishedDatabase, sql: str) -> list[dict[str, Any]]:
    """Return the rows of a query; none where the version is of older code that had no such table or column."""
    import duckdb

    try:
        return database.rows(sql)
    except (duckdb.CatalogException, duckdb.BinderException):
        return []


def _older_deliveries(database: PublishedDatabase) -> list[dict[str, Any]]:
    """Return the deliveries of a version of older code, with nothing where it did not tell something yet."""
    names = [line.strip() for line in DELIVERIES.partition("FROM")[0].replace("SELECT", "").split(",")]
    return [{name: row.get(name) for name in names} for row in _rows(database, "SELECT * FROM deliveries")]


def _governed(database: PublishedDatabase, today: date) -> dict[str, Any]:
    """Return what is known of offices and of open questions.

    A version may be older than today, so the age of an office's last delivery is counted to today.
    """
    from pipelines.governance.completeness import state_of_age

    offices = _rows(database, OFFICES)
    for office in offices:
        last = office["last_received_on"]
        office["state"] = state_of_age(last, office["allowed_days"], today)
        office["days_since"] = (today - last).days if last else None
    return {
        "feeds": _rows(database, FEEDS),
        "offices": offices,
        "due": _rows(database, DUE),
        "comparisons": _rows(database, COMPARISONS),
        "broken_rules": _rows(database, BROKEN),
        "unapplied_corrections": _rows(database, UNAPPLIED),
        "quarantine": _rows(database, QUARANTINE),
    }


def show_status(folder: Path | None, as_json: bool, *, everything: bool = False) -> int:
    """Show the status of a workspace, of many deliveries the open ones alone; return the exit code."""
    found = gather(workspace_of(folder))
    if as_json:
        say_json(found)
        return OK
    in_full = everything or len(found["deliveries"]) <= SMALL_LIST
    _deliveries(found, in_full=in_full)
    _office_table(found)
    _open_questions(found, in_full=in_full)
    if failed := found["failure"]:
        warn(f"The last build failed, and the version before is served: {failed.get('sentence_en', '')}", "red")
        warn(str(failed.get("sentence_fa", "")), "red")
    kind = "SYNTHETIC data" if found["is_synthetic"] else "real data"
    totals = found["totals"]
    sign = "=" if found["reconciled"] else "≠"
    say(
        f"Rows in {totals['rows_read']:,} {sign} loaded {totals['rows_loaded']:,} + quarantined "
        f"{totals['rows_quarantined']:,} + non-data {totals['rows_non_data']:,}"
    )
    say(f"Version {found['version']} ({kind}), built {plain(found['built_at'])} UTC: {found['path']}", "green")
    return OK


def _deliveries(found: dict[str, Any], *, in_full: bool) -> None:
    """Show every delivery with its counts; of many only how many are in which state."""
    rows = [(d["delivery_id"], d["state"], [int(d[c] or 0) for c in COUNTS]) for d in found["deliveries"]]
    if in_full:
        tell_table("Deliveries", rows, total=False)
    else:
        tell_states(found["version"], [state for _, state, _ in rows], total_of(c for _, _, c in rows))


def _office_table(found: dict[str, Any]) -> None:
    from rich.table import Table

    table = Table(title="Offices", title_justify="left")
    for heading in ("Feed", "Office", "Cadence", "Deliveries", "Last period", "Last received", "Freshness"):
        table.add_column(heading)
    table.add_column("Not received", overflow="fold")
    for o in found["offices"]:
        due = [d for d in found["due"] if (d["feed"], d["office"]) == (o["feed"], o["office"])]
        absent = ", ".join(_span(d) for d in due if d["state"] in ("missing", "never"))
        table.add_row(
            o["feed"],
            o["office"],
            o["cadence"],
            str(o["deliveries"]),
            o["last_period"] or "—",
            plain(o["last_received_on"]) or "—",
            o["state"],
            absent or "—",
            style="yellow" if o["state"] in LATE else None,
        )
    out().print(table)


def _span(due: dict[str, Any]) -> str:
    many = due["periods"] > 1
    return f"{due['period']}–{due['period_to']} ({due['periods']})" if many else str(due["period"])


def _open_questions(found: dict[str, Any], *, in_full: bool) -> None:
    """Say what waits for a person: deliveries held or refused, rows kept out, rules broken, corrections in vain."""
    if in_full:
        for d in found["deliveries"]:
            _open_delivery(d, found)
        tell_groups(found["quarantine"], in_full=True)
    else:
        problems = [
            Problem(
                d["state"],
                d["feed"],
                d["office"],
                d["file_name"],
                str(d["state_en"]).partition("”")[2],
                str(d["state_en"]),
                str(d["state_fa"]),
            )
            for d in found["deliveries"]
            if d["state"] in ("held", "refused")
        ]
        tell_the_rest(tell_problems(problems), tell_groups(found["quarantine"]))
    for title, key in (("Figures disagree", "broken_rules"), ("Correction", "unapplied_corrections")):
        for row in found[key]:
            warn(f"{title}: {row['sentence_en']}")
            warn(str(row["sentence_fa"]))


def _open_delivery(d: dict[str, Any], found: dict[str, Any]) -> None:
    """Say why a delivery waits or is refused, and how it differs from the others."""
    if d["state"] in ("held", "refused"):
        warn(f"{d['state'].capitalize()}: {d['delivery_id']} ({d['file_name']}): {d['state_en']}")
        warn(str(d["state_fa"]))
    for c in (c for c in found["comparisons"] if c["delivery_id"] == d["delivery_id"]):
        warn(f"  {_comparison(c)}", None)


def _comparison(c: dict[str, Any]) -> str:
    what = f"{c['column_name']}, {c['measure']}" if c["column_name"] else c["measure"]
    change = f"{plain(c['before'])} → {plain(c['after'])}" if c["before"] is not None else "(not shown)"
    factor = f", ×{plain(round(c['factor'], 3))}" if c["factor"] is not None else ""
    return f"{what}: {change}{factor}, against {c['compared_with']}"
