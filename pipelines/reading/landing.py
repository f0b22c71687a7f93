"""Write the rows of a delivery, as they pass, into one Parquet file of text.

The file is written under a temporary name and takes its own when it is whole.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipelines.contracts.model import Contract
from pipelines.foundation.atomic_files import beside, replacing
from pipelines.reading.sheets import Body

#: Level 1 packs office files nearly as well as higher ones, in a third of the time.
_PACKING = {"compression": "zstd", "compression_level": 1, "write_statistics": True}


class Landing:
    """The landed file of one delivery while it is written; used as a context, it leaves nothing half-made."""

    def __init__(self, path: Path, contract: Contract) -> None:
        self.path, self.rows = path, 0
        self.fresh = beside(path)
        self._names = [c.name for c in contract.columns]
        fields = [
            ("sheet_name", pa.string()),
            ("row_number", pa.int32()),
            *((n, pa.string()) for n in self._names),
        ]
        self._schema = pa.schema(fields)
        self._writer: pq.ParquetWriter | None = pq.ParquetWriter(self.fresh, self._schema, **_PACKING)

    def __enter__(self) -> Landing:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()
        self.fresh.unlink(missing_ok=True)

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
        """Finish writing; the rows may then be looked at, and some be left out."""
        self._close()

    def batches(self, sheet: str, first: int, last: int, columns: Sequence[str]) -> Iterator[pa.RecordBatch]:
        """Yield ``row_number`` and ``columns`` of a sheet's rows between two numbers, in their order."""
        wanted = ["sheet_name", "row_number", *columns]
        with pq.ParquetFile(self.fresh) as file:
            for batch in file.iter_batches(columns=wanted):
                here = pc.equal(batch["sheet_name"], sheet)
                here = pc.and_(here, pc.greater_equal(batch["row_number"], first))
                here = pc.and_(here, pc.less_equal(batch["row_number"], last))
                yield batch if pc.all(here).as_py() else batch.filter(here)

    def varied(self, sheet: str, columns: Sequence[str]) -> set[str]:
        """Return the columns that every row fills and that change, as far as the file tells without being read.

        Nothing is said of a sheet beside others.
        """
        with pq.ParquetFile(self.fresh) as file:
            parts = [file.metadata.row_group(n) for n in range(file.metadata.num_row_groups)]
        names = self._schema.names
        of = {n: [part.column(names.index(n)).statistics for part in parts] for n in ("sheet_name", *columns)}
        if {edge for s in of["sheet_name"] if s for edge in (s.min, s.max)} != {sheet}:
            return set()
        return {name for name in columns if all(map(_is_full, of[name])) and _changes(of[name])}

    def take_out(self, sheet: str, numbers: Sequence[int]) -> None:
        """Leave rows of a sheet out again; to be asked after :meth:`end`."""
        wanted = pa.array(sorted(numbers), pa.int32())
        self._rewrite(
            lambda batch: pc.and_(pc.equal(batch["sheet_name"], sheet), pc.is_in(batch["row_number"], value_set=wanted))
        )

    def leave_out(self, sheets: Collection[str]) -> None:
        """Leave out again the rows that were landed under these names; to be asked after :meth:`end`."""
        names = pa.array(sorted(sheets), pa.string())
        self._rewrite(lambda batch: pc.is_in(batch["sheet_name"], value_set=names))

    def _rewrite(self, is_out: Callable[[pa.RecordBatch], pa.Array]) -> None:
        """Write the file anew without some rows, which seldom happens."""
        before = self.fresh.rename(self.fresh.with_suffix(".first"))
        try:
            self._writer, self.rows = pq.ParquetWriter(self.fresh, self._schema, **_PACKING), 0
            with pq.ParquetFile(before) as file:
                for batch in file.iter_batches():
                    kept = batch.filter(pc.invert(is_out(batch)))
                    self._writer.write_batch(kept)
                    self.rows += kept.num_rows
            self._close()
        finally:
            before.unlink(missing_ok=True)

    def keep(self) -> Path:
        """Put the whole file under its name."""
        with replacing(self.path, self.fresh):
            self._close()
        return self.path


def _is_full(statistics: pq.Statistics | None) -> bool:
    return statistics is not None and statistics.has_null_count and statistics.null_count == 0


def _changes(parts: Sequence[pq.Statistics]) -> bool:
    return all(s.has_min_max for s in parts) and len({edge for s in parts for edge in (s.min, s.max)}) > 1
