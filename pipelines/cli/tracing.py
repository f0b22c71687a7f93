"""``naqsheh trace``: from a published number to the rows, sheets and files that it came from."""

from __future__ import annotations

import difflib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pipelines.cli.console import FAILED, OK, out, say, say_json, warn, workspace_of
from pipelines.cli.reading import plain, published
from pipelines.published import PublishedDatabase

LINEAGE = """
SELECT l.part, d.file_name, l.sheet_name, l.row_number, l.rows, l.contribution, l.row_id, l.delivery_id,
  d.document_fa, d.document_en, d.sha256, d.contains_persons, s.raw
FROM lineage l
JOIN deliveries d USING (delivery_id)
LEFT JOIN source_rows s ON s.row_id = l.row_id
WHERE l.value_id = ?
ORDER BY l.part DESC, d.file_name, l.sheet_name, l.row_number, l.row_id
"""
ADDRESS = ("indicator_id", "area_code", "period", "domain", "breakdown", "category", "basis")


def find(
    database: PublishedDatabase, indicator: str, area: str, period: str, filters: Mapping[str, str | None]
) -> list[dict[str, Any]]:
    """Return the values at an address, each with its lineage; the filters narrow it when given."""
    narrowed = {name: value for name, value in filters.items() if value is not None}
    condition = "".join(f" AND {name} = ?" for name in narrowed)
    values = database.rows(
        "SELECT * FROM indicator_values WHERE indicator_id = ? AND area_code = ? AND period = ?"
        f"{condition} ORDER BY domain, breakdown, category, basis",
        [indicator, area, period, *narrowed.values()],
    )
    for value in values:
        value["lineage"] = database.rows(LINEAGE, [value["value_id"]])
        for row in value["lineage"]:
            row["raw"] = json.loads(row["raw"]) if row["raw"] else None
    return values


def why_nothing(database: PublishedDatabase, indicator: str, area: str, period: str) -> str:
    """Return a sentence that says which part of the address is unknown, and what there is instead."""
    known = [r["indicator_id"] for r in database.rows("SELECT indicator_id FROM indicators ORDER BY 1")]
    if indicator not in known:
        near = difflib.get_close_matches(indicator, known, 3)
        told = f"did you mean {' or '.join(near)}?" if near else f"there are: {', '.join(known)}."
        return f"There is no indicator “{indicator}”; {told}"
    places = database.rows(
        "SELECT area_code, string_agg(DISTINCT period, ', ' ORDER BY period) AS periods FROM indicator_values"
        " WHERE indicator_id = ? GROUP BY 1 ORDER BY 1",
        [indicator],
    )
    for place in places:
        if place["area_code"] == area:
            return f"{indicator} has no value for {area} in {period}; it has values for {place['periods']}."
    areas = ", ".join(p["area_code"] for p in places)
    return f"{indicator} has no value for {area}; it has values for {areas or 'no area yet'}."


def show_trace(
    folder: Path | None,
    indicator: str,
    area: str,
    period: str,
    filters: Mapping[str, str | None],
    as_json: bool,
) -> int:
    """Show where a value comes from; return the exit code (1 when there is no such value)."""
    with published(workspace_of(folder)) as database:
        values = find(database, indicator, area, period, filters)
        if not values:
            warn(why_nothing(database, indicator, area, period), "red")
            return FAILED
    if as_json:
        say_json(values)
        return OK
    for value in values:
        _show(value)
    return OK


def _show(value: Mapping[str, Any]) -> None:
    from rich.table import Table

    address = " · ".join(str(value[name]) for name in ADDRESS if value[name])
    say(address, "bold")
    told = plain(value["value"]) or str(value["status"])
    say(f"  {told} {value['unit']} ({value['qualifier']}, {value['status']})")
    if value["numerator"] is not None and value["denominator"] is not None:
        say(f"  = {plain(value['numerator'])} / {plain(value['denominator'])}")
    for language in ("en", "fa"):
        if value[f"source_{language}"]:
            say(f"  {value[f'source_{language}']}")
    if value["is_synthetic"]:
        warn("  Synthetic: invented data, no fact.")
    table = Table(show_edge=False)
    for heading in ("Part", "File", "Sheet", "Row", "Contribution"):
        table.add_column(heading, overflow="fold", justify="right" if heading in ("Row", "Contribution") else "left")
    for row in value["lineage"]:
        place = str(row["row_number"]) if row["row_number"] is not None else f"{row['rows']} rows"
        sheet = row["sheet_name"] or "(whole file)"
        table.add_row(row["part"], row["file_name"], sheet, place, plain(row["contribution"]))
    out().print(table)
