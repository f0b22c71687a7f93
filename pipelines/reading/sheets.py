"""A sheet as text, whatever file it came from: its first rows as lists, its rows below as Arrow arrays.

A sheet may have millions of rows, so they come in bodies (some ten thousand rows each), and nothing here walks
over them in Python.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

Row = Sequence[str | None]

#: Rows of one body of a sheet that is in memory as a whole.
BODY_ROWS = 65_536


@dataclass(frozen=True, slots=True)
class Body:
    """Some rows below a header.

    ``columns`` are string arrays by position, null where a cell is empty or only spaces. ``numbers`` are the
    clerk's row numbers (int32), rising.
    """

    columns: tuple[pa.Array, ...]
    numbers: pa.Array

    @property
    def length(self) -> int:
        """Rows of this body."""
        return len(self.numbers)

    def row(self, index: int) -> list[str | None]:
        """Return one row as a list."""
        return [column[index].as_py() for column in self.columns]

    def slice(self, start: int, length: int) -> Body:
        """Return some of the rows, without copying."""
        return Body(tuple(c.slice(start, length) for c in self.columns), self.numbers.slice(start, length))

    def take(self, keep: pa.Array) -> Body:
        """Return the rows whose indices ``keep`` gives."""
        return Body(tuple(c.take(keep) for c in self.columns), self.numbers.take(keep))


@dataclass(frozen=True, slots=True)
class MergedRange:
    """Cells that were merged into one: rows as the clerk counts them (from 1), columns by position (from 0)."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int

    @property
    def is_down(self) -> bool:
        """Whether it spans several rows."""
        return self.last_row > self.first_row

    def covers(self, position: int) -> bool:
        """Tell whether it spans the column at ``position``."""
        return self.first_column <= position <= self.last_column


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: ``head`` are its first rows; ``bodies`` gives the rows from a number (counted from 0) on.

    The second argument of ``bodies`` is the width of the header. ``hidden_rows`` (numbers from 1) hold something and
    are not shown; ``hidden_columns`` (positions from 0) are not shown, whatever they hold. ``merged`` are the ranges of
    cells that the office merged, in the heading and below it.
    """

    name: str
    head: Sequence[Row]
    bodies: Callable[[int, int], Iterator[Body]]
    visible: bool = True
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    date1904: bool = False
    merged: tuple[MergedRange, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether the sheet holds nothing at all."""
        return not any(cell and cell.strip() for row in self.head for cell in row)


def sheet_of_table(name: str, table: pa.Table, head_rows: int, *, visible: bool = True) -> Sheet:
    """Return a sheet whose rows, from the first on, are the rows of ``table`` (string columns by position)."""
    top = table.slice(0, head_rows)
    head: list[Row] = list(zip(*(c.to_pylist() for c in top.columns), strict=True)) if top.num_columns else []

    def bodies(start: int, width: int) -> Iterator[Body]:
        for at in range(start, table.num_rows, BODY_ROWS):
            part = table.slice(at, BODY_ROWS).combine_chunks()
            columns = [blanked(c.chunk(0) if c.num_chunks else c.combine_chunks()) for c in part.columns]
            columns += [pa.nulls(part.num_rows, pa.string())] * (width - len(columns))
            yield Body(tuple(columns), pa.array(range(at + 1, at + 1 + part.num_rows), pa.int32()))

    return Sheet(name, head, bodies, visible)


#: First bytes (UTF-8) of every kind of white space, and of some other letters.
_SPACES = np.zeros(256, dtype=bool)
_SPACES[[*range(0x09, 0x0E), 0x1C, 0x1D, 0x1E, 0x1F, 0x20, 0xC2, 0xD8, 0xE1, 0xE2, 0xE3, 0xEF]] = True
#: Spaces and marks of which nobody sees anything.
_NOTHING_SEEN = (
    r"^[\s\x{1c}-\x{1f}\x{85}\x{a0}\x{ad}\x{61c}\x{1680}\x{2000}-\x{200f}\x{2028}-\x{202f}\x{205f}-\x{206f}"
    r"\x{3000}\x{feff}]*$"
)


def blanked(column: pa.Array) -> pa.Array:
    """Return ``column`` with null for cells that hold nothing but white space.

    Only cells whose first byte may begin white space are looked at closely: a trim of every cell would cost more
    than everything else that reading does.
    """
    _, offsets, data = column.buffers()
    if column.null_count == len(column) or data is None:
        return column
    ends = np.frombuffer(offsets, dtype=np.int32)[column.offset : column.offset + len(column) + 1]
    empty = ends[1:] == ends[:-1]
    letters = np.frombuffer(data, dtype=np.uint8)
    doubtful = empty | _SPACES[letters[np.minimum(ends[:-1], len(letters) - 1)]] if len(letters) else empty
    places = np.flatnonzero(doubtful)
    if not len(places):
        return column
    looked = column.take(pa.array(places))
    blank = pc.fill_null(pc.match_substring_regex(looked, _NOTHING_SEEN), False)
    if not pc.any(blank).as_py():
        return column
    mask = np.zeros(len(column), dtype=bool)
    mask[places] = blank.to_numpy(zero_copy_only=False)
    return pc.if_else(pa.array(mask), pa.scalar(None, pa.string()), column)
