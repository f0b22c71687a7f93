"""Read a Parquet file: column names are the headings, every value becomes text.

The parsing child reads the file through once before it is opened here, so a damaged file takes nobody down.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipelines.reading.cells import cell_text
from pipelines.reading.result import RefusedFile
from pipelines.reading.sheets import BODY_ROWS, Body, Sheet, blanked
from pipelines.reading.workbook import answer, run_child


def read_parquet(path: Path, file_name: str, folder: Path) -> Sheet:
    """Return a Parquet file as one sheet named after it; its names stand in row 1, its rows follow.

    ``folder`` is where the checking child may write.
    """
    ended = run_child(path, "parquet", folder, file_name)
    if answer(folder, file_name) is None:
        raise RefusedFile("parquet_broken", file_name, value=ended)
    names = [str(name) for name in pq.read_schema(path).names]

    def bodies(start: int, width: int) -> Iterator[Body]:
        number = 2
        file = pq.ParquetFile(path)
        for batch in file.iter_batches(batch_size=BODY_ROWS, use_threads=False):
            columns = tuple(blanked(_as_text(column)) for column in batch.columns)
            yield Body(columns, pa.array(range(number, number + batch.num_rows), pa.int32()))
            number += batch.num_rows

    return Sheet(Path(file_name).stem, [names], bodies)


def _as_text(column: pa.Array) -> pa.Array:
    """Return a column as text; numbers keep every digit that is stored."""
    kind = column.type
    if pa.types.is_dictionary(kind):
        column = column.dictionary_decode()
        kind = column.type
    if pa.types.is_string(kind):
        return column
    if pa.types.is_integer(kind) or pa.types.is_decimal(kind) or pa.types.is_large_string(kind):
        return pc.cast(column, pa.string())
    encoded = pc.dictionary_encode(column)
    texts = pa.array([cell_text(value) for value in encoded.dictionary.to_pylist()], pa.string())
    return texts.take(encoded.indices)
