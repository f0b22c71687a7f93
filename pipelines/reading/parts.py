"""Read one table of a sheet: its rows pass through its sieve into the landed file.

What stands for whole columns (a county, a month) may change from one section of the table to the next; the sections are
kept by the row at which they begin.
"""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipelines.contracts.model import Contract
from pipelines.foundation.messages import Message
from pipelines.reading.cells import column_letter
from pipelines.reading.ditto import Ditto
from pipelines.reading.fill_down import FillDown, label_columns
from pipelines.reading.landing import Landing
from pipelines.reading.layout_rules import LayoutRules
from pipelines.reading.merged import Filler
from pipelines.reading.non_data import Layout, Sieve
from pipelines.reading.result import NonDataRow
from pipelines.reading.shapes import Shape
from pipelines.reading.sheets import Body, Row, Sheet


@dataclass(slots=True)
class Part:
    """One table while it is read; ``name`` is what its rows are landed under in place of the sheet's own.

    ``sections`` are the first row of each section and its constants; ``is_first`` tells the first of several tables
    that share their rows: it has the rows that belong to none in particular.
    """

    sheet: Sheet
    name: str
    shape: Shape
    sieve: Sieve
    fill: FillDown
    merges: Filler | None
    ditto: Ditto
    is_first: bool
    sections: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    landed: int = 0
    _beside: set[int] = field(default_factory=set)
    _left_out: int = 0

    def feed(self, body: Body, landing: Landing) -> None:
        """Pass the next rows.

        Those of other periods pass as well, up to the landed file: one of them may hold the merged cell, or the first
        cell of a group, from which the rows below it take their value.
        """
        body = self._own_columns(body)
        if not body.length:
            return
        self._note_others(body)
        if self.merges is not None:
            body = self.merges.fill(body)
        self._write(self.sieve.feed(body), landing)

    def close(self, landing: Landing) -> None:
        """Pass the last rows."""
        self._write(self.sieve.close(), landing)

    def finish(self, landing: Landing) -> None:
        """Take totals without a label out of the landed rows; all rows are accounted for then."""
        before = landing.rows
        self.sieve.finish(landing)
        self.landed -= before - landing.rows
        rows = self.landed + self._left_out + len(self.sieve.non_data)
        assert rows == self.sieve.rows_read, "a row was lost while reading"

    def begin_section(self, number: int, constants: dict[str, str]) -> None:
        """Let ``constants`` hold from the clerk's row ``number`` on."""
        self.sections.append((number, {**self.shape.constants, **constants}))

    @property
    def constants(self) -> dict[str, str]:
        """What holds in the section at hand."""
        return self.sections[-1][1] if self.sections else dict(self.shape.constants)

    def non_data(self, outside: dict[int, NonDataRow]) -> list[NonDataRow]:
        """Return the rows that are no data, with those that stand ``outside`` the sieve instead of the gaps there."""
        found = [row for row in self.sieve.non_data if row.row_number not in outside]
        if self.shape.own:  # an empty cell of a month is no row
            found = [row for row in found if row.kind != "blank" and row.row_number not in self._beside]
        return found

    def notes(self, where: dict[str, str]) -> list[Message]:
        """Say what was found in the rows once all have passed."""
        said = self.merges.notes({**where, "sheet": self.name}) if self.merges is not None else []
        shares = bool(self.shape.own) and not self.is_first
        if shares:  # of the columns that it has in common with the first one, that one speaks
            said = [note for note in said if note.id != "merged_filled"]
        said += [replace(doubt, params={**where, **doubt.params}) for doubt in self.sieve.doubts]
        marked = self.ditto.notes(
            {**where, "sheet": self.name}, {name: self._named(name) for name in self.shape.positions}
        )
        said += [note for note in marked if not shares or note.params["name"] in self._measures]
        if shares:
            return said
        for name in self.fill.as_above(LayoutRules.load(self.sieve.layout.contract.models)):
            said.append(Message("blank_as_above", "hold", {**where, "sheet": self.name, **self._named(name)}))
        for name in sorted(self.fill.wanted & set(self.fill.positions)):
            counted = {"count": str(self.fill.blanks(name))}
            said.append(
                Message("filled_down", "normalise", {**where, "sheet": self.name, **self._named(name), **counted})
            )
        return said

    @property
    def _measures(self) -> set[str]:
        """The columns of a period that it has for itself."""
        return {name for name, position in self.shape.positions.items() if position in self.shape.own}

    def _named(self, name: str) -> dict[str, str]:
        column = self.sieve.layout.contract.column(name)
        letter = column_letter(self.shape.positions[name])
        return {
            "column": column.title_fa,
            "column_en": column.title_en,
            "name": name,
            "letter": letter,
            "count": str(self.fill.blanks(name)),
        }

    def _own_columns(self, body: Body) -> Body:
        """Hide the columns of tables beside this one."""
        if self.shape.span is None:
            return body
        low, high = self.shape.span
        nothing = pa.nulls(body.length, pa.string())
        columns = (c if low <= p <= high else nothing for p, c in enumerate(body.columns))
        return Body(tuple(columns), body.numbers)

    def _note_others(self, body: Body) -> None:
        """Note the rows that hold nothing in the columns of this period, if they do in those of another."""
        if self.shape.own:
            mine, theirs = _any_valid(body, self.shape.own), _any_valid(body, self.shape.beside)
            other = ~mine & theirs if self.is_first else ~mine
            self._beside.update(body.numbers.take(pa.array(np.flatnonzero(other))).to_pylist())

    def _own_rows(self, body: Body) -> Body:
        """Leave out the rows of other periods."""
        if not self._beside or not body.length:
            return body
        keep = [n for n, number in enumerate(body.numbers.to_pylist()) if number not in self._beside]
        self._left_out += body.length - len(keep)
        return body if len(keep) == body.length else body.take(pa.array(keep, pa.int64()))

    def _write(self, bodies: Sequence[Body], landing: Landing) -> None:
        filled = [self._own_rows(self.fill.feed(self.ditto.feed(body))) for body in bodies]
        for body, constants in self._by_section(filled):
            landing.write(self.name, [body], self.shape.positions, constants)
            self.landed += body.length

    def _by_section(self, bodies: Sequence[Body]) -> list[tuple[Body, dict[str, str]]]:
        """Cut bodies where a section begins, and give each piece the constants of its section."""
        starts = [number for number, _ in self.sections]
        out: list[tuple[Body, dict[str, str]]] = []
        for body in bodies:
            if not body.length:
                continue
            numbers = body.numbers.to_numpy()
            cuts = [0, *(int(np.searchsorted(numbers, s)) for s in starts), body.length]
            for low, high in itertools.pairwise(cuts):
                if low < high:
                    place = bisect_right(starts, int(numbers[low])) - 1
                    constants = self.sections[place][1] if place >= 0 else dict(self.shape.constants)
                    out.append((body.slice(low, high - low), constants))
        return out


