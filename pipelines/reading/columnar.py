"""Read a Parquet file: column names are the headings, every value becomes text.

The parsing child reads the file through once before it is opened here, so a damaged file takes nobody down.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipelines.reading.cells import cell_text
from pipelines.reading.result import RefusedFile
from pipelines.reading.sheets import Body, Sheet, trimmed
from pipelines.reading.workbook import collect, run_child


def read_parquet(path: Path, file_name: str) -> Sheet:
    """Return a Parquet file as one sheet named after it; its names stand in row 1, its rows follow."""
    with tempfile.TemporaryFile() as out:
        ended = run_child(path, "parquet", out, file_name)
        out.seek(0)
        collected = collect(out, file_name)
    if collected is None:
        raise RefusedFile("parquet_broken", file_name, value=ended)
    table = pq.read_table(path)
    names = [str(name) for name in table.column_names]

    def body(start: int, width: int) -> Body:
        if start == 0:
            return Body((), 1, 0)
        return trimmed([_as_text(column) for column in table.columns], 2, table.num_rows)

    return Sheet(Path(file_name).stem, [names], body)


def _as_text(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return a column as text; numbers keep every digit that is stored."""
    kind = column.type
    if pa.types.is_dictionary(kind):
        column = pc.cast(column, kind.value_type)
        kind = column.type
    if pa.types.is_string(kind):
        return column
    if pa.types.is_integer(kind) or pa.types.is_decimal(kind) or pa.types.is_large_string(kind):
        return pc.cast(column, pa.string())
    encoded = pc.dictionary_encode(column.combine_chunks())
    if isinstance(encoded, pa.ChunkedArray):
        encoded = encoded.combine_chunks()
    texts = pa.array([cell_text(value) for value in encoded.dictionary.to_pylist()], pa.string())
    return pa.chunked_array([texts.take(encoded.indices)])
