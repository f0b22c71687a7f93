"""Disclosure control of a table of counts that stands beside the values: lines of cells that add up.

What is too small is decided in :mod:`pipelines.analysis.disclosure`, where the values themselves are protected; here
cells of a table of its own (licences that run out, files of a stage) are hidden along every *line*: a whole and the
parts that make it. A line would give away a single gap, and two gaps that together are too small to be published, so
in each line the next smallest figure goes as well, until nothing follows from the rest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from pipelines.analysis.disclosure import smallest_published
from pipelines.modelling.making import Inputs


@dataclass(slots=True)
class Line:
    """The cells of a whole and of the parts that make it."""

    wholes: set[str] = field(default_factory=set)
    parts: set[str] = field(default_factory=set)


def hidden_cells(inputs: Inputs) -> list[dict[str, Any]]:
    """Return the cells that are not published. Grain: cell."""
    cells = inputs.rows("derived.disclosure_cells")
    lines = inputs.rows("derived.disclosure_lines")
    hidden = hide_along_lines(cells, lines, smallest_published(inputs.models))
    return [{"cell_id": cell} for cell in sorted(hidden)]


def hide_along_lines(cells: Iterable[Mapping[str, Any]], lines: Iterable[Mapping[str, Any]], smallest: int) -> set[str]:
    """Return the cells that must not be published so that no line gives away a small one.

    Rows of ``cells`` are ``cell_id``, ``number``, ``is_small``; those of ``lines`` are ``line_id``, ``cell_id``,
    ``is_whole``. All lines that are weak hide their next figure at once, then they are looked at again; only a line of
    which a cell has been hidden can have become weak.
    """
    numbers, hidden = dict[str, Decimal](), set[str]()
    for cell in cells:
        numbers[cell["cell_id"]] = cell["number"] or Decimal(0)
        if cell["is_small"]:
            hidden.add(cell["cell_id"])
    by_id = _lines_of(lines, numbers)
    by_cell = defaultdict[str, list[str]](list)
    for line_id, line in by_id.items():
        for cell_id in line.wholes | line.parts:
            by_cell[cell_id].append(line_id)
    fresh = set(hidden)
    while fresh:
        touched = {line_id for cell_id in fresh for line_id in by_cell[cell_id]}
        weak = [by_id[line_id] for line_id in touched if _gives_away(by_id[line_id], hidden, numbers, smallest)]
        fresh = {more for line in weak if (more := _next(line, hidden, numbers)) is not None}
        hidden |= fresh
    return hidden


def _lines_of(rows: Iterable[Mapping[str, Any]], numbers: Mapping[str, Decimal]) -> dict[str, Line]:
    """Return the lines with the cells of which there is a number."""
    found = defaultdict[str, Line](Line)
    for row in rows:
        if row["cell_id"] in numbers:
            line = found[row["line_id"]]
            (line.wholes if row["is_whole"] else line.parts).add(row["cell_id"])
    return found


def _gives_away(line: Line, hidden: set[str], numbers: Mapping[str, Decimal], smallest: int) -> bool:
    """Tell whether what a line hides follows from what it shows.

    Where the whole is shown, one hidden part, or several that together are small, follow from it; where it is hidden it
    follows from its parts unless one of them is hidden, too.
    """
    gaps = hidden & (line.wholes | line.parts)
    if len(gaps) == 1:
        return True
    return bool(gaps) and not gaps & line.wholes and sum(numbers[cell] for cell in gaps) < smallest


def _next(line: Line, hidden: set[str], numbers: Mapping[str, Decimal]) -> str | None:
    """Return the figure of a line to hide next: the smallest part that is not zero, at last the whole."""
    for cells in (line.parts, line.wholes):
        if shown := [cell for cell in cells - hidden if numbers[cell] > 0]:
            return min(shown, key=lambda cell: (numbers[cell], cell))
    return None
