"""Fill the value of a merged cell down to every row that it spans.

A sheet stores a cell that is merged over several rows once, in the first of them; the others are empty. In a column
that says what a row is about (a county, a name, a date) the merge says that the value holds for all of them. A number
in a column that is added up is one amount for several rows: copying it would multiply it, so it stays where it is and
the delivery waits. What a sheet without merges means by a blank («as above») is not told here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import reduce

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipelines.foundation.messages import Message
from pipelines.normalise.text import clean_text
from pipelines.reading.cells import column_letter
from pipelines.reading.non_data import Layout
from pipelines.reading.non_data.layout import Row, number_of, texts
from pipelines.reading.non_data.marks import own_mark
from pipelines.reading.non_data.suspects import may_be_labels
from pipelines.reading.non_data.words import SUMS, TotalRules
from pipelines.reading.sheets import Body, MergedRange

#: So many headings in a row below the header show that it repeats the header.
_HEADINGS_OF_A_HEADER = 2


@dataclass(slots=True)
class _Down:
    """The merges of one column: first and last rows, rising, and what has been filled so far.

    Of a merge that goes on in the next body, ``carried`` is the value and ``told`` whether its first row says more.
    """

    first: np.ndarray
    last: np.ndarray
    carried: str | None = None
    told: bool = False
    rows: int = 0
    ranges: set[int] = field(default_factory=set)


@dataclass(slots=True)
class _Amounts:
    """The merges over the same columns, one of which is added up: for how many rows of data does each stand?

    ``own`` are the positions at which a row must hold something to be one of data.
    """

    first_column: int
    last_column: int
    first: np.ndarray
    last: np.ndarray
    own: list[int]
    rows: dict[int, int] = field(default_factory=dict)
    texts: dict[int, str] = field(default_factory=dict)

    def look_at(self, body: Body) -> None:
        """Count the rows of ``body`` for which each amount stands."""
        numbers = body.numbers.to_numpy()
        own = [p for p in self.own if p < len(body.columns)]
        within = np.flatnonzero((self.first <= numbers[-1]) & (self.last >= numbers[0]))
        if not len(within) or not own or self.first_column >= len(body.columns):
            return
        holds = reduce(np.logical_or, (_flags(pc.is_valid(body.columns[p])) for p in own))
        counted = np.concatenate([[0], np.cumsum(holds)])
        starts = np.searchsorted(numbers, self.first[within])
        ends = np.searchsorted(numbers, self.last[within], side="right")
        for merge, rows in zip(within.tolist(), (counted[ends] - counted[starts]).tolist(), strict=True):
            self.rows[merge] = self.rows.get(merge, 0) + rows
        begins = self.first[within] >= numbers[0]
        texts = body.columns[self.first_column].take(pa.array(starts[begins])).to_pylist()
        self.texts |= {m: t for m, t in zip(within[begins].tolist(), texts, strict=True) if t}

    def standing(self) -> list[tuple[int, int]]:
        """Return the first row of each merge that holds a number, and the rows of data for which it stands."""
        return [
            (int(self.first[merge]), rows)
            for merge, rows in sorted(self.rows.items())
            if rows and number_of(self.texts.get(merge)) is not None
        ]


class Filler:
    """Fills the merges of one table as its bodies pass, from the clerk's row ``first_number`` on."""

    def __init__(self, merged: Sequence[MergedRange], layout: Layout, first_number: int) -> None:
        self._layout = layout
        self._rules = TotalRules.load(layout.contract.models)
        self._mapped = sorted(layout.positions.values())
        additive = set(layout.additive.values())
        down: dict[int, list[MergedRange]] = {}
        amounts: dict[tuple[int, int], list[MergedRange]] = {}
        for merge in merged:
            covered = [p for p in self._mapped if merge.covers(p)]
            if merge.first_row < first_number or not covered:
                continue
            if additive.intersection(covered):
                if merge.is_down or covered[1:]:
                    amounts.setdefault((merge.first_column, merge.last_column), []).append(merge)
            elif merge.is_down and covered == [merge.first_column]:
                down.setdefault(merge.first_column, []).append(merge)
        self._down = {position: _Down(*_rows(ranges)) for position, ranges in down.items()}
        self._amounts = [
            _Amounts(*columns, *_rows(ranges), [p for p in self._mapped if not ranges[0].covers(p)])
            for columns, ranges in sorted(amounts.items())
        ]

    def fill(self, body: Body) -> Body:
        """Return the next rows with their merged cells filled."""
        for amounts in self._amounts:
            amounts.look_at(body)
        columns = list(body.columns)
        for position, down in self._down.items():
            if position < len(columns):
                columns[position] = self._fill_column(body, position, down)
        return Body(tuple(columns), body.numbers)

    def _fill_column(self, body: Body, position: int, down: _Down) -> pa.Array:
        """Return one column of ``body`` in which the rows of each merge hold the value of its first."""
        numbers, column = body.numbers.to_numpy(), body.columns[position]
        within = np.flatnonzero((down.first <= numbers[-1]) & (down.last >= numbers[0]))
        if not len(within):
            return column
        starts = np.searchsorted(numbers, down.first[within])
        ends = np.searchsorted(numbers, down.last[within], side="right")
        lengths = ends - starts
        rows = np.repeat(starts - np.cumsum(lengths) + lengths, lengths) + np.arange(lengths.sum())
        from_above = down.first[within] < numbers[0]
        sources = np.where(from_above, body.length, np.minimum(starts, body.length - 1))
        values = pa.concat_arrays([column, pa.array([down.carried], pa.string())])
        sources, ranges = np.repeat(sources, lengths), np.repeat(within, lengths)
        told = self._tells_more(body, position, self._layout.telling)
        bare = ~self._tells_more(body, position, self._layout.described)[rows]
        firsts = np.where(from_above, down.told, told[np.minimum(starts, body.length - 1)])
        wanted = self._wanting(body, position, rows) & ~(np.repeat(firsts, lengths) & bare)
        takes = np.full(body.length, body.length + 1)  # a place that no range gives a value
        takes[rows[wanted]] = sources[wanted]
        new = pc.is_valid(values.take(pa.array(sources[wanted]))).to_numpy(zero_copy_only=False)
        down.rows += int(new.sum())
        down.ranges |= set(ranges[wanted][new].tolist())
        last = int(within[-1])
        if down.last[last] > numbers[-1] and not from_above[-1]:
            down.carried, down.told = column[int(starts[-1])].as_py(), bool(told[starts[-1]])
        given = pa.concat_arrays([values, pa.nulls(1, pa.string())]).take(pa.array(takes))
        return pc.coalesce(column, given)

    def _wanting(self, body: Body, position: int, rows: np.ndarray) -> np.ndarray:
        """Tell which of ``rows`` are rows of data in which the cell at ``position`` is empty.

        A row that holds nothing of its own is the lower half of a record two rows high; a total or a repeated header
        inside the range is not about the merged value.
        """
        few = body.take(pa.array(rows))
        places = [p for p in self._mapped if p < len(few.columns)]
        holds = reduce(np.logical_or, (_flags(pc.is_valid(few.columns[p])) for p in places))
        headings = np.zeros(len(rows), dtype=np.int16)
        for place, column in enumerate(few.columns):
            if place in self._layout.headings:
                headings += _flags(pc.equal(column, self._layout.headings[place]))
        empty = _flags(pc.is_null(few.columns[position]))
        wanted: np.ndarray = empty & holds & (headings < _HEADINGS_OF_A_HEADER)
        for index in np.flatnonzero(wanted & may_be_labels(few, self._rules)):
            wanted[index] = not self._is_labelled(few.row(int(index)))
        return wanted

    def _is_labelled(self, row: Row) -> bool:
        """Tell whether a row inside a range is a total, an average or a note, as it stands there without the value.

        With the value it would fill one column more than such a row does, and be taken for one of data.
        """
        labels = (self._rules.label(text) for text in texts(row))
        if any(label is not None and label.kind in SUMS for label in labels):
            return True
        mark = own_mark(row, self._layout, self._rules)
        return mark is not None and mark.is_sure

    def _tells_more(self, body: Body, position: int, places: Sequence[int]) -> np.ndarray:
        """Tell which rows hold, or share by a merge, a text in another one of some columns.

        Where the first row of a range has what data rows have and a later one numbers alone, it may be their sum.
        """
        told = np.zeros(body.length, dtype=bool)
        numbers = body.numbers.to_numpy()
        for other in places:
            if other == position or other >= len(body.columns):
                continue
            told |= _flags(pc.is_valid(body.columns[other]))
            if (down := self._down.get(other)) is not None:
                merge = np.searchsorted(down.first, numbers, side="right") - 1
                told |= (merge >= 0) & (numbers <= down.last[np.maximum(merge, 0)])
        return told

    def notes(self, where: dict[str, str]) -> list[Message]:
        """Say which columns were filled, and which amounts stand for several rows or columns."""
        said = [
            Message(
                "merged_filled",
                "normalise",
                {**where, **self._named(p), "count": str(len(down.ranges)), "found": str(down.rows)},
            )
            for p, down in sorted(self._down.items())
            if down.rows
        ]
        for amounts in self._amounts:
            across = sum(amounts.first_column <= p <= amounts.last_column for p in self._mapped) > 1
            rows = [first for first, count in amounts.standing() if count > 1 or across]
            if rows:
                counted = {"count": str(len(rows)), "row": str(rows[0])}
                named = self._named(amounts.first_column)
                said.append(Message("merged_amount", "hold", {**where, **named, **counted}))
        return said

    def _named(self, position: int) -> dict[str, str]:
        heading = clean_text(self._layout.headings.get(position, ""))
        return {"letter": column_letter(position), "column": heading or column_letter(position)}


def _rows(merged: Sequence[MergedRange]) -> tuple[np.ndarray, np.ndarray]:
    """Return first and last rows of merges of the same columns; what begins inside another one is left out."""
    kept: list[tuple[int, int]] = []
    for first, last in sorted((m.first_row, m.last_row) for m in merged):
        if not kept or first > kept[-1][1]:
            kept.append((first, last))
    return np.array([first for first, _ in kept]), np.array([last for _, last in kept])


def _flags(column: pa.Array) -> np.ndarray:
    flags: np.ndarray = pc.fill_null(column, False).to_numpy(zero_copy_only=False)
    return flags
