"""Find the heading that a row inside a sheet belongs to, with the lines above it that are its title."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from pipelines.normalise.numbers import is_missing
from pipelines.normalise.text import search_key
from pipelines.reading.furniture import kind_of_line
from pipelines.reading.headings import (
    Header,
    Heading,
    find_header,
    is_figure,
    reads_as_heading,
    with_units_below,
)
from pipelines.reading.looked import KEPT_BACK, Looked, has_figures
from pipelines.reading.non_data.marks import ends_a_table
from pipelines.reading.shapes import Reading
from pipelines.reading.sheets import Row

#: Rows that a heading may have.
HEADING_ROWS = 4
#: So many different words where figures belong are no accident.
_MANY_WORDS = 3


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


def strange_heading(
    reading: Reading, looked: Looked, index: int, at: int, positions: Collection[int]
) -> tuple[Heading, ...]:
    """Return the texts of a row that is a heading of which too little is known; nothing when it is none.

    Words stand where the columns of figures (``positions``) are, figures below them, and something more speaks for a
    heading: a name that is known, a gap above, or three words of the kind. A row of data whose figures are missing has
    figures elsewhere, or says the same of each.
    """
    row = looked.row(index)
    texts = looked.texts(index)
    if index in looked.sparse or has_figures(row) or ends_a_table(texts) or kind_of_line(texts) is not None:
        return ()
    words = {p: text for p in positions if p < len(row) and (text := row[p])}
    if any(map(is_missing, words.values())) or len({search_key(t) for t in words.values()}) < len(words):
        return ()
    headings = tuple(reading.index.match(p, text) for p, text in enumerate(row) if text and text.strip())
    is_known = any(h.column for h in headings)
    has_gap = index > at and index - 1 in looked.sparse
    if not (is_known or has_gap or len(words) >= _MANY_WORDS):
        return ()
    below = range(index + 1, min(looked.body.length, index + HEADING_ROWS))
    if any(_belongs_below(reading, looked, index, other, at) for other in below):
        return ()
    first = next((looked.row(i) for i in below if looked.texts(i)), [])
    return headings if any(p < len(first) and is_figure((first[p] or "").strip()) for p in words) else ()


def _belongs_below(reading: Reading, looked: Looked, index: int, other: int, at: int) -> bool:
    """Tell whether a row is the upper one of a heading that is found at one of the rows below it."""
    found = heading_at(reading, looked, other, at) if looked.may_be_heading(other) else None
    return found is not None and found.first_title <= index
