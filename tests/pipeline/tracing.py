"""Follow published values back to their rows, and compute them again from what is found there."""

from __future__ import annotations

import random
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import duckdb

from pipelines.cli.tracing import find
from pipelines.published import PublishedDatabase

SAMPLE = 200


def sample(database: PublishedDatabase, seed: int) -> list[dict[str, Any]]:
    """Return random published values, each with the lineage that ``naqsheh trace`` shows of it."""
    told = database.rows(
        "SELECT value_id, indicator_id, area_code, period, domain, breakdown, category, basis FROM indicator_values"
        " WHERE status IN ('final', 'provisional') ORDER BY value_id"
    )
    chosen = random.Random(seed).sample(told, min(SAMPLE, len(told)))
    found = []
    for one in chosen:
        narrowed = {name: one[name] for name in ("domain", "breakdown", "category", "basis")}
        traced = find(database, one["indicator_id"], one["area_code"], one["period"], narrowed)
        assert [t["value_id"] for t in traced] == [one["value_id"]], "an address is one value"
        found.append(traced[0])
    return found


def faults(value: dict[str, Any], restricted: duckdb.DuckDBPyConnection | None = None) -> Iterator[str]:
    """Yield what keeps the rows of a value from giving the value; ``restricted`` is the working file.

    Where counts by delivery would tell of a suppressed value, the published lineage names the deliveries only; then
    the rows are counted in the working file, as one with the right to see it would do.
    """
    name = f"{value['indicator_id']} {value['area_code']} {value['period']} {value['value_id']}"
    parts = {"numerator": value["numerator"]}
    if value["denominator"] is not None:
        parts["denominator"] = value["denominator"]
        if value["denominator"] and value["value"] != _nine(value["numerator"] / value["denominator"]):
            yield f"{name}: the value is not its numerator by its denominator"
    elif value["value"] != value["numerator"]:
        yield f"{name}: the value is not its numerator"
    for part, expected in parts.items():
        rows = [r for r in value["lineage"] if r["part"] == part]
        if not rows:
            yield f"{name}: no row of the {part}"
        elif any(r["contribution"] is None for r in rows):
            yield from _restricted(name, value["value_id"], part, rows, expected, restricted)
        elif sum((r["contribution"] for r in rows), Decimal(0)) != expected:
            yield f"{name}: the rows of the {part} do not give {expected}"
        for row in rows:
            yield from (f"{name}: {fault}" for fault in _unreachable(row))


def _unreachable(row: dict[str, Any]) -> Iterator[str]:
    """Yield what is missing on the way from a line of lineage to a row in a file."""
    if not row["file_name"] or not row["sha256"]:
        yield "a row without a file"
    if row["row_number"] is not None and row["raw"] is None:
        yield f"{row['row_id']}: the row as it was delivered is not there"
    if row["contains_persons"] and row["row_number"] is not None:
        yield f"{row['delivery_id']}: a row of a person is listed"


def _restricted(
    name: str,
    value_id: str,
    part: str,
    rows: list[dict[str, Any]],
    expected: Decimal,
    restricted: duckdb.DuckDBPyConnection | None,
) -> Iterator[str]:
    if not all(r["contains_persons"] for r in rows):
        yield f"{name}: a contribution of the {part} is not told though its rows are public"
    if restricted is None:
        yield f"{name}: a contribution of the {part} is not told, and there is no working file to count in"
        return
    counted = restricted.execute(
        f"SELECT sum(c.{part}), list(DISTINCT c.delivery_id ORDER BY c.delivery_id) FROM derived.cell_members m"
        f" JOIN derived.contributed c ON c.base_id = m.base_id WHERE m.value_id = ? AND c.{part} IS NOT NULL",
        [value_id],
    ).fetchall()[0]
    if counted[0] != expected:
        yield f"{name}: the restricted rows of the {part} do not give {expected}"
    if set(counted[1]) - {r["delivery_id"] for r in rows}:
        yield f"{name}: a delivery of the {part} is not named"


def _nine(number: Decimal) -> Decimal:
    return Decimal(number).quantize(Decimal("0.000000001"), rounding="ROUND_HALF_UP")
