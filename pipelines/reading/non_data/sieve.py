"""Take the rows of one table, body by body, and give back those that are data.

Rows pass in bodies, and only those that look suspicious are ever looked at one by one. What can be told only at
the end waits there: a signature among the last rows, a total without a label when the running sums are known.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
import pyarrow as pa

from pipelines.foundation.messages import Message
from pipelines.normalise.text import clean_text, search_key
from pipelines.reading.non_data.claims import Claimed, DataRows, Stated, claim_of
from pipelines.reading.non_data.figures import Figures, figures_of
from pipelines.reading.non_data.layout import Layout, Row, cell, is_filled, number_of, texts
from pipelines.reading.non_data.marks import Mark, closing_kind, own_mark
from pipelines.reading.non_data.sums import Found, Match, find_totals
from pipelines.reading.non_data.suspects import SEVERAL, suspects
from pipelines.reading.non_data.words import SUMS, Label, TotalRules
from pipelines.reading.result import NonDataKind, NonDataRow
from pipelines.reading.sheets import Body

#: Rows at the end among which signatures and closing notes are looked for.
_CLOSING_ROWS = 50
#: Cells that are searched for sums at a time; a longer table is searched part by part.
_MOST_CELLS = 8_000_000


class LandedRows(Protocol):
    """The landed rows of a delivery, as far as totals are looked for in them."""

    def batches(self, sheet: str, first: int, last: int, columns: Sequence[str]) -> Iterator[pa.RecordBatch]:
        """Yield ``row_number`` and ``columns`` of a sheet's rows between two numbers, in their order."""

    def varied(self, sheet: str, columns: Sequence[str]) -> set[str]:
        """Return columns that every row of the sheet fills and that change, as far as that is known unread."""

    def take_out(self, sheet: str, numbers: Sequence[int]) -> None:
        """Leave rows out of the landed file."""


