"""Load the clean rows of a feed's deliveries in force into one table, and count that none is lost on the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from pipelines.cleaning.result import ReconciliationError
from pipelines.cleaning.statements import clean_columns
from pipelines.foundation.hashing import file_hash
from pipelines.governance.owners import changed_owners
from pipelines.pipeline.accept import accept, keeping_out
from pipelines.pipeline.blocks import Block, failed_on
from pipelines.pipeline.context import Context
from pipelines.pipeline.recovery import without_breakers
from pipelines.pipeline.reports import CheckOutcome, DeliveryOutcome, StepReport
from pipelines.pipeline.state import Build

#: Rows of a preview that the orchestrator shows.
PREVIEW_ROWS = 5


def clean(context: Context, build: Build, feed: str) -> tuple[Build, StepReport]:
    """Accept a feed's deliveries and load ``clean.<feed>``; the reconciliation is its check.

    A delivery that cannot be read, or that waits for approval, leaves the one before it in force.
    """
    context.progress(f"clean/{feed}")
    build = accept(context, build, feed)
    return without_breakers(context, build, f"clean/{feed}", partial(load_clean, feed=feed))


def load_clean(context: Context, build: Build, feed: str) -> tuple[Build, StepReport]:
    """Load ``clean.<feed>``; a delivery whose rows do not add up is held, and the rest is loaded without it."""
    contract = context.contracts[feed]
    while lost := [o for o in build.of_feed(feed) if o.state == "published" and _has_lost_rows(context, o)]:
        more = {o.delivery.delivery_id: _lost(o) for o in lost}
        build = keeping_out(context, build, {**build.blocks, **more})
    found = [o for o in build.of_feed(feed) if o.state == "published"]
    files = [context.processor.clean_path(o.delivery) for o in found]
    columns = clean_columns(contract)
    definition = f"{columns} {[file_hash(f) for f in files]}"
    load = partial(context.engine.load_parquet, "clean", feed, files, columns)
    rows = context.cache.table(f"clean.{feed}", definition, (), load)
    context.runner.take_clean(feed, files, columns)
    build = _with_second_owners(context, build, feed, found)
    counts = {
        name: sum(getattr(o.cleaned, name) for o in found if o.cleaned)
        for name in ("rows_read", "rows_loaded", "rows_quarantined", "rows_non_data")
    }
    reconciled = CheckOutcome(
        "reconciliation",
        counts["rows_loaded"] == rows,
        description="rows read = loaded + quarantined + non-data, and every loaded row is in the table",
        metadata=counts,
    )
    held = sum(o.state == "held" for o in build.of_feed(feed))
    shown = None if contract.contains_persons else _glance(context, f'clean."{feed}"')
    return build, StepReport(rows, {**counts, "held": held}, shown, [reconciled])


def _has_lost_rows(context: Context, outcome: DeliveryOutcome) -> bool:
    """Whether a delivery's rows do not add up, or its file holds others than were counted."""
    cleaned = outcome.cleaned
    if cleaned is None or not cleaned.reconciled:
        return True
    return _rows_in(context.processor.clean_path(outcome.delivery)) != cleaned.rows_loaded


def _rows_in(path: Path) -> int:
    import pyarrow.parquet as pq

    return int(pq.read_metadata(path).num_rows)


def _lost(outcome: DeliveryOutcome) -> Block:
    message = failed_on(outcome.delivery, "cleaning", ReconciliationError()).message
    assert message is not None
    return Block(message)


def _with_second_owners(context: Context, build: Build, feed: str, found: Sequence[DeliveryOutcome]) -> Build:
    """Note on each delivery in force which of its numbers belong to somebody else in an earlier one."""
    if not found:  # of a feed alone the others have not even been read
        return build
    known = sorted(found, key=lambda o: (o.delivery.known_from, o.delivery.delivery_id))
    order = {o.delivery.delivery_id: o.delivery.file_name for o in known}
    noted = changed_owners(context.engine, context.contracts[feed], order)
    outcomes = dict(build.feeds[feed].known)
    for delivery_id, notices in noted.items():
        outcome = outcomes[delivery_id]
        if outcome.assessment is not None:
            # A feed is loaded again where a delivery of another feed is kept out.
            told = [n for n in notices if n not in outcome.assessment.notices]
            assessment = replace(outcome.assessment, notices=[*outcome.assessment.notices, *told])
            outcomes[delivery_id] = replace(outcome, assessment=assessment)
    return build.with_feed(feed, replace(build.feeds[feed], outcomes=outcomes))


def _glance(context: Context, table: str) -> Any:
    return context.engine.connection.execute(f"SELECT * FROM {table} LIMIT {PREVIEW_ROWS}").df()
