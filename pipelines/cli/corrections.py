"""``naqsheh corrections``: the rows of a delivery that were kept out, as a workbook to correct and drop back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.cli.console import FAILED, OK, say, warn, workspace_of

if TYPE_CHECKING:
    from pipelines.cleaning.waiting import Base, Files
    from pipelines.exporting.corrections import Corrected
    from pipelines.foundation.messages import Message
    from pipelines.foundation.workspace import Workspace
    from pipelines.intake.deliveries import Delivery


def write_correction_workbook(folder: Path | None, models: Path, delivery_id: str, out: Path) -> int:
    """Write the correction workbook of a delivery; return the exit code.

    A correction stands for the delivery that it corrects: what of that still waits is written.
    """
    from pipelines.exporting.corrections import write_corrections

    workspace = workspace_of(folder)
    if out.suffix.lower() != ".xlsx":
        return _refuse_name(out)
    if out.resolve().is_relative_to(workspace.curated.resolve()):
        return _tell(_message("correction_public_folder", str(workspace.curated)))
    corrected = _corrected(workspace, models, delivery_id)
    if corrected is None:
        warn(f"No delivery is called {delivery_id}; `naqsheh status` lists them.", "red")
        return FAILED
    if not corrected.base.files.clean.exists():
        return _tell(_message("correction_not_built", corrected.base.delivery_id))
    out.parent.mkdir(parents=True, exist_ok=True)
    written = write_corrections(corrected, models, out)
    if written.mark is None:
        message = _message("correction_nothing_waits", corrected.base.delivery_id)
        say(message.text("en"))
        say(message.text("fa"))
        return OK
    say(f"{out}: {written.rows:,} of {written.waiting:,} rows to correct in {corrected.file_name}.", "green")
    say(
        "For the steward and the office only: it may hold personal data, so only you can read it (mode 0600)."
        f" The corrected workbook goes into raw/{corrected.contract.feed}/, under any name."
    )
    return OK


def _refuse_name(out: Path) -> int:
    warn(f"{out.name}: the workbook's name ends in .xlsx.", "red")
    return FAILED


def _message(message_id: str, value: str) -> Message:
    from pipelines.foundation.messages import Message

    return Message(message_id, "refuse", {"value": value})


def _tell(message: Message) -> int:
    warn(message.text("en"), "red")
    warn(message.text("fa"), "red")
    return FAILED


def _corrected(workspace: Workspace, models: Path, delivery_id: str) -> Corrected | None:
    """Return what the workbook is made of; None when no delivery (with a contract) is called so."""
    from pipelines.contracts import load_contracts
    from pipelines.exporting.corrections import Corrected
    from pipelines.intake.ledger import Ledger, UnknownDelivery

    if not workspace.ledger.exists():
        return None
    ledger = Ledger(workspace.ledger)
    try:
        delivery = ledger.get(delivery_id)
        if delivery.corrects is not None:
            delivery = ledger.get(delivery.corrects)
        current = ledger.current()
    except UnknownDelivery:
        return None
    finally:
        ledger.close()
    contract = load_contracts(models).get(delivery.feed)
    if contract is None:
        return None
    files = _files(workspace, delivery)
    return Corrected(
        delivery.file_name,
        contract,
        _declared_units(files.landed),
        _base(workspace, files, delivery.delivery_id, current),
    )


def _files(workspace: Workspace, delivery: Delivery) -> Files:
    from pipelines.cleaning.waiting import Files

    name = f"{delivery.delivery_id}.parquet"
    return Files(workspace.landed / name, workspace.clean / name)


def _base(workspace: Workspace, files: Files, base_id: str, current: list[Delivery]) -> Base:
    """Return the delivery's files with those of the corrections in force, in the order in which they apply."""
    from pipelines.cleaning.waiting import Base
    from pipelines.intake.deliveries import in_order

    corrections = in_order(d for d in current if d.corrects == base_id and d.waits is None)
    found = [_files(workspace, d) for d in corrections]
    return Base(base_id, files, [f for f in found if f.resolved.exists()])


def _declared_units(landed: Path) -> dict[str, str]:
    """Return the units that the delivery's headings declared, by column, as its reading noted them."""
    try:
        read = json.loads(landed.with_suffix(".json").read_text("utf-8"))["read"]
    except (FileNotFoundError, json.JSONDecodeError, KeyError):
        return {}
    return dict(read.get("units", {}))
