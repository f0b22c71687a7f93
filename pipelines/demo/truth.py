"""What a perfect reading yields, written beside the deliveries: clean rows, planted cells, what becomes of each file.

``<feed>.parquet`` has the rows that must be loaded, with clean values: identifiers and names as the plain invented
ones (the reader keeps only pseudonyms). Rows that a planted error keeps out are in ``planted.parquet`` and nowhere
else; a row that can do without the cell is here with what is left of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipelines.contracts import Column, Contract
from pipelines.demo import calendar
from pipelines.demo.rendering import PlantedCell
from pipelines.demo.world import Frame, length_of

_TYPES = {
    "VARCHAR": pa.string(),
    "BIGINT": pa.int64(),
    "INTEGER": pa.int32(),
    "DATE": pa.date32(),
    "DECIMAL(38,9)": pa.decimal128(38, 9),
}
_PLACE = [("raw_path", pa.string()), ("sheet_name", pa.string()), ("row_number", pa.int32())]
_PLANTED = pa.schema(
    [
        *_PLACE,
        ("column_name", pa.string()),
        ("kind", pa.string()),
        ("expected_answer", pa.string()),
        ("expected_rule", pa.string()),
    ]
)
_TOTAL = pa.struct(
    [
        ("sheet_name", pa.string()),
        ("row_number", pa.int32()),
        ("column_name", pa.string()),
        ("stated", pa.decimal128(38, 9)),
        ("difference", pa.decimal128(38, 9)),
    ]
)
_DELIVERIES = pa.schema(
    [
        ("raw_path", pa.string()),
        ("feed", pa.string()),
        ("office", pa.string()),
        ("period", pa.string()),
        ("expected_state", pa.string()),
        ("story", pa.string()),
        ("rows_data", pa.int64()),
        ("rows_non_data", pa.int64()),
        ("rows_bad", pa.int64()),
        ("totals", pa.list_(_TOTAL)),
    ]
)


@dataclass(slots=True)
class DeliveryTruth:
    """What a delivery holds and what must become of it. ``rows_data`` counts good and bad rows together."""

    raw_path: str
    feed: str
    office: str
    period: str
    expected_state: str = "published"
    story: str = ""
    rows_data: int = 0
    rows_non_data: int = 0
    rows_bad: int = 0
    totals: list[dict[str, object]] = field(default_factory=list)


def truth_schema(contract: Contract) -> pa.Schema:
    """Return the schema of a feed's truth: where the row stands, then the contract's columns in clean types."""
    return pa.schema([*_PLACE, *((c.name, _TYPES[c.sql_type]) for c in contract.columns)])


def clean_array(column: Column, array: pa.Array | None, length: int) -> pa.Array:
    """Return a column in its clean type; what is empty gets the contract's default."""
    kind = _TYPES[column.sql_type]
    if array is None:
        array = pa.nulls(length, kind)
    if pa.types.is_dictionary(array.type):
        array = array.dictionary.take(array.indices)
    if column.kind == "jalali" and pa.types.is_date32(array.type):
        array = calendar.write_days(array, "dash")
    array = array.cast(kind)
    return array if column.default is None else pc.fill_null(array, column.default)


class TruthWriter:
    """Writes the truth of a workspace as it is made; close it at the end."""

    def __init__(self, folder: Path, contracts: dict[str, Contract]) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder, self._contracts = folder, contracts
        self._writers: dict[str, pq.ParquetWriter] = {}
        self._planted = pq.ParquetWriter(folder / "planted.parquet", _PLANTED, compression="zstd")
        self._deliveries: list[DeliveryTruth] = []

    def add_rows(
        self,
        feed: str,
        raw_path: str,
        sheet_names: pa.Array | str,
        row_numbers: np.ndarray,
        frame: Frame,
        columns: Sequence[str],
        bad: set[int],
    ) -> None:
        """Add a chunk's good rows; ``columns`` are those that the file holds, the others are empty in it."""
        contract, length = self._contracts[feed], length_of(frame)
        if feed not in self._writers:
            self._writers[feed] = pq.ParquetWriter(
                self._folder / f"{feed}.parquet", truth_schema(contract), compression="zstd"
            )
        arrays = [
            pa.repeat(pa.scalar(raw_path, pa.string()), length),
            pa.repeat(pa.scalar(sheet_names, pa.string()), length) if isinstance(sheet_names, str) else sheet_names,
            pa.array(row_numbers.astype(np.int32)),
            *(clean_array(c, frame.get(c.name) if c.name in columns else None, length) for c in contract.columns),
        ]
        table = pa.table(arrays, schema=truth_schema(contract))
        if bad:
            good = np.ones(length, bool)
            good[list(bad)] = False
            table = table.filter(pa.array(good))
        self._writers[feed].write_table(table)

    def add_planted(
        self,
        raw_path: str,
        sheet_names: Sequence[str] | str,
        row_numbers: np.ndarray,
        cells: Sequence[PlantedCell],
    ) -> None:
        """Add a chunk's miswritten and bad cells."""
        if not cells:
            return
        sheets = [sheet_names if isinstance(sheet_names, str) else sheet_names[c.row] for c in cells]
        self._planted.write_table(
            pa.table(
                [
                    pa.array([raw_path] * len(cells), pa.string()),
                    pa.array(sheets, pa.string()),
                    pa.array(row_numbers[[c.row for c in cells]].astype(np.int32)),
                    pa.array([c.column for c in cells]),
                    pa.array([c.kind for c in cells]),
                    pa.array([c.answer for c in cells]),
                    pa.array([c.rule for c in cells], pa.string()),
                ],
                schema=_PLANTED,
            )
        )

    def add_delivery(self, delivery: DeliveryTruth) -> None:
        """Add what becomes of one file."""
        self._deliveries.append(delivery)

    def close(self) -> int:
        """Finish every file; return the number of data rows, good and bad."""
        for writer in self._writers.values():
            writer.close()
        self._planted.close()
        rows = [asdict(d) for d in sorted(self._deliveries, key=lambda d: d.raw_path)]
        pq.write_table(pa.Table.from_pylist(rows, schema=_DELIVERIES), self._folder / "deliveries.parquet")
        return sum(d.rows_data for d in self._deliveries)


def total_row(sheet_name: str, row_number: int, column: str, stated: Decimal, difference: Decimal) -> dict[str, object]:
    """Return a stated total as a row of a delivery's list."""
    return {
        "sheet_name": sheet_name,
        "row_number": row_number,
        "column_name": column,
        "stated": stated,
        "difference": difference,
    }
