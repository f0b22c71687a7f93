"""Enter into the ledger what reading found of each delivery: its period, and which edition of its table it is.

Editions have other dimensions (by country, by office) or cover other parts. They stand side by side, and a delivery
supersedes only one of its own edition.
"""

from __future__ import annotations

from collections.abc import Iterable

from pipelines.build.reports import DeliveryOutcome
from pipelines.build.settling import Settlement
from pipelines.contracts import Contract
from pipelines.deliveries import Delivery
from pipelines.ledger import Ledger


def record_found(
    ledger: Ledger, contract: Contract, known: Iterable[Delivery], settlement: Settlement,
    landed: Iterable[DeliveryOutcome],
) -> bool:  # fmt: skip
    """Enter what was found of the ``landed`` deliveries of a feed; say whether they have to be linked anew.

    A period that was found in a file may be one that another file already speaks of, and no row may count twice.
    """
    dated = [o for o in landed if o.period and o.period != o.delivery.period]
    for outcome in dated:
        ledger.found_period(outcome.delivery.delivery_id, str(outcome.period))
    return _record_grains(ledger, contract, known, settlement) or bool(dated)


def _record_grains(
    ledger: Ledger, contract: Contract, known: Iterable[Delivery], settlement: Settlement
) -> bool:
    """Enter the grain of each of a feed's deliveries that has another one than the ledger knows; say whether one has.

    Which deliveries succeed one another is known only when all of them were read once, the older ones too. One that
    cannot be read and that another stands for is not tried again.
    """
    if not contract.grain_columns:
        return False
    untried = ledger.without_grain()
    changed = False
    for delivery in known:
        standing = delivery.known_to is None or delivery.delivery_id in untried
        if delivery.kind != "original" or delivery.decision == "rejected" or not standing:
            continue
        read = settlement.land(delivery).read
        grain = read.grain if read else None
        if delivery.delivery_id in untried or grain != delivery.grain:
            ledger.found_grain(delivery.delivery_id, grain)
            changed = changed or grain != delivery.grain
    return changed
