"""``naqsheh approve`` and ``naqsheh reject``: decide about a delivery, with a reason that the ledger keeps."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pipelines.cli.console import FAILED, OK, say, warn, workspace_of


def decide(
    folder: Path | None, delivery_id: str, decision: Literal["approved", "rejected"], reason: str
) -> int:
    """Enter the decision; return the exit code. The next build follows it."""
    from pipelines.ledger import Ledger, UnknownDelivery
    from pipelines.publishing import writer_lock

    workspace = workspace_of(folder)
    if not workspace.ledger.exists():
        warn("This workspace has no ledger yet: build it first.", "red")
        return FAILED
    with writer_lock(workspace):
        ledger = Ledger(workspace.ledger)
        try:
            ledger.decide(delivery_id, decision, reason)
        except UnknownDelivery:
            warn(f"No delivery is called {delivery_id}; `naqsheh status` lists them.", "red")
            return FAILED
        finally:
            ledger.close()
    say(f"{delivery_id} is {decision}. The next build follows.", "green")
    return OK
