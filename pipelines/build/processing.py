"""Take one delivery from file to clean rows, doing nothing twice.

What was read and cleaned is kept beside its key (file, contract, reference data, code of the stages); a
delivery whose key has not changed is not touched again.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from pipelines.build.reports import DeliveryOutcome
from pipelines.cleaning import CleanedDelivery, clean_delivery
from pipelines.cleaning.clean import DeliveryFacts
from pipelines.contracts import Contract
from pipelines.ledger import Delivery
from pipelines.messages import Message
from pipelines.normalise import CodeBook
from pipelines.normalise.dates import period_of_title
from pipelines.reading import ColumnMatch, NonDataRow, ReadResult, RefusedFile, read_delivery
from pipelines.workspace import Workspace


def stage_key(*parts: str) -> str:
    """Return the key of a stage's result: a hash of everything that it depends on."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def write_json(path: Path, data: Any) -> None:
    """Write JSON so that a reader sees the whole file or none of it."""
    fresh = path.with_suffix(f".{os.getpid()}.tmp")
    fresh.write_text(json.dumps(data, ensure_ascii=False, sort_keys=True, default=str), "utf-8")
    os.replace(fresh, path)


def _kept(path: Path, key: str) -> dict[str, Any] | None:
    """Return what stands in a sidecar file if it was made under ``key``."""
    try:
        data = json.loads(path.read_text("utf-8"))
    except (FileNotFoundError, json.JSONDecodeError):
        return None
    return data if data.get("key") == key else None


class Processor:
    """Lands and cleans the deliveries of one workspace."""

    def __init__(
        self, workspace: Workspace, codebook: CodeBook, pseudonym: Callable[[str, str], str], common_key: str
    ) -> None:
        self._workspace, self._codebook, self._pseudonym = workspace, codebook, pseudonym
        self._common_key = common_key

    def landed_path(self, delivery: Delivery) -> Path:
        """All-text Parquet of a delivery."""
        return self._workspace.landed / f"{delivery.delivery_id}.parquet"

    def clean_path(self, delivery: Delivery) -> Path:
        """Typed Parquet of a delivery."""
        return self._workspace.clean / f"{delivery.delivery_id}.parquet"

    def _key(self, contract: Contract, delivery: Delivery) -> str:
        return stage_key(self._common_key, contract.sha256, delivery.delivery_id, delivery.sha256)

    def land(self, contract: Contract, delivery: Delivery) -> DeliveryOutcome:
        """Read a delivery into all-text Parquet; a refusal is an outcome, not an error."""
        import pyarrow.parquet as pq

        path, key = self.landed_path(delivery), self._key(contract, delivery)
        sidecar = path.with_suffix(".json")
        if (kept := _kept(sidecar, key)) and path.exists():
            read = _read_from_json(kept["read"], pq.read_table(path))
        else:
            try:
                read = read_delivery(delivery.archived_path, contract, file_name=delivery.file_name)
            except RefusedFile as refusal:
                return DeliveryOutcome(delivery, "refused", delivery.period, refusal.message)
            fresh = path.with_suffix(f".{os.getpid()}.tmp")
            pq.write_table(read.rows, fresh, compression="zstd")
            os.replace(fresh, path)
            write_json(sidecar, {"key": key, "read": _read_to_json(read)})
        period = delivery.period or period_of_title([*read.preamble, delivery.file_name])
        hold = delivery.waits or next((n for n in read.notes if n.severity == "hold"), None)
        if hold is not None and delivery.decision != "approved":
            return DeliveryOutcome(delivery, "held", period, hold, read)
        if period is None and contract.period_required:
            message = Message("period_unclear", "hold", {"file": delivery.file_name, "feed": contract.feed})
            return DeliveryOutcome(delivery, "held", None, message, read)
        return DeliveryOutcome(delivery, "published", period, None, read)

    def clean(self, contract: Contract, outcome: DeliveryOutcome) -> None:
        """Clean a landed delivery in place: ``outcome.cleaned`` is set."""
        assert outcome.read is not None
        delivery, path = outcome.delivery, self.clean_path(outcome.delivery)
        key = stage_key(self._key(contract, delivery), str(outcome.period), str(delivery.is_synthetic))
        sidecar = path.with_suffix(".json")
        if (kept := _kept(sidecar, key)) and path.exists():
            outcome.cleaned = CleanedDelivery.from_json(kept["cleaned"])
            return
        facts = DeliveryFacts(delivery.delivery_id, outcome.period, delivery.office, delivery.is_synthetic)
        fresh = path.with_suffix(f".{os.getpid()}.tmp")
        outcome.cleaned = clean_delivery(
            contract, outcome.read, facts, self._codebook, self._pseudonym, fresh
        )
        os.replace(fresh, path)
        write_json(sidecar, {"key": key, "cleaned": outcome.cleaned.to_json()})


def _read_to_json(read: ReadResult) -> dict[str, Any]:
    return {
        "non_data": [asdict(r) for r in read.non_data],
        "columns": [asdict(c) for c in read.columns],
        "preamble": list(read.preamble),
        "units": dict(read.units),
        "notes": [asdict(n) for n in read.notes],
        "rows_read": read.rows_read,
    }


def _read_from_json(data: dict[str, Any], rows: Any) -> ReadResult:
    return ReadResult(
        rows=rows,
        non_data=[NonDataRow(**r) for r in data["non_data"]],
        columns=[ColumnMatch(**c) for c in data["columns"]],
        preamble=data["preamble"],
        units=data["units"],
        notes=[Message(**n) for n in data["notes"]],
        rows_read=data["rows_read"],
    )
