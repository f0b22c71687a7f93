"""Tables as rows of text and figures, passed through the sieve without a file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pyarrow as pa

from pipelines.contracts import Column, Contract
from pipelines.foundation.workspace import models_dir
from pipelines.reading.non_data import Layout, Sieve
from pipelines.reading.result import NonDataRow
from pipelines.reading.sheets import Body

FIRST = 2

Cells = Sequence[object]


@dataclass
class Landed:
    """Landed rows in memory: number and cells."""

    names: Sequence[str]
    rows: list[tuple[int, list[str | None]]] = field(default_factory=list)

    def batches(self, sheet: str, first: int, last: int, columns: Sequence[str]) -> Iterator[pa.RecordBatch]:
        kept = [(number, row) for number, row in self.rows if first <= number <= last]
        places = [self.names.index(name) for name in columns]
        arrays = [pa.array([row[place] for _, row in kept], pa.string()) for place in places]
        numbers = pa.array([number for number, _ in kept], pa.int32())
        yield pa.record_batch([numbers, *arrays], names=["row_number", *columns])

    def varied(self, sheet: str, columns: Sequence[str]) -> set[str]:
        cells = {name: [row[self.names.index(name)] for _, row in self.rows] for name in columns}
        return {name for name, held in cells.items() if None not in held and len(set(held)) > 1}

    def take_out(self, sheet: str, numbers: Sequence[int]) -> None:
        self.rows = [(number, row) for number, row in self.rows if number not in set(numbers)]


@dataclass
class Sifted:
    """What became of a table: numbers of data rows, what is no data, sentences to a person."""

    data: list[int]
    non_data: list[NonDataRow]
    doubts: list[str]

    @property
    def totals(self) -> list[int]:
        """Numbers of the rows that were taken for totals or averages."""
        return [row.row_number for row in self.non_data if row.kind in ("total", "subtotal", "average")]

    @property
    def claims(self) -> list[tuple[int, str | None, int | None, int | None]]:
        """What each total is of: its row, the claim, the first and the last row."""
        return [(r.row_number, r.claim, r.first_row, r.last_row) for r in self.non_data if r.claim]


def contract(
    texts: Sequence[tuple[str, str]],
    figures: Sequence[str],
    *,
    required: bool = False,
    rates: Sequence[str] = (),
) -> Contract:
    """Return a contract of describing columns (name, kind) and of numbers, which add up unless they are ``rates``."""
    described = tuple(Column(name, name, name, kind, required=required) for name, kind in texts)  # type: ignore[arg-type]
    return Contract(
        feed="trial",
        version="1",
        title_fa="",
        title_en="",
        description_fa="",
        description_en="",
        grain="",
        owner_office="",
        cadence="",
        delivery_kind="events",
        key=(),
        models=models_dir(),
        columns=(
            *described,
            *(Column(name, name, name, "quantity", additive=name not in rates) for name in figures),
        ),
    )


def sift(
    texts: Sequence[tuple[str, str]],
    figures: Sequence[str],
    rows: Sequence[Cells],
    *,
    required: bool = False,
    body_rows: int = 1 << 16,
    rates: Sequence[str] = (),
) -> Sifted:
    """Pass a table (describing cells before figures) through the sieve; the first row below the heading is row 2."""
    names = [*(name for name, _ in texts), *figures]
    layout = Layout(
        contract(texts, figures, required=required, rates=rates),
        {name: place for place, name in enumerate(names)},
        dict(enumerate(names)),
    )
    sieve, landed = Sieve("s", layout, FIRST), Landed(names)
    for begin in range(0, len(rows), body_rows):
        for body in sieve.feed(_body(names, rows[begin : begin + body_rows], FIRST + begin)):
            _land(landed, body)
    for body in sieve.close():
        _land(landed, body)
    sieve.finish(landed)
    assert len(landed.rows) + len(sieve.non_data) == sieve.rows_read, "a row was lost"
    return Sifted([number for number, _ in landed.rows], sieve.non_data, [m.id for m in sieve.doubts])


def _body(names: Sequence[str], rows: Sequence[Cells], first: int) -> Body:
    cells = [[None if cell in (None, "") else str(cell) for cell in row] for row in rows]
    columns = tuple(pa.array([row[place] for row in cells], pa.string()) for place in range(len(names)))
    return Body(columns, pa.array(range(first, first + len(rows)), pa.int32()))


def _land(landed: Landed, body: Body) -> None:
    landed.rows += [(body.numbers[n].as_py(), body.row(n)) for n in range(body.length)]


def summed(rows: Sequence[Cells], places: Sequence[int]) -> list[object]:
    """Return the sums of some columns."""
    return [sum(row[place] for row in rows) for place in places]  # type: ignore[misc]
