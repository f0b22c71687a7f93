"""The rows of a sheet as an office lays them out: titles, header, data, and what is no data among and below them.

A small delivery is laid out row by row here. Large ones have no such rows and are streamed by
:func:`pipelines.demo.writers.write_large_csv`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from pipelines.contracts import Contract
from pipelines.demo.mess import number_text
from pipelines.demo.randomness import chooser
from pipelines.demo.style import Style

Line = list[str | None]

_GROUP = "مشخصات ثبت‌شده"
_NOTES = ("* این فهرست ساختگی است و برای نمایش ساخته شده است.", "توضیح: ارقام این برگه نمایشی است.")
_SIGNATURES = ("مهر و امضا: دستگاه نمایشی", "تهیه‌کننده: کاربر ساختگی")
_SLIPS = (0, 0, 0, 1, -17, 250)


@dataclass(frozen=True, slots=True)
class StatedTotal:
    """A total that the sheet states, and how far it is (in the clean unit) from the true sum of its rows."""

    row_number: int
    column: str
    stated: Decimal
    difference: Decimal


@dataclass(slots=True)
class SheetLayout:
    """One sheet, ready to be written: every line, the lines with data, and what the others are."""

    name: str
    lines: list[Line]
    data_rows: list[int]
    non_data: int
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    positions: dict[str, int] = field(default_factory=dict)
    totals: list[StatedTotal] = field(default_factory=list)


def positions_of(style: Style) -> tuple[dict[str, int], int, int | None]:
    """Return the position of each column, the width of the sheet, and the position of a row counter."""
    at, counter, found = style.offset, None, {}
    if style.counter:
        counter, at = at, at + 1
    for index, name in enumerate(style.columns):
        at += index in style.spacers
        found[name] = at
        at += 1
    return found, at, counter


class SheetWriter:
    """Lays out the sheets of one delivery."""

    def __init__(self, contract: Contract, style: Style, factors: dict[str, Decimal], *names: object) -> None:
        self._contract, self._style, self._factors = contract, style, factors
        self._chance = chooser("sheet", *names)
        self.positions, self.width, self._counter = positions_of(style)

    def lay_out(
        self,
        name: str,
        columns: dict[str, Sequence[str | None]],
        truth: dict[str, Sequence[object]],
    ) -> SheetLayout:
        """Return a sheet of rows given by column; ``truth`` has the true values of the columns that are summed."""
        rows = len(next(iter(columns.values())))
        layout = SheetLayout(name, [], [], 0, positions=self.positions)
        self._head(layout)
        header = len(layout.lines) - 1
        repeated = (
            {rows // 2} if self._style.repeat_header and not self._style.two_header_rows and rows >= 30 else set()
        )
        ends = self._group_ends(columns) if self._style.subtotals else {}
        for row in range(rows):
            if row in repeated:
                line = list(layout.lines[header])
                layout.lines.append(line)
                layout.non_data += 1
            layout.data_rows.append(len(layout.lines) + 1)
            layout.lines.append(self._data_line(columns, row))
            if row in ends:
                self._subtotal(layout, ends[row], row, truth)
        self._close(layout, truth, rows)
        return layout

    def _empty(self) -> Line:
        return [None] * self.width

    def _data_line(self, columns: dict[str, Sequence[str | None]], row: int) -> Line:
        line = self._empty()
        for name, position in self.positions.items():
            line[position] = columns[name][row]
        if self._counter is not None:
            line[self._counter] = str(row + 1)
        return line

    # --- above the data --------------------------------------------------------------------------------------

    def _head(self, layout: SheetLayout) -> None:
        style = self._style
        above = self._chance.randrange(style.blank_rows + 1) if style.titles else 0
        layout.lines += [self._empty() for _ in range(above)]
        for title in style.titles:
            line = self._empty()
            line[0] = title
            if style.format == "xlsx" and self.width > 1:
                layout.merged.append((len(layout.lines), 0, len(layout.lines), self.width - 1))
            layout.lines.append(line)
        layout.lines += [self._empty() for _ in range(style.blank_rows - above)]
        heading = self._empty()
        for name, position in self.positions.items():
            heading[position] = style.headings[name].text
        if self._counter is not None:
            heading[self._counter] = "ردیف"
        if not style.two_header_rows:
            layout.lines.append(heading)
            return
        first, last = self._group()
        upper, lower = list(heading), self._empty()
        for position in range(first, last + 1):
            upper[position], lower[position] = None, heading[position]
        upper[first] = _GROUP
        layout.merged.append((len(layout.lines), first, len(layout.lines), last))
        layout.lines += [upper, lower]

    def _group(self) -> tuple[int, int]:
        """Return first and last position of the columns under a common heading; none of them a number."""
        texts = sorted(p for n, p in self.positions.items() if not self._contract.column(n).is_number)
        runs: list[list[int]] = []
        for position in texts:
            if runs and position == runs[-1][-1] + 1:
                runs[-1].append(position)
            else:
                runs.append([position])
        longest = max(runs, key=len)[:4]
        return longest[0], longest[-1]

    # --- among and below the data ----------------------------------------------------------------------------

    def _summed(self) -> list[str]:
        """Return the columns that an office adds up; never the first one, where the label stands."""
        return [
            n for n, p in self.positions.items() if self._contract.column(n).is_additive and p != self._label_position()
        ]

    def _label_position(self) -> int:
        return min([*self.positions.values(), *([self._counter] if self._counter is not None else [])])

    def _group_ends(self, columns: dict[str, Sequence[str | None]]) -> dict[int, int]:
        """Return, by the last row of a group of equal first-key texts, its first row; short groups have no subtotal."""
        texts = columns[self._contract.key[0]]
        ends: dict[int, int] = {}
        start = 0
        for row in range(1, len(texts) + 1):
            if row == len(texts) or texts[row] != texts[start]:
                if row - start >= 4 and len(ends) < 6:
                    ends[row - 1] = start
                start = row
        return ends

    def _sum_line(
        self, label: str, truth: dict[str, Sequence[object]], first: int, end: int
    ) -> tuple[Line, dict[str, Decimal]]:
        line, sums = self._empty(), {}
        line[self._label_position()] = label
        for name in self._summed():
            if all(v is None for v in truth[name][first:end]):
                continue
            total = sum((Decimal(str(v)) for v in truth[name][first:end] if v is not None), Decimal(0))
            sums[name] = total
            line[self.positions[name]] = self._written(name, total)
        return line, sums

    def _written(self, name: str, value: Decimal) -> str:
        unit = self._style.unit(name)
        return number_text(value / (self._factors[unit] if unit else 1))

    def _subtotal(self, layout: SheetLayout, first: int, last: int, truth: dict[str, Sequence[object]]) -> None:
        if self._summed():
            layout.lines.append(self._sum_line("جمع گمرک", truth, first, last + 1)[0])
            layout.non_data += 1

    def _close(self, layout: SheetLayout, truth: dict[str, Sequence[object]], rows: int) -> None:
        style = self._style
        below: list[Line] = []
        if style.total and self._summed() and rows >= 2:
            line, sums = self._sum_line(style.total, truth, 0, rows)
            at = len(layout.lines) + 1
            for name, total in sums.items():
                slip = Decimal(self._chance.choice(_SLIPS))
                unit = style.unit(name)
                stated = total + slip * (self._factors[unit] if unit else 1)
                line[self.positions[name]] = self._written(name, stated)
                layout.totals.append(StatedTotal(at, name, stated, stated - total))
            below.append(line)
        closing = [
            t
            for wanted, t in (
                (style.note, self._chance.choice(_NOTES)),
                (style.signature, self._chance.choice(_SIGNATURES)),
            )
            if wanted
        ]
        if len(self._contract.required_columns) < 3:
            closing = [t for t in closing if t.startswith("*")]
        if closing and self._chance.random() < 0.5:
            below.append(self._empty())
        for text in closing:
            line = self._empty()
            line[self._label_position()] = text
            below.append(line)
        layout.lines += below
        layout.non_data += len(below)
