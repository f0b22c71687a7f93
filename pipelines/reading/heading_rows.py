"""Find the heading that a row inside a sheet belongs to, with the lines above it that are its title."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.reading.headings import Header, find_header, reads_as_heading, with_units_below
from pipelines.reading.looked import KEPT_BACK, Looked, has_figures
from pipelines.reading.shapes import Reading
from pipelines.reading.sheets import Row

#: Rows that a heading may have.
HEADING_ROWS = 4


@dataclass(frozen=True, slots=True)
class Found:
    """A heading among the rows: ``rows`` begin at ``above``, its lines at ``first_title``, it itself at ``first``."""

    header: Header
    rows: Sequence[Row]
    above: int
    first_title: int
    first: int
    last: int


def heading_at(reading: Reading, looked: Looked, index: int, at: int) -> Found | None:
    """Return the heading that row ``index`` belongs to, with the lines above it; None when the row is none.

    The rows before ``at`` belong to something else.
    """
    above = max(at, index - HEADING_ROWS + 1)
    rows = [looked.row(i) for i in range(above, min(looked.body.length, index + HEADING_ROWS))]
    header = _header_in(reading, rows, index - above)
    if header is None:
        return None
    first = above + header.first_row
    return Found(header, rows, above, first_title(looked, first, at), first, above + header.row)


def first_title(looked: Looked, first: int, at: int) -> int:
    """Return where the lines above the heading at ``first`` begin; the rows before ``at`` are not looked at."""
    title = first
    while title > at and first - title < KEPT_BACK and looked.is_title(title - 1):
        title -= 1
    while title < first and not looked.texts(title):
        title += 1
    return title


def _header_in(reading: Reading, rows: Sequence[Row], at: int) -> Header | None:
    """Return the header among a few rows that includes the row ``at``, if that row reads as a heading."""
    index = reading.index
    single = find_header([rows[at]], index)
    if single is None or not reads_as_heading(rows[at], single):
        return None
    best = Header(at, at, single.headings)
    for low in range(max(0, at - 2), at + 1):
        for high in range(max(at, low + 1), min(len(rows), low + 3)):
            window = rows[low : high + 1]
            if any(has_figures(row) for row in window):
                continue
            found = find_header(window, index)
            if found is None or not found.first_row + low <= at <= found.row + low:
                continue
            if len(found.columns) > len(best.columns):
                best = Header(found.row + low, found.first_row + low, found.headings)
    return with_units_below(rows, best, index, reading.units)
