"""Lists of events that contain one another: six months after three, a year after its quarters.

A longer list stands for a shorter one of the same office where it has every row of it, by key: the shorter one is
superseded, whichever of the two came first. Where a row is missing, nobody can say which of the two is right: the one
that came later waits, and what was published stays. Lists that overlap without one containing the other wait before
they are cleaned (:func:`pipelines.intake.deliveries.overlapping`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from pipelines.contracts import Contract
from pipelines.engines import DuckDBEngine
from pipelines.foundation.messages import Message
from pipelines.foundation.sql_text import parquet_source, quoted
from pipelines.intake.deliveries import Delivery, Nested
from pipelines.pipeline.reports import DeliveryOutcome


def accept_nested(
    engine: DuckDBEngine,
    contract: Contract,
    nested: Sequence[Nested],
    outcomes: Mapping[str, DeliveryOutcome],
    clean_path: Callable[[Delivery], Path],
) -> dict[str, DeliveryOutcome]:
    """Supersede each list that another one in force contains; hold the later of two of which the longer lacks rows.

    Returns the outcomes, those that are other now among them.
    """
    found = dict(outcomes)
    for pair in nested:
        inner, outer = found[pair.inner.delivery_id], found[pair.outer.delivery_id]
        if inner.state != "published" or outer.state != "published":
            continue
        lacking, rows = _lacking(engine, contract, clean_path(pair.inner), clean_path(pair.outer))
        if not lacking:
            message = _message("list_contained", "warn", pair.inner, pair.outer)
            found[pair.inner.delivery_id] = replace(inner, state="superseded", message=message)
        elif pair.later.decision != "approved":
            other = pair.inner if pair.later is pair.outer else pair.outer
            message = _message("list_lacks_rows", "hold", pair.later, other)
            params = {**message.params, "found": str(lacking), "count": str(rows)}
            waiting = found[pair.later.delivery_id]
            found[pair.later.delivery_id] = waiting.held([Message(message.id, message.severity, params)])
    return found


def _lacking(engine: DuckDBEngine, contract: Contract, inner: Path, outer: Path) -> tuple[int, int]:
    """Count the rows of the shorter list whose key the longer one lacks, and all of its rows."""
    names = list(contract.key) or [c.name for c in contract.columns]
    same = " AND ".join(f"o.{quoted(k)} IS NOT DISTINCT FROM i.{quoted(k)}" for k in names)
    row = engine.rows(
        f"SELECT count(*) AS rows, count(*) FILTER (NOT EXISTS (SELECT 1 FROM {parquet_source(outer)} o"
        f" WHERE {same})) AS lacking FROM {parquet_source(inner)} i"
    )[0]
    return int(row["lacking"]), int(row["rows"])


def _message(message_id: str, severity: str, delivery: Delivery, other: Delivery) -> Message:
    return Message(
        message_id,
        severity,
        {
            "file": delivery.file_name,
            "value": other.file_name,
            "expected": other.period or "—",
            "suggestion": other.delivery_id,
        },
    )
