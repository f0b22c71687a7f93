"""Take one delivery from file to clean rows, doing nothing twice.

What was read and cleaned is kept beside its key (file, contract, reference data, code of the stages); a
delivery whose key has not changed is not touched again.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from pipelines.build.reports import DeliveryOutcome
from pipelines.cleaning import CleanedDelivery, Pseudonyms, clean_delivery
from pipelines.cleaning.clean import Task, clean_deliveries
from pipelines.cleaning.corrections import clean_correction
from pipelines.cleaning.overrides import Override, overrides_key
from pipelines.cleaning.result import DeliveryFacts
from pipelines.cleaning.strangers import other_province
from pipelines.cleaning.violations import violations_path
from pipelines.cleaning.waiting import Base, Files
from pipelines.contracts import Contract
from pipelines.ledger import Delivery
from pipelines.messages import Message
from pipelines.normalise import CodeBook
from pipelines.normalise.codes import place_of_sheet
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
        self, workspace: Workspace, codebook: CodeBook, pseudonyms: Pseudonyms, common_key: str
    ) -> None:
        self._workspace, self._codebook, self._pseudonyms = workspace, codebook, pseudonyms
        self._common_key = common_key

    def landed_path(self, delivery: Delivery) -> Path:
        """All-text Parquet of a delivery."""
        return self._workspace.landed / f"{delivery.delivery_id}.parquet"

    def clean_path(self, delivery: Delivery) -> Path:
        """Typed Parquet of a delivery."""
        return self._workspace.clean / f"{delivery.delivery_id}.parquet"

    def _key(self, contract: Contract, delivery: Delivery) -> str:
        return stage_key(self._common_key, contract.sha256, delivery.delivery_id, delivery.sha256)

    def violations_path(self, delivery: Delivery) -> Path:
        """What is wrong with a delivery's rows, cell by cell."""
        return violations_path(self.clean_path(delivery))

    def land(self, contract: Contract, delivery: Delivery) -> DeliveryOutcome:
        """Read a delivery into all-text Parquet; a refusal is an outcome, not an error."""
        path, key = self.landed_path(delivery), self._key(contract, delivery)
        sidecar = path.with_suffix(".json")
        if (kept := _kept(sidecar, key)) and path.exists():
            read = _read_from_json(kept["read"], path)
        else:
            try:
                read = read_delivery(
                    delivery.archived_path, contract, file_name=delivery.file_name, landed=path,
                    place_of_sheet=self._place_of_sheet,
                )  # fmt: skip
                self._refuse_strangers(contract, delivery, read)
            except RefusedFile as refusal:
                path.unlink(missing_ok=True)
                return DeliveryOutcome(delivery, "refused", delivery.period, refusal.message)
            write_json(sidecar, {"key": key, "read": _read_to_json(read)})
        period = delivery.period or period_of_title([*read.preamble, delivery.file_name])
        hold = delivery.waits or next((n for n in read.notes if n.severity == "hold"), None)
        if hold is not None and delivery.decision != "approved":
            return DeliveryOutcome(delivery, "held", period, hold, read)
        if period is None and contract.period_required:
            message = Message("period_unclear", "hold", {"file": delivery.file_name, "feed": contract.feed})
            return DeliveryOutcome(delivery, "held", None, message, read)
        return DeliveryOutcome(delivery, "published", period, None, read)

    def _place_of_sheet(self, name: str) -> str | None:
        return place_of_sheet(name, self._codebook)

    def _refuse_strangers(self, contract: Contract, delivery: Delivery, read: ReadResult) -> None:
        """Refuse a file that speaks of another province: the delivery before it stays in force.

        The rows of a correction are a choice of the worst, and say nothing of the whole.
        """
        if delivery.kind == "correction":
            return
        if params := other_province(read.landed, contract, self._codebook):
            raise RefusedFile("other_province", delivery.file_name, **params)

    def clean(self, contract: Contract, outcome: DeliveryOutcome, overrides: Sequence[Override] = ()) -> None:
        """Clean a landed delivery in place: ``outcome.cleaned`` is set. ``overrides`` are cells read otherwise."""
        self.clean_all(contract, [(outcome, overrides)])

    def clean_all(
        self, contract: Contract, todo: Sequence[tuple[DeliveryOutcome, Sequence[Override]]]
    ) -> None:
        """Clean landed deliveries of one feed in place, together as far as they are not clean already."""
        fresh: list[tuple[DeliveryOutcome, Task, str]] = []
        for outcome, overrides in todo:
            assert outcome.read is not None
            delivery, path = outcome.delivery, self.clean_path(outcome.delivery)
            key = stage_key(self._key(contract, delivery), str(_facts(outcome)), overrides_key(overrides))
            if (kept := _kept(path.with_suffix(".json"), key)) and path.exists():
                outcome.cleaned = CleanedDelivery.from_json(kept["cleaned"])
            else:
                out = path.with_suffix(f".{os.getpid()}.tmp")
                fresh.append((outcome, Task(outcome.read, _facts(outcome), out, overrides), key))
        cleaned = clean_deliveries(contract, [t for _, t, _ in fresh], self._codebook, self._pseudonyms)
        for (outcome, task, key), result in zip(fresh, cleaned, strict=True):
            outcome.cleaned = result
            path = self.clean_path(outcome.delivery)
            os.replace(violations_path(task.out), violations_path(path))
            os.replace(task.out, path)
            write_json(path.with_suffix(".json"), {"key": key, "cleaned": result.to_json()})

    def clean_correction(
        self, contract: Contract, outcome: DeliveryOutcome, base: DeliveryOutcome,
        earlier: Sequence[DeliveryOutcome],
    ) -> None:  # fmt: skip
        """Clean a landed correction of ``base``, after the ``earlier`` ones: ``outcome.cleaned`` is set."""
        assert outcome.read is not None and base.read is not None
        delivery, path = outcome.delivery, self.clean_path(outcome.delivery)
        others = [self._clean_key(o.delivery) for o in (base, *earlier)]
        key = stage_key(self._key(contract, delivery), str(_facts(outcome)), *others)
        sidecar = path.with_suffix(".json")
        if (kept := _kept(sidecar, key)) and path.exists():
            outcome.cleaned = CleanedDelivery.from_json(kept["cleaned"])
            return
        files = Files(self.landed_path(delivery), path)
        fresh = Files(files.landed, path.with_suffix(f".{os.getpid()}.tmp"))
        read, units, date1904 = outcome.read, base.read.units, base.read.date1904

        def clean(applied: Path, count: int) -> CleanedDelivery:
            taken = replace(
                read, landed=applied, rows_landed=count, rows_read=count + len(read.non_data), units=units,
                date1904=date1904,
            )  # fmt: skip
            return clean_delivery(
                contract, taken, _facts(outcome), self._codebook, self._pseudonyms, fresh.clean
            )

        known = Base(base.delivery.delivery_id, self.files(base), [self.files(o) for o in earlier])
        outcome.cleaned = clean_correction(contract, fresh, known, clean)
        os.replace(fresh.violations, files.violations)
        os.replace(fresh.resolved, files.resolved)
        os.replace(fresh.clean, files.clean)
        write_json(sidecar, {"key": key, "cleaned": outcome.cleaned.to_json()})

    def files(self, outcome: DeliveryOutcome) -> Files:
        """Where a delivery's rows as sent, its clean rows and what is wrong with them lie."""
        return Files(self.landed_path(outcome.delivery), self.clean_path(outcome.delivery))

    def _clean_key(self, delivery: Delivery) -> str:
        """Return the key under which a delivery was cleaned in this build."""
        return str(json.loads(self.clean_path(delivery).with_suffix(".json").read_text("utf-8"))["key"])


def _facts(outcome: DeliveryOutcome) -> DeliveryFacts:
    delivery = outcome.delivery
    return DeliveryFacts(
        delivery.delivery_id, outcome.period, delivery.office, delivery.is_synthetic, delivery.received_at
    )


def _read_to_json(read: ReadResult) -> dict[str, Any]:
    return {
        "rows_landed": read.rows_landed,
        "non_data": [asdict(r) for r in read.non_data],
        "columns": [asdict(c) for c in read.columns],
        "preamble": list(read.preamble),
        "units": dict(read.units),
        "notes": [asdict(n) for n in read.notes],
        "rows_read": read.rows_read,
        "date1904": read.date1904,
    }


def _read_from_json(data: dict[str, Any], landed: Path) -> ReadResult:
    return ReadResult(
        landed=landed,
        rows_landed=data["rows_landed"],
        non_data=[NonDataRow(**r) for r in data["non_data"]],
        columns=[ColumnMatch(**c) for c in data["columns"]],
        preamble=data["preamble"],
        units=data["units"],
        notes=[Message(**n) for n in data["notes"]],
        rows_read=data["rows_read"],
        date1904=data["date1904"],
    )
