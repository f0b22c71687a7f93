"""A sheet as text, whatever file it came from: its first rows as lists, its body as an Arrow table.

Bodies may have millions of rows, so nothing here walks over them in Python.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

Row = Sequence[str | None]


@dataclass(frozen=True, slots=True)
class Body:
    """The rows below a header, up to the last that is not blank.

    ``columns`` are string arrays by position, null where a cell is empty or only spaces. ``first_number`` is
    the clerk's number of the first row; rows follow without a gap.
    """

    columns: tuple[pa.ChunkedArray, ...]
    first_number: int
    length: int

    def row(self, index: int) -> list[str | None]:
        """Return one row as a list."""
        return [column[index].as_py() for column in self.columns]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: ``head`` are its first rows; ``body`` gives the rows from a number (counted from 0) on.

    The second argument of ``body`` is the width of the header.
    """

    name: str
    head: Sequence[Row]
    body: Callable[[int, int], Body]
    visible: bool = True

    @property
    def is_empty(self) -> bool:
        """Whether the sheet holds nothing at all."""
        return not any(cell and cell.strip() for row in self.head for cell in row)


def sheet_of_rows(name: str, rows: Sequence[Row], *, visible: bool = True) -> Sheet:
    """Return a sheet whose rows are already in memory."""

    def body(start: int, width: int) -> Body:
        below = rows[start:]
        width = max([width, *map(len, below)])
        columns = [
            pa.chunked_array([pa.array([r[p] if p < len(r) else None for r in below], pa.string())])
            for p in range(width)
        ]
        return trimmed(columns, start + 1, len(below))

    return Sheet(name, rows, body, visible)


def trimmed(columns: Sequence[pa.ChunkedArray], first_number: int, length: int) -> Body:
    """Return a body whose blank cells are null and whose blank rows at the end are gone."""
    blanked = [
        pc.if_else(pc.equal(pc.utf8_trim_whitespace(column), ""), pa.scalar(None, pa.string()), column)
        for column in columns
    ]
    kept = max((_last_filled(column) for column in blanked), default=0)
    return Body(tuple(column.slice(0, kept) for column in blanked), first_number, min(kept, length))


def _last_filled(column: pa.ChunkedArray) -> int:
    """Return how many rows there are up to the last one that ``column`` fills."""
    end = len(column)
    for chunk in reversed(column.chunks):
        if chunk.null_count < len(chunk):
            filled = pc.indices_nonzero(pc.is_valid(chunk))
            return end - len(chunk) + filled[-1].as_py() + 1
        end -= len(chunk)
    return 0