def _any_valid(body: Body, positions: Sequence[int]) -> np.ndarray:
    found = np.zeros(body.length, dtype=bool)
    for position in positions:
        if position < len(body.columns):
            found |= pc.is_valid(body.columns[position]).to_numpy(zero_copy_only=False)
    return found


def parts_of(
    sheet: Sheet,
    header_row: Row,
    shapes: Sequence[Shape],
    contract: Contract,
    first_number: int,
    suffix: str,
    wanted: frozenset[str],
) -> list[Part]:
    """Return the tables under one header, whose rows begin at the clerk's row ``first_number``."""
    parts = []
    for number, shape in enumerate(shapes):
        low, high = shape.span or (0, 1 << 30)
        headings = {p: t for p, t in enumerate(header_row) if t and t.strip() and low <= p <= high}
        layout = Layout(contract, shape.positions, headings)
        name = sheet.name + suffix + shape.suffix
        labels = {c.name: shape.positions[c.name] for c in label_columns(contract, list(shape.positions))}
        ordered = dict(sorted(labels.items(), key=lambda item: item[1]))
        wide_first = number == 0
        merges = Filler(sheet.merged, layout, first_number) if sheet.merged else None
        parts.append(
            Part(
                sheet,
                name,
                shape,
                Sieve(name, layout, first_number),
                FillDown(ordered, wanted),
                merges,
                Ditto(contract, shape.positions),
                wide_first,
            )
        )
    return parts
