"""The deliveries of a feed as they were read: which can be cleaned, which wait, and for what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pipelines.contracts import Contract
from pipelines.foundation.messages import Message
from pipelines.governance.corrections import Finding, check_corrections
from pipelines.intake.deliveries import Delivery, Nested, overlapping
from pipelines.pipeline.blocks import Blocks, bared, failed_on, may_be_of_data
from pipelines.pipeline.context import Context
from pipelines.pipeline.corrections import refuse_if_mark_is_lost
from pipelines.pipeline.prefetch import Prefetch
from pipelines.pipeline.reports import DeliveryOutcome
from pipelines.pipeline.state import LandedFeed, Register


@dataclass(slots=True)
class Reader:
    """Reads the deliveries of one feed, each once."""

    context: Context
    contract: Contract
    blocks: Blocks
    prefetch: Prefetch | None
    found: dict[str, DeliveryOutcome] = field(default_factory=dict)

    def read(self, delivery: Delivery) -> DeliveryOutcome:
        """Read a delivery; a refusal, or a reason to wait that reading found, is an outcome."""
        if delivery.delivery_id not in self.found:
            outcome = refuse_if_mark_is_lost(self._landed(delivery))
            self.found[delivery.delivery_id] = bared(outcome, self.blocks)
        return self.found[delivery.delivery_id]

    def _landed(self, delivery: Delivery) -> DeliveryOutcome:
        """Land a delivery; one on which the reading itself fails is held, and stops no other."""
        refusal = self.prefetch.refusal(delivery) if self.prefetch is not None else None
        if refusal is not None:
            return DeliveryOutcome(delivery, "refused", delivery.period, refusal)
        try:
            return self.context.processor.land(self.contract, delivery)
        except Exception as error:
            if not may_be_of_data(error):
                raise
            return failed_on(delivery, "reading", error)


def landed_feed(
    context: Context, register: Register, feed: str, blocks: Blocks, prefetch: Prefetch | None
) -> LandedFeed:
    """Return a feed's deliveries as they were read, with those that wait for their months and those to be cleaned."""
    contract, current = context.contracts[feed], register.originals(feed)
    reader = Reader(context, contract, blocks, prefetch)
    nested: list[Nested] = []
    earlier: dict[str, Delivery] = {}
    if contract.delivery_kind == "events" and contract.overlaps == "hold":
        places = context.ledger.places(context.as_known_at)
        earlier = overlapping(current, places, nested)
    for delivery in current:
        outcome, before = reader.read(delivery), earlier.get(delivery.delivery_id)
        if before is not None and outcome.state == "published" and delivery.decision != "approved":
            reader.found[delivery.delivery_id] = outcome.held([_overlap(delivery, before)])
    for delivery in _with_predecessors([*current, *register.compared(feed)], register):
        reader.read(delivery)
    readable = [d.delivery_id for d in register.compared(feed) if reader.found[d.delivery_id].state == "published"]
    for delivery_id in readable:
        outcome = reader.found[delivery_id]
        reader.found[delivery_id] = replace(outcome, corrections=guarded(context, outcome))
    return LandedFeed(feed, tuple(current), reader.found, tuple(readable), frozenset(earlier), tuple(nested))


def _with_predecessors(deliveries: Sequence[Delivery], register: Register) -> list[Delivery]:
    """Return deliveries and what each of them replaces, which stands in its place where it is held."""
    found: dict[str, Delivery] = {}
    for delivery in deliveries:
        current: Delivery | None = delivery
        while current is not None and current.delivery_id not in found:
            found[current.delivery_id] = current
            current = register.known.get(current.supersedes) if current.supersedes else None
    return list(found.values())


def guarded(context: Context, outcome: DeliveryOutcome) -> tuple[Finding, ...]:
    """Return what becomes of the guarded corrections that speak of a landed delivery."""
    landed = context.processor.landed_path(outcome.delivery)
    return tuple(check_corrections(context.corrections, outcome.delivery, outcome.period, landed))


def _overlap(delivery: Delivery, earlier: Delivery) -> Message:
    params = {
        "file": delivery.file_name,
        "value": delivery.period or "—",
        "expected": earlier.period or "—",
        "suggestion": earlier.delivery_id,
    }
    return Message("period_overlaps", "hold", params)
