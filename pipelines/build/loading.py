"""Load the clean rows of a feed's deliveries in force into one table, and count that none is lost on the way."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.build.blocks import Block, failed_on
from pipelines.build.reports import CheckOutcome, DeliveryOutcome, StepReport
from pipelines.cleaning.result import ReconciliationError
from pipelines.cleaning.statements import clean_columns
from pipelines.contracts import Contract
from pipelines.governance.owners import changed_owners
from pipelines.modelling.table_cache import file_hash

if TYPE_CHECKING:
    from pipelines.build.session import BuildSession

#: Rows of a preview that the orchestrator shows.
PREVIEW_ROWS = 5


def load_clean(session: BuildSession, feed: str) -> StepReport:
    """Load ``clean.<feed>``; a delivery whose rows do not add up is held, and the rest is loaded without it."""
    contract = session.contracts[feed]
    while lost := [o for o in session.of_feed(feed) if o.state == "published" and _has_lost_rows(session, o)]:
        session.block({**session.blocks, **{o.delivery.delivery_id: _lost(o) for o in lost}})
    found = [o for o in session.of_feed(feed) if o.state == "published"]
    files = [session.processor.clean_path(o.delivery) for o in found]
    definition = f"{clean_columns(contract)} {[file_hash(f) for f in files]}"
    load = partial(session.engine.load_parquet, "clean", feed, files, clean_columns(contract))
    rows = session.kept.table(f"clean.{feed}", definition, (), load)
    _note_second_owners(session, contract, found)
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
    held = sum(o.state == "held" for o in session.of_feed(feed))
    shown = None if contract.contains_persons else _glance(session, f'clean."{feed}"')
    return StepReport(rows, {**counts, "held": held}, shown, [reconciled])


def _has_lost_rows(session: BuildSession, outcome: DeliveryOutcome) -> bool:
    """Whether a delivery's rows do not add up, or its file holds others than were counted."""
    cleaned = outcome.cleaned
    if cleaned is None or not cleaned.reconciled:
        return True
    return _rows_in(session.processor.clean_path(outcome.delivery)) != cleaned.rows_loaded


def _rows_in(path: Path) -> int:
    import pyarrow.parquet as pq

    return int(pq.read_metadata(path).num_rows)


def _lost(outcome: DeliveryOutcome) -> Block:
    message = failed_on(outcome.delivery, "cleaning", ReconciliationError()).message
    assert message is not None
    return Block(message)


def _note_second_owners(session: BuildSession, contract: Contract, found: Sequence[DeliveryOutcome]) -> None:
    """Note on each delivery in force which of its numbers belong to somebody else in an earlier one."""
    known = sorted(found, key=lambda o: (o.delivery.known_from, o.delivery.delivery_id))
    order = {o.delivery.delivery_id: o.delivery.file_name for o in known}
    notices = changed_owners(session.engine, contract, order)
    for outcome in found:
        if outcome.judgement is not None:
            # A feed is loaded again where a delivery of another feed is kept out.
            more = notices.get(outcome.delivery.delivery_id, [])
            outcome.judgement.notices += [n for n in more if n not in outcome.judgement.notices]


def _glance(session: BuildSession, table: str) -> Any:
    return session.engine.connection.execute(f"SELECT * FROM {table} LIMIT {PREVIEW_ROWS}").df()
