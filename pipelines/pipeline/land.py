"""Land: read the deliveries of a feed into all-text Parquet, and let the ledger learn what reading finds."""

from __future__ import annotations

from dataclasses import replace

from pipelines.pipeline.accept import begin_to_accept
from pipelines.pipeline.context import Context
from pipelines.pipeline.editions import record_found
from pipelines.pipeline.landed import Reader
from pipelines.pipeline.reports import StepReport
from pipelines.pipeline.state import Build, Register


def land(context: Context, build: Build, feed: str) -> tuple[Build, StepReport]:
    """Read a feed's deliveries and have them cleaned beside the reading of the next feed.

    Where reading finds of what period or edition a delivery is, the ledger learns it, and what replaces what is looked
    up anew.
    """
    context.progress(f"landed/{feed}")
    register = _recorded(context, build, feed)
    build = begin_to_accept(context, replace(build, register=register), feed)
    found = build.of_feed(feed)
    refused = [o.message.text("en") for o in found if o.state == "refused" and o.message]
    rows = sum(o.read.rows_landed for o in found if o.read)
    held = sum(o.state == "held" for o in found)
    return build, StepReport(rows, {"deliveries": len(found), "refused": "; ".join(refused), "held": held})


def _recorded(context: Context, build: Build, feed: str) -> Register:
    """Enter into the ledger what reading found of a feed's deliveries; return what it knows now."""
    register = build.register
    for _ in range(2):  # what is linked anew may have to be read as well
        reader = Reader(context, context.contracts[feed], build.blocks, build.prefetch)
        landed = [reader.read(d) for d in register.originals(feed)]
        known = [d for d in register.known.values() if d.feed == feed]
        if not record_found(context.ledger, known, reader.read, landed):
            break
        register = register.looked_up(context)
    return register
