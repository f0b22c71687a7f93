"""Groups of rows whose common cell is written once: merged cells, blanks that mean «as above», pivot tables."""

from __future__ import annotations

from tests.corpus.drawing import Drawing, Line, head, sheet, table, total
from tests.corpus.layouts.registry import PERSONS, by, columns, layout
from tests.corpus.truth import Rows


@layout("county cells merged down", *PERSONS, "cooperatives")
def _(feed: str, rows: Rows) -> Drawing:
    place = columns(feed).index("area")
    lines, merged, at = table(feed, rows), [], 2
    for _county, part in by(rows, "area"):
        merged.append(f"{'ABCDEFGH'[place]}{at}:{'ABCDEFGH'[place]}{at + len(part) - 1}")
        at += len(part)
    return sheet(*lines, merged=merged)


def blanked(feed: str, rows: Rows, *names: str) -> list[Line]:
    """Return heading and rows in which columns are filled in the first row of each group only."""
    lines, before = table(feed, rows), [None] * len(names)
    for line in lines[1:]:
        places = [columns(feed).index(name) for name in names]
        values = [line[p] for p in places]
        for depth, place in enumerate(places):
            if values[: depth + 1] == before[: depth + 1]:
                line[place] = None
        before = values
    return lines


@layout("blank means as above", *PERSONS, "cooperatives", held="blank_as_above")
def _(feed: str, rows: Rows) -> Drawing:
    return sheet(*blanked(feed, rows, "area"))


@layout(
    "blank means as above, filled down by a steward",
    *PERSONS,
    "cooperatives",
    filled=frozenset({"area"}),
    known=("filled_down",),
)
def _(feed: str, rows: Rows) -> Drawing:
    return sheet(*blanked(feed, rows, "area"))


@layout("output of a pivot table", "exports", held="blank_as_above")
def _(feed: str, rows: Rows) -> Drawing:
    return sheet(*_pivot(rows))


@layout("output of a pivot table, filled down by a steward", "exports", filled=frozenset({"customs_office"}))
def _(feed: str, rows: Rows) -> Drawing:
    return sheet(*_pivot(rows))


def _pivot(rows: Rows) -> list[Line]:
    lines: list[Line] = [head("exports")]
    for office, part in by(rows, "customs_office"):
        lines += blanked("exports", part, "customs_office")[1:]
        lines.append(total("exports", part, f"جمع {office}"))
    return [*lines, total("exports", rows, "جمع کل")]