@dataclass(slots=True)
class Sieve:
    """Takes the rows of one table and gives back those that are data.

    ``feed`` and ``close`` (in this order) return bodies of data rows; ``finish`` takes totals without a label out
    of the landed rows. After it ``non_data`` holds the rest, ``doubts`` what a person has to decide, and ``rows_read``
    counts the rows up to the last that is not blank. ``first_number`` is the clerk's number of the first row below
    the header.
    """

    sheet_name: str
    layout: Layout
    first_number: int
    non_data: list[NonDataRow] = field(default_factory=list)
    doubts: list[Message] = field(default_factory=list)
    rows_read: int = 0
    rules: TotalRules = field(init=False)
    _found: dict[int, tuple[Mark, Row]] = field(default_factory=dict)
    _worded: dict[int, Label] = field(default_factory=dict)
    _has_bare: bool = False
    _tail: list[Body] = field(default_factory=list)
    _next_number: int = 0
    _last_number: int = 0

    def __post_init__(self) -> None:
        """Take the words for totals from the models of the contract."""
        self.rules = TotalRules.load(self.layout.contract.models)

    def feed(self, body: Body) -> list[Body]:
        """Return the data rows that are known to be data by now, ``body`` being the next of the sheet."""
        if not body.length:
            return []
        self._note_gaps(body)
        self._tail.append(self._without_suspects(body))
        ready = []
        while self._tail and sum(part.length for part in self._tail[1:]) >= _CLOSING_ROWS:
            ready.append(self._tail.pop(0))
        first = self._tail[0]
        if (spare := sum(part.length for part in self._tail) - _CLOSING_ROWS) > 0:
            ready.append(first.slice(0, spare))
            self._tail[0] = first.slice(spare, first.length - spare)
        return self._data(ready)

    def close(self) -> list[Body]:
        """Return the last data rows, without the signatures and notes at the end."""
        return self._data(self._without_closing(self._tail))

    def finish(self, landed: LandedRows) -> None:
        """Find the totals that no label tells, say which rows each total is of, and describe all that is no data."""
        claims: dict[int, Claimed] = {}
        if self._is_worth_a_search():
            for figures in self._parts(landed):
                claims |= self._search(figures, landed)
        for number, (mark, row) in sorted(self._found.items()):
            if mark.kind == "blank" and number > self._last_number:
                continue  # after the last row that holds anything
            self.non_data.append(self._described(number, mark, row, claims.get(number)))
        self.rows_read = max(0, self._last_number - self.first_number + 1)

    # --- rows in ------------------------------------------------------------------------------------------------

    def _note_gaps(self, body: Body) -> None:
        """Enter as blank the rows that never came: empty lines of a text file."""
        numbers = body.numbers.to_numpy()
        expected = self._next_number or self.first_number
        if numbers[-1] - expected + 1 != body.length:
            for number in np.setdiff1d(np.arange(expected, numbers[-1] + 1), numbers):
                self._found[int(number)] = (Mark("blank"), ())
        self._next_number = int(numbers[-1]) + 1

    def _data(self, parts: Sequence[Body]) -> list[Body]:
        """Note where data end, and pass the parts that hold any."""
        filled = [part for part in parts if part.length]
        for part in filled:
            self._last_number = max(self._last_number, part.numbers[part.length - 1].as_py())
        return filled

    def _is_none(self, number: int, mark: Mark, row: Row) -> None:
        self._found[number] = (mark, row)
        if mark.kind != "blank":
            self._last_number = max(self._last_number, number)

    def _without_suspects(self, body: Body) -> Body:
        """Return ``body`` without the rows that show by themselves that they are no data."""
        out: list[int] = []
        places, has_bare = suspects(body, self.layout, self.rules)
        self._has_bare |= has_bare
        for index in places:
            row, number = body.row(index), body.numbers[index].as_py()
            mark = own_mark(row, self.layout, self.rules)
            if mark is not None and mark.is_sure:
                self._is_none(number, mark, row)
                out.append(index)
            elif mark is not None:
                assert mark.label is not None
                self._worded[number] = mark.label
        if not out:
            return body
        keep = np.ones(body.length, dtype=bool)
        keep[out] = False
        return body.take(pa.array(np.flatnonzero(keep)))

    def _without_closing(self, tail: Sequence[Body]) -> list[Body]:
        """Take signatures and notes off the end, the last row first."""
        parts = [part for part in tail if part.length]
        for _ in range(_CLOSING_ROWS):
            if not parts:
                break
            last = parts[-1]
            row, number = last.row(last.length - 1), last.numbers[last.length - 1].as_py()
            kind = closing_kind(row, self.layout)
            if kind is None:
                break
            self._is_none(number, Mark(kind), row)
            parts[-1] = last.slice(0, last.length - 1)
            if not parts[-1].length:
                parts.pop()
        return parts

    # --- totals -------------------------------------------------------------------------------------------------

    def _is_worth_a_search(self) -> bool:
        """Tell whether sums have to be formed: figures of several columns, a total, or a row without words."""
        if not self.layout.additive or not self._last_number:
            return False
        labelled = any(mark.label is not None for mark, _ in self._found.values())
        return len(self.layout.additive) >= SEVERAL or self._has_bare or bool(self._worded) or labelled

    def _parts(self, landed: LandedRows) -> Iterator[Figures]:
        """Yield the figures of the landed rows, all at once unless there are very many."""
        additive, described = list(self.layout.additive), list(self.layout.describing)
        varied = landed.varied(self.sheet_name, described)
        read = [*additive, *(name for name in described if name not in varied)]
        waiting: list[pa.RecordBatch] = []
        cells = 0
        for batch in landed.batches(self.sheet_name, self.first_number, self._last_number, read):
            waiting.append(batch)
            cells += batch.num_rows * len(additive)
            if cells >= _MOST_CELLS:
                yield figures_of(waiting, additive, described)
                waiting, cells = [], 0
        if waiting:
            yield figures_of(waiting, additive, described)

    def _search(self, figures: Figures, landed: LandedRows) -> dict[int, Claimed]:
        """Find totals among some landed rows and take them out; return what the labelled and the found ones are of."""
        labelled = [n for n, (mark, _) in self._found.items() if mark.label and mark.label.kind in SUMS]
        bounds = sorted(set(np.searchsorted(figures.numbers, sorted(labelled)).tolist()))
        at = np.searchsorted(figures.numbers, sorted(self._worded))
        worded = [i for i, n in zip(at.tolist(), sorted(self._worded), strict=True) if figures.holds(i, n)]
        found = find_totals(figures, worded, self._persons(figures), bounds, self.rules)
        claims: dict[int, Claimed] = {}
        if found.totals:
            rows = self._rows_of(landed, [int(figures.numbers[m.row]) for m in found.totals])
            for match in found.totals:
                number = int(figures.numbers[match.row])
                self._is_none(number, Mark("total"), rows[number])
            landed.take_out(self.sheet_name, list(rows))
        if found.totals or any(mark.label for mark, _ in self._found.values()):
            data = _data_rows(figures, [m.row for m in found.totals])
            found_ones = {int(figures.numbers[m.row]): _claimed(figures, m, data) for m in found.totals}
            claims = {**found_ones, **self._claims_of_labels(data)}
        self._note_doubts(figures, found)
        return claims

    def _persons(self, figures: Figures) -> list[int]:
        """Return the rows (indices) that lead to a person or firm."""
        places = [figures.described.index(name) for name in self.layout.identities]
        if not places:
            return []
        return np.flatnonzero(~np.all(figures.empty[:, places], axis=1)).tolist()

    def _claims_of_labels(self, data: DataRows) -> dict[int, Claimed]:
        bounds = sorted(n for n, (mark, _) in self._found.items() if mark.kind in ("total", "subtotal"))
        stated = [
            Stated(number, mark.label.kind, search_key(texts(row)[0]), self._figures_of(row))
            for number, (mark, row) in sorted(self._found.items())
            if mark.label is not None
        ]
        found = {s.number: claim_of(s, stated, bounds, data) for s in stated}
        return {number: claimed for number, claimed in found.items() if claimed is not None}

    def _figures_of(self, row: Row) -> Mapping[str, float]:
        numbers = {name: number_of(cell(row, p)) for name, p in self.layout.additive.items()}
        return {name: float(number) for name, number in numbers.items() if number is not None}

    def _rows_of(self, landed: LandedRows, numbers: Sequence[int]) -> dict[int, Row]:
        """Return landed rows by their number, their cells where the layout has them."""
        names = list(self.layout.positions)
        width = max(self.layout.positions.values()) + 1
        wanted = pa.array(sorted(numbers), pa.int32())
        rows: dict[int, Row] = {}
        for batch in landed.batches(self.sheet_name, min(numbers), max(numbers), names):
            picked = batch.filter(pa.compute.is_in(batch["row_number"], value_set=wanted))
            for values in picked.to_pylist():
                row: list[str | None] = [None] * width
                for name in names:
                    row[self.layout.positions[name]] = values[name]
                rows[values["row_number"]] = row
        return rows

    def _note_doubts(self, figures: Figures, found: Found) -> None:
        """Note which rows a person has to look at: one sentence a kind, with the first row.

        Cells that say «جمع» and nothing else are looked for once more among the rows that are loaded.
        """
        for kind in ("sum", "bare", "word"):
            matches = [m for k, m in found.doubts if k == kind]
            if kind == "word":
                matches = [m for m in matches if not self._worded[int(figures.numbers[m.row])].is_whole_cell]
            if not matches or (kind == "bare" and self.layout.keeps_out_nameless):
                continue
            numbers = [int(figures.numbers[m.row]) for m in matches]
            first = matches[0]
            run = sorted((int(figures.numbers[first.first]), int(figures.numbers[first.last])))
            values = {"sheet": self.sheet_name, "row": str(numbers[0]), "count": str(len(numbers))}
            values |= {"first_row": str(run[0]), "last_row": str(run[1])} if kind == "sum" else {}
            self.doubts.append(Message(f"row_may_be_total_{kind}", "hold", values))

    def _described(self, number: int, mark: Mark, row: Row, claimed: Claimed | None) -> NonDataRow:
        """Describe a row that is no data, a total with what it states and of which rows."""
        kind: NonDataKind = mark.kind
        if kind in ("total", "subtotal") and claimed is not None:
            kind = "subtotal" if claimed.claim == "group" else "total"
        stated = {}
        if kind in ("total", "subtotal", "average"):
            stated = {n: cell(row, p) for n, p in self.layout.additive.items() if is_filled(cell(row, p))}
        text = clean_text(" | ".join(texts(row)))[:500] if kind != "repeated_header" else ""
        if claimed is None:
            return NonDataRow(self.sheet_name, number, kind, text, stated)
        return NonDataRow(self.sheet_name, number, kind, text, stated, claimed.claim, claimed.first, claimed.last)


def _data_rows(figures: Figures, out: Sequence[int]) -> DataRows:
    keep = np.delete(np.arange(figures.length), np.array(out, dtype=np.int64))
    sums = np.concatenate([np.zeros((1, len(figures.names))), np.cumsum(figures.rough[keep], axis=0)])
    return DataRows(figures.numbers[keep], {name: sums[:, n] for n, name in enumerate(figures.names)})


def _claimed(figures: Figures, match: Match, data: DataRows) -> Claimed:
    """Return what a total that was found by its sum is of."""
    low, high = sorted((int(figures.numbers[match.first]), int(figures.numbers[match.last])))
    if match.is_of_more:
        return Claimed("whole", low, high)
    places = data.between(low - 1, high + 1)
    is_all = places == (0, len(data.numbers) - 1)
    return Claimed("all" if is_all else "group", low, high)
