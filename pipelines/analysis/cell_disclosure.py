"""Disclosure control of a table of counts that stands beside the values: lines of cells that add up.

What is too small is decided in :mod:`pipelines.analysis.disclosure`, where the values themselves are protected; here
cells of a table of its own (licences that run out) are hidden along every *line*, a whole and the parts that make it,
by the same programmes (:mod:`pipelines.analysis.suppression`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pipelines.analysis.disclosure import smallest_published
from pipelines.analysis.feasible_intervals import Relation
from pipelines.analysis.suppression import Counts, hide
from pipelines.modelling.making import Inputs

Rows = Iterable[Mapping[str, Any]]


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


def hide_along_lines(cells: Rows, lines: Rows, smallest: int) -> set[str]:
    """Return the cells that must not be published so that no small one can be worked out.

    Rows of ``cells`` are ``cell_id``, ``number``, ``is_hidden`` (elsewhere already) and ``is_told`` (elsewhere, so that
    it cannot be hidden); those of ``lines`` are ``line_id``, ``cell_id``, ``is_whole``.
    """
    told = sorted(cells, key=lambda cell: str(cell["cell_id"]))
    place = {cell["cell_id"]: n for n, cell in enumerate(told)}
    persons = {n: int(cell["number"] or 0) for n, cell in enumerate(told)}
    counts = Counts(
        persons,
        small=frozenset(n for n, count in persons.items() if 0 < count < smallest),
        hidden=frozenset(n for n, cell in enumerate(told) if cell["is_hidden"]),
        told=frozenset(n for n, cell in enumerate(told) if cell["is_told"]),
    )
    relations = [
        Relation(((place[whole], 1), *((place[part], -1) for part in sorted(line.parts))))
        for line in _lines_of(lines, place)
        for whole in sorted(line.wholes)
        if line.parts
    ]
    return {told[n]["cell_id"] for n in hide(counts, relations, smallest).hidden}


def _lines_of(rows: Rows, known: Mapping[str, int]) -> Iterable[Line]:
    """Return the lines with the cells of which there is a number."""
    found = defaultdict[str, Line](Line)
    for row in rows:
        if row["cell_id"] in known:
            line = found[row["line_id"]]
            (line.wholes if row["is_whole"] else line.parts).add(row["cell_id"])
    return (found[line_id] for line_id in sorted(found))
