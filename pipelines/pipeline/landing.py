"""Read a delivery into all-text Parquet, once: what was recognised around the rows is kept beside it."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

from pipelines.cleaning.province_check import other_province
from pipelines.contracts import Contract
from pipelines.foundation.messages import Message
from pipelines.foundation.workspace import Workspace
from pipelines.governance.cover import covered_values
from pipelines.intake.deliveries import Delivery
from pipelines.normalise import CodeBook
from pipelines.normalise.learned import Learned, vocabulary_hash
from pipelines.pipeline.stages import cached, stage_key, write_json
from pipelines.reading import ColumnMatch, NonDataRow, ReadResult, RefusedFile, read_delivery
from pipelines.reading.grain import grain_of
from pipelines.reading.told import Surroundings


class Lander:
    """Lands the deliveries of one workspace. ``common_key`` is what the reading of every delivery depends on.

    ``known`` are the words that the workspace has learned; a sheet may be named with the spelling of a place.
    """

    def __init__(self, workspace: Workspace, codebook: CodeBook, common_key: str, known: Learned | None = None) -> None:
        self._workspace, self.common_key, self.vocabulary = workspace, common_key, known or {}
        self._codebook = codebook.taught(self.vocabulary)

    def path(self, delivery: Delivery) -> Path:
        """All-text Parquet of a delivery."""
        return self._workspace.landed / f"{delivery.delivery_id}.parquet"

    def key(self, contract: Contract, delivery: Delivery) -> str:
        """Return what the landed rows of a delivery depend on."""
        around = f"{self._known_around(delivery).key()} {','.join(delivery.filled)}"
        named = [c.word_list for c in contract.columns if c.told_by]
        words = vocabulary_hash(self.vocabulary, ["places", *named])
        return stage_key(self.common_key, contract.sha256, delivery.delivery_id, delivery.sha256, around, words)

    def known(self, contract: Contract, delivery: Delivery) -> ReadResult | None:
        """Return what an earlier reading of the same bytes by the same contract and code has given."""
        path = self.path(delivery)
        told = cached(path.with_suffix(".json"), self.key(contract, delivery))
        return _read_from_json(told["read"], path) if told and path.exists() else None

    def land(self, contract: Contract, delivery: Delivery) -> ReadResult:
        """Read a delivery unless it was read already; raises :class:`RefusedFile`."""
        if (known := self.known(contract, delivery)) is not None:
            return known
        path = self.path(delivery)
        try:
            read = read_delivery(
                delivery.archived_path,
                contract,
                file_name=delivery.file_name,
                landed=path,
                known=self._known_around(delivery),
                fill_down=frozenset(delivery.filled),
            )
            self._refuse_other_province(contract, delivery, read)
            read.grain = grain_of(read.landed, contract)
            read.covered = covered_values(read.landed, contract)
        except RefusedFile:
            path.unlink(missing_ok=True)
            raise
        told = {"key": self.key(contract, delivery), "read": _read_to_json(read)}
        write_json(path.with_suffix(".json"), told)
        return read

    def _known_around(self, delivery: Delivery) -> Surroundings:
        """Return what note and folder say of a file, and the lists by which what titles say is understood."""
        noted = delivery.note.period
        folder = None if noted else delivery.period
        return Surroundings(self._codebook, delivery.period if noted else None, folder, delivery.office)

    def _refuse_other_province(self, contract: Contract, delivery: Delivery, read: ReadResult) -> None:
        """Refuse a file that speaks of another province: the delivery before it stays in force.

        The rows of a correction are a choice of the worst, and say nothing of the whole.
        """
        if delivery.kind == "correction":
            return
        if params := other_province(read.landed, contract, self._codebook):
            raise RefusedFile("other_province", delivery.file_name, **params)


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
        "grain": read.grain,
        "covered": read.covered,
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
        grain=data["grain"],
        covered=data["covered"],
    )
