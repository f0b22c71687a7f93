"""Find columns that are filled only in the first row of each group, as pivot tables write them, and fill them down.

Whether a blank means «as above» nothing in the file says for certain, so such a file waits; a steward may say so for
named columns, and then every blank of them takes the value above it. A column with single blanks is not one of these:
its values come again from row to row, or its blanks are few.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipelines.contracts.model import Column, Contract
from pipelines.reading.layout_rules import LayoutRules
from pipelines.reading.sheets import Body

#: Kinds whose values lead to one person, firm or thing: no two rows share them, and none is above another's.
_OF_ONE = frozenset({"national_id", "legal_id", "phone", "name", "date"})


def label_columns(contract: Contract, present: Sequence[str]) -> list[Column]:
    """Return the columns of a table whose blanks may mean «as above»: those that say what a row is about.

    Free text that a row can do without is left out: it is sparse in many honest tables.
    """
    return [
        c
        for c in contract.columns
        if c.name in present
        and (c.required or (c.name in contract.key and c.kind != "text"))
        and not c.is_number
        and c.kind not in _OF_ONE
        and c.classification != "identifier"
    ]


@dataclass(slots=True)
class _Seen:
    """What has been seen of one column: blanks, values, and values that are those of the row's group again."""

    rows: int = 0
    blanks: int = 0
    again: int = 0
    begins_blank: bool = False
    last: str | None = None


@dataclass(slots=True)
class FillDown:
    """Watches the label columns of one table, and fills those that are to be filled."""

    positions: dict[str, int]
    wanted: frozenset[str]
    _seen: dict[str, _Seen] = field(default_factory=dict)
    _carried: dict[str, str | None] = field(default_factory=dict)

    def feed(self, body: Body) -> Body:
        """Take the next rows of data; return them with the wanted columns filled."""
        columns = list(body.columns)
        outer = np.zeros(body.length, dtype=bool)
        for name, position in self.positions.items():
            if position >= len(columns):
                continue
            outer |= self._look(name, columns[position], outer)
            if name in self.wanted:
                columns[position] = self._filled(name, columns[position])
        return Body(tuple(columns), body.numbers)

    def _filled(self, name: str, column: pa.Array) -> pa.Array:
        first = pa.array([self._carried.get(name)], pa.string())
        filled = pc.fill_null_forward(pa.concat_arrays([first, column.cast(pa.string())])).slice(1)
        self._carried[name] = filled[len(filled) - 1].as_py() if len(filled) else None
        return filled

    def _look(self, name: str, column: pa.Array, outer: np.ndarray) -> np.ndarray:
        """Count what one column shows; return where it has a value. ``outer``: where a column before it has one.

        A value that follows itself inside one group of the outer columns shows that blanks mean nothing here: such a
        column is looked at no further.
        """
        seen = self._seen.setdefault(name, _Seen())
        has: np.ndarray = pc.is_valid(column).to_numpy(zero_copy_only=False)
        if not len(column):
            return has
        if not seen.rows:
            seen.begins_blank = not has[0]
        seen.rows += len(column)
        if seen.again:
            return has
        places = np.flatnonzero(has)
        seen.blanks += len(column) - len(places)
        if not len(places):
            return has
        values = column.take(pa.array(places))
        before = pa.concat_arrays([pa.array([seen.last], pa.string()), values.slice(0, len(values) - 1)])
        same: np.ndarray = pc.fill_null(pc.equal(values, before), False).to_numpy(zero_copy_only=False)
        groups = np.cumsum(outer)[places]
        earlier = np.concatenate([[0], groups[:-1]])
        seen.again += int((same & (groups == earlier)).sum())
        seen.last = values[len(values) - 1].as_py()
        return has

    def as_above(self, rules: LayoutRules) -> list[str]:
        """Return the columns whose blanks seem to mean «as above», without those that are filled."""
        return [
            name
            for name, s in self._seen.items()
            if name not in self.wanted
            and not s.begins_blank
            and not s.again
            and s.blanks >= rules.blank_rows
            and s.blanks >= rules.blank_share * s.rows
            and s.blanks < s.rows
        ]

    def blanks(self, name: str) -> int:
        """Return how many blanks a column has."""
        return self._seen[name].blanks if name in self._seen else 0
