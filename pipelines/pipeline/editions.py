"""Enter into the ledger what reading found of each delivery: its period, and which edition of its table it is.

Editions have other dimensions (by country, by office) or cover other parts. They stand side by side, and a delivery
supersedes only one of its own edition.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from pipelines.intake.deliveries import Delivery
from pipelines.intake.ledger import Ledger
from pipelines.pipeline.reports import DeliveryOutcome


def record_found(
    ledger: Ledger,
    known: Iterable[Delivery],
    read: Callable[[Delivery], DeliveryOutcome],
    landed: Iterable[DeliveryOutcome],
) -> bool:
    """Enter what was found of the ``landed`` deliveries of a feed; say whether they have to be linked anew.

    A period that was found in a file may be one that another file already speaks of, and no row may count twice.
    """
    dated = [o for o in landed if o.period and o.period != o.delivery.period]
    for outcome in dated:
        ledger.found_period(outcome.delivery.delivery_id, str(outcome.period))
    return _record_editions(ledger, known, read) or bool(dated)


def _record_editions(ledger: Ledger, known: Iterable[Delivery], read: Callable[[Delivery], DeliveryOutcome]) -> bool:
    """Enter what each delivery is an edition of, where it is another one than the ledger knows; say whether one is.

    Which deliveries succeed one another is known only when all of them were read once, the older ones too. One that
    cannot be read and that another stands for is not tried again.
    """
    untried = ledger.without_grain()
    changed, readable = False, []
    for delivery in known:
        standing = delivery.known_to is None or delivery.delivery_id in untried
        if delivery.kind != "original" or delivery.decision == "rejected" or not standing:
            continue
        outcome = read(delivery)
        grain = outcome.read.grain if outcome.read else None
        span = outcome.span if outcome.span != outcome.period else None
        found = replace(delivery, grain=grain, span=span, cover=outcome.cover)
        if delivery.delivery_id in untried or grain != delivery.grain:
            ledger.found_grain(delivery.delivery_id, grain)
        if (span, outcome.cover) != (delivery.span, delivery.cover):
            ledger.found_scope(delivery.delivery_id, span, outcome.cover)
        changed = changed or found.edition != delivery.edition
        readable.append((delivery.was_read, found.was_read))
    some_unreadable = not all(now for _, now in readable)
    return changed or (some_unreadable and any(now != before for before, now in readable))
