"""``naqsheh fill-down``: let blanks of a held list mean «as above», or take that back; the ledger keeps who and why."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.cli.console import FAILED, OK, say, warn, workspace_of
from pipelines.foundation.persian import listed

if TYPE_CHECKING:
    from pipelines.contracts import Contract
    from pipelines.foundation.workspace import Workspace

#: The note of a column that waits for this act.
WAITS = "blank_as_above"


def fill_down(
    folder: Path | None, models: Path, delivery_id: str, columns: Sequence[str], reason: str, *, undo: bool
) -> int:
    """Enter the act; return the exit code. Without ``columns``, those that the last reading has named are filled."""
    from pipelines.intake.ledger import Ledger, UnknownDelivery
    from pipelines.publishing import writer_lock

    workspace = workspace_of(folder)
    if not workspace.ledger.exists():
        warn("This workspace has no ledger yet: build it first.", "red")
        return FAILED
    with writer_lock(workspace):
        ledger = Ledger(workspace.ledger)
        try:
            delivery = ledger.get(delivery_id)
            names = [] if undo else _names(workspace, models, delivery.feed, delivery_id, columns)
            if not names and not undo:
                return FAILED
            ledger.fill_down(delivery_id, [*(delivery.filled if names else ()), *names], reason)
        except UnknownDelivery:
            warn(f"No delivery is called {delivery_id}; `naqsheh status` lists them.", "red")
            return FAILED
        finally:
            ledger.close()
    done = "is read as it was sent" if undo else f"is filled down in {', '.join(names)}"
    say(f"{delivery_id} {done}. The next build follows.", "green")
    return OK


def _names(workspace: Workspace, models: Path, feed: str, delivery_id: str, columns: Sequence[str]) -> list[str]:
    """Return the contract's names of the columns; says what is wrong and returns none where one is not known."""
    from pipelines.contracts import load_contracts

    contract = load_contracts(models)[feed]
    wanted = list(columns) or waiting_columns(workspace, delivery_id)
    if not wanted:
        warn(f"در {delivery_id} ستونی نیست که تنها سطر نخست گروه‌هایش پر باشد؛ نام ستون را بنویسید.", "red")
        warn(
            f"No column of {delivery_id} is filled in the first rows of its groups only; name the column.",
            "red",
        )
        return []
    known = {text: _column_named(contract, text) for text in wanted}
    if unknown := [text for text, name in known.items() if name is None]:
        named = listed(c.title_fa for c in contract.columns)
        warn(f"ستون «{unknown[0]}» در این داده نیست. ستون‌ها: {named}", "red")
        warn(
            f"{feed} has no column “{unknown[0]}”. Its columns: {', '.join(c.name for c in contract.columns)}",
            "red",
        )
        return []
    return [name for name in known.values() if name is not None]


def _column_named(contract: Contract, text: str) -> str | None:
    from pipelines.normalise.text import search_key

    key = search_key(text)
    return next((c.name for c in contract.columns if key in {search_key(h) for h in c.headings}), None)


def waiting_columns(workspace: Workspace, delivery_id: str) -> list[str]:
    """Return the columns of which the last reading of a delivery said that their blanks may mean «as above»."""
    try:
        told = json.loads((workspace.landed / f"{delivery_id}.json").read_text("utf-8"))
    except (FileNotFoundError, ValueError):
        return []
    notes = told.get("read", {}).get("notes", [])
    return sorted({note["params"]["name"] for note in notes if note["id"] == WAITS})
