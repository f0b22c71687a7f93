"""What the parsers in the child process give: a sheet's cells as text, and what was seen around them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipelines.reading import limits

if TYPE_CHECKING:
    import pyarrow as pa

#: With more than one cell in so many, a sheet that is too large is full and not stretched by a far cell.
DENSE = 10


class Refused(Exception):
    """The file cannot be read; ``answer`` is what the parent is told."""

    def __init__(self, message_id: str, **params: str) -> None:
        super().__init__(message_id)
        self.answer = {"refused": message_id, **params}


@dataclass(slots=True)
class ParsedSheet:
    """One sheet: ``hidden_rows`` and the rows of ``merged`` are numbers from 1, columns are positions from 0."""

    name: str
    table: pa.Table
    visible: bool = True
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)


class Cells:
    """The cells of one sheet, put in row by row; only those that hold something count."""

    def __init__(self, sheet: str) -> None:
        self._sheet = sheet
        self._columns: list[list[str | None]] = []
        self._height = self._count = 0

    def put(self, row: int, column: int, text: str) -> None:
        """Enter the text of a cell (from 0); rows come in rising order, and a second text for a cell is left out.

        Raises :class:`Refused` when the sheet reaches further than one may.
        """
        if not text:
            return
        columns = self._columns
        if row >= self._height or column >= len(columns):
            if row < 0:
                raise ValueError("a cell stands before the first row")
            self.reach(row + 1, column + 1)
        cells = columns[column]
        if len(cells) <= row:
            if len(cells) < row:
                cells.extend([None] * (row - len(cells)))
            cells.append(text)
            self._count += 1

    def reach(self, height: int, width: int) -> None:
        """Make room for cells up to a row and a column; raises :class:`Refused` when that is further than one may."""
        height, width = max(height, self._height), max(width, len(self._columns))
        if width > limits.COLUMNS or height * width > limits.CELLS:
            dense = self._count * DENSE > height * width
            raise Refused("too_many_cells" if dense else "far_cell", sheet=self._sheet, value=f"{height} × {width}")
        self._height = height
        self._columns += [[] for _ in range(width - len(self._columns))]

    def holds(self, row: int) -> bool:
        """Tell whether the last row that cells were put in is ``row``."""
        return self._count > 0 and self._height == row + 1

    def table(self) -> pa.Table:
        """Return the cells as string columns by position."""
        import pyarrow as pa

        for cells in self._columns:
            cells.extend([None] * (self._height - len(cells)))
        return pa.table({str(p): pa.array(c, pa.string()) for p, c in enumerate(self._columns)})


def note_merged(found: list[tuple[int, int, int, int]], sheet: str, *ranges: tuple[int, int, int, int]) -> None:
    """Add merged ranges to those found; a flood of them refuses the file."""
    found.extend(ranges)
    if len(found) > limits.MERGED_RANGES:
        raise Refused("too_many_cells", sheet=sheet, value=str(len(found)))
