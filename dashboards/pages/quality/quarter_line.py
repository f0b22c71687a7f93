"""Lay the expected and received periods of each feed and office out on one line of quarters.

A quarter fills one place of the line and a year four; a run of periods that one row stands for is spread out.
Nothing is assessed here: the states come from ``completeness``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dashboards.data.versions import Row
from pipelines.foundation.period import QUARTERS_OF_YEAR, Period

#: Quarters shown at once: six years fit a page, and a phone.
WINDOW = 24
#: How bad a state is; the worst stands where two fall on one quarter.
GRAVITY = {
    "refused": 6,
    "held": 5,
    "missing": 4,
    "never": 3,
    "partial": 3,
    "late": 2,
    "received": 1,
    "not_due": 0,
}


@dataclass(frozen=True, slots=True)
class Cell:
    """One or several neighbouring quarters in one state; ``row`` is None where nothing was asked or came."""

    begin: int
    length: int
    row: Row | None = None
    period: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One feed and office, its rows, and its cells from the oldest quarter to the newest."""

    rows: tuple[Row, ...]
    cells: tuple[Cell, ...]

    @property
    def head(self) -> Row:
        """A row that names feed and office."""
        return self.rows[0]


def quarters(period: str) -> tuple[int, int]:
    """Return the first quarter of a period, counted from the year 0, and how many quarters it is long."""
    found = Period.parse(period).quarters
    return found[0].place, len(found)


def window(rows: Iterable[Row]) -> tuple[int, int]:
    """Return the first quarter shown and the one after the last.

    The newest ``WINDOW`` of all that is told.
    """
    spans = [(quarters(str(row["period"]))[0], sum(quarters(str(row["period_to"])))) for row in rows]
    if not spans:
        return 0, 0
    last = max(end for _, end in spans)
    return max(min(begin for begin, _ in spans), last - WINDOW), last


def offices(rows: Sequence[Row], begin: int, end: int) -> list[tuple[str, list[Line]]]:
    """Return the lines of each office, the office and the feed with most silence first."""
    feeds: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        feeds.setdefault((str(row["office"]), str(row["feed"])), []).append(row)
    found: dict[str, list[Line]] = {}
    for (office, _), group in feeds.items():
        found.setdefault(office, []).append(Line(tuple(group), tuple(_cells(group, begin, end))))
    ordered = {
        office: sorted(lines, key=lambda line: (-_silence(line), str(line.head["feed"])))
        for office, lines in found.items()
    }
    return sorted(ordered.items(), key=lambda item: (-sum(_silence(line) for line in item[1]), item[0]))


def _silence(line: Line) -> int:
    """Return the quarters for which something was asked and nothing usable came."""
    return sum(
        cell.length for cell in line.cells if cell.row is not None and GRAVITY[cell.row["state"]] > GRAVITY["late"]
    )


def _cells(rows: Sequence[Row], begin: int, end: int) -> list[Cell]:
    """Spread rows over the quarters; a year takes only the quarters that no quarter of its own has taken."""
    slots: list[tuple[Row, str] | None] = [None] * (end - begin)
    for row in sorted(rows, key=lambda row: (quarters(str(row["period"]))[1], -GRAVITY[row["state"]])):
        for first, length, period in _spread(row):
            for place in range(max(first, begin), min(first + length, end)):
                if slots[place - begin] is None:
                    slots[place - begin] = (row, period)
    cells: list[Cell] = []
    for place, slot in enumerate(slots):
        filled = Cell(place, 1) if slot is None else Cell(place, 1, *slot)
        before = cells[-1] if cells else None
        if before is not None and before.row is filled.row and before.period == filled.period:
            cells[-1] = Cell(before.begin, before.length + 1, before.row, before.period)
        else:
            cells.append(filled)
    return cells


def _spread(row: Row) -> list[tuple[int, int, str]]:
    """Return each period of a run: its first quarter, its length, its name; «never» is one long silence."""
    first, length = quarters(str(row["period"]))
    last = quarters(str(row["period_to"]))[0]
    if row["state"] == "never":
        return [(first, sum(quarters(str(row["period_to"]))) - first, str(row["period"]))]
    if length == QUARTERS_OF_YEAR:
        return [(p, length, Period.at(p, "Q").ending("A").key) for p in range(first, last + 1, length)]
    if first == last:
        return [(first, 1, str(row["period"]))]
    return [(place, 1, Period.at(place, "Q").key) for place in range(first, last + 1)]
