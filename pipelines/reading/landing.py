"""Write the rows of a delivery, as they pass, into one Parquet file of text.

The file is written under a temporary name and takes its own when it is whole.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from types import TracebackType

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipelines.contracts.model import Contract
from pipelines.normalise.numbers import NotANumber, is_missing, parse_amount
from pipelines.reading.sheets import Body

#: Level 1 packs office files nearly as well as higher ones, in a third of the time.
_PACKING = {"compression": "zstd", "compression_level": 1, "write_statistics": True}


class Landing:
    """The landed file of one delivery while it is written; used as a context, it leaves nothing half-made."""

    def __init__(self, path: Path, contract: Contract) -> None:
        self.path, self.rows = path, 0
        self._fresh = path.with_suffix(f".{os.getpid()}.tmp")
        self._names = [c.name for c in contract.columns]
        fields = [
            ("sheet_name", pa.string()),
            ("row_number", pa.int32()),
            *((n, pa.string()) for n in self._names),
        ]
        self._schema = pa.schema(fields)
        self._writer: pq.ParquetWriter | None = pq.ParquetWriter(self._fresh, self._schema, **_PACKING)

    def __enter__(self) -> Landing:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()
        self._fresh.unlink(missing_ok=True)

    def write(
        self, sheet: str, bodies: Sequence[Body], positions: Mapping[str, int], constants: Mapping[str, str]
    ) -> None:
        """Add rows of a sheet; ``constants`` are columns for which the sheet itself stands."""
        assert self._writer is not None
        for body in bodies:
            self._writer.write_batch(self._batch(sheet, body, positions, constants))
            self.rows += body.length

    def _batch(
        self, sheet: str, body: Body, positions: Mapping[str, int], constants: Mapping[str, str]
    ) -> pa.RecordBatch:
        arrays = [pa.repeat(pa.scalar(sheet, pa.string()), body.length), body.numbers]
        for name in self._names:
            position = positions.get(name, len(body.columns))
            column = body.columns[position] if position < len(body.columns) else None
            if column is None and name in constants:
                column = pa.repeat(pa.scalar(constants[name], pa.string()), body.length)
            arrays.append(pa.nulls(body.length, pa.string()) if column is None else column)
        return pa.record_batch(arrays, schema=self._schema)

    def _close(self) -> None:
        if self._writer is not None:
            self._writer.close()
            self._writer = None

    def end(self) -> None:
        """Finish writing; sums may then be asked for, and late rows added."""
        self._close()

    def sum_above(self, sheet: str, column: str, number: int) -> Decimal:
        """Return the sum of the numbers that the sheet's rows above row ``number`` hold in ``column``."""
        total = Decimal(0)
        for batch in pq.ParquetFile(self._fresh).iter_batches(columns=["sheet_name", "row_number", column]):
            wanted = pc.and_(pc.equal(batch["sheet_name"], sheet), pc.less(batch["row_number"], number))
            for entry in pc.value_counts(batch[column].filter(wanted).drop_null()).to_pylist():
                total += _number(entry["values"]) * entry["counts"]
        return total

    def add_late(
        self, sheet: str, bodies: Sequence[Body], positions: Mapping[str, int], constants: Mapping[str, str]
    ) -> None:
        """Add rows after :meth:`end`: the file is written anew, which hardly ever happens."""
        before = self._fresh.rename(self._fresh.with_suffix(".first"))
        try:
            self._writer = pq.ParquetWriter(self._fresh, self._schema, **_PACKING)
            for batch in pq.ParquetFile(before).iter_batches():
                self._writer.write_batch(batch)
            self.write(sheet, bodies, positions, constants)
            self._close()
        finally:
            before.unlink(missing_ok=True)

    def keep(self) -> Path:
        """Put the whole file under its name."""
        self._close()
        os.replace(self._fresh, self.path)
        return self.path


def _number(text: str) -> Decimal:
    if not text or is_missing(text):
        return Decimal(0)
    try:
        return parse_amount(text).number
    except NotANumber:
        return Decimal(0)
