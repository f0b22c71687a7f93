"""Say how the table under one header is to be read: as one table, as several side by side, or turned.

A shape gives the place of each of the contract's columns. A sheet whose headings repeat to the right holds two tables;
a table with a column for every month holds one table a month.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from pipelines.contracts.model import Contract
from pipelines.foundation.persian import listed
from pipelines.normalise.text import clean_text, search_key
from pipelines.normalise.units import UnitTable
from pipelines.reading.cells import column_letter
from pipelines.reading.headings import Header, Heading, HeadingIndex, Row
from pipelines.reading.period_headings import Tag
from pipelines.reading.result import RefusedFile
from pipelines.reading.wide import Sum, Wide, find_wide, held_by, measure_of_texts, periods_over


@dataclass(frozen=True, slots=True)
class Shape:
    """How one table lies in its sheet.

    ``chosen`` is the heading of each contract column, ``others`` the headings that name none. ``span`` are the first
    and the last column of a table beside another one. ``suffix`` tells tables of one sheet apart. ``constants`` are
    columns that a heading holds for the whole table (a month); of such a table, ``own`` are the columns of its measures
    and ``beside`` those of the other periods.
    """

    chosen: Mapping[str, Heading]
    others: tuple[Heading, ...] = ()
    suffix: str = ""
    span: tuple[int, int] | None = None
    constants: Mapping[str, str] = field(default_factory=dict)
    own: tuple[int, ...] = ()
    beside: tuple[int, ...] = ()

    @property
    def positions(self) -> dict[str, int]:
        """Where each column stands."""
        return {name: heading.position for name, heading in self.chosen.items()}


@dataclass(frozen=True, slots=True)
class Shaped:
    """The tables under one header, the last row of the header (from 0), and the totals of periods beside them."""

    row: int
    first_row: int
    shapes: tuple[Shape, ...]
    totals: tuple[Sum, ...] = ()

    @property
    def columns(self) -> set[str]:
        """Columns that every table has."""
        return set.intersection(*({*s.chosen, *s.constants} for s in self.shapes))


@dataclass(frozen=True, slots=True)
class Reading:
    """What is needed to understand a header: the contract, its headings, units, and where the file is named."""

    contract: Contract
    index: HeadingIndex
    units: UnitTable
    file_name: str

    @property
    def needed(self) -> frozenset[str]:
        """Columns without which a table cannot be read."""
        return frozenset(c.name for c in self.contract.lacking(()))

    @property
    def headed(self) -> frozenset[str]:
        """Columns without which a table cannot be read and that are read from no other."""
        return frozenset(c.name for c in self.contract.lacking(()) if c.read_from is None)

    def lacking(self, present: Collection[str]) -> frozenset[str]:
        """Return the needed columns that a table with the columns ``present`` lacks, and reads from none of them."""
        return frozenset(c.name for c in self.contract.lacking(present))


def shapes_under(
    reading: Reading,
    rows: Sequence[Row],
    header: Header,
    titles: Sequence[str],
    sheet: str,
    first_number: int = 1,
) -> Shaped:
    """Return the tables under ``header`` of ``rows``, the first of which is the clerk's row ``first_number``.

    Raises :class:`RefusedFile` where two headings mean one column, or where the cells of periods say nothing else.
    """
    where = {"sheet": sheet, "row": header.row + first_number}
    repeated = _repeated(header)
    if repeated is not None and (over := _periods_of(repeated, rows, header, reading.contract)):
        return Shaped(header.row, header.first_row, _side_by_side(repeated, over))
    wide = find_wide(rows, header, reading.index, reading.contract)
    if wide is not None and reading.lacking(_once(wide.labels)):
        turned = _turned(reading, wide, header, titles, sheet, where)
        if turned is not None:
            return turned
    if repeated is not None:
        return Shaped(header.row, header.first_row, _side_by_side(repeated))
    chosen = _chosen(header.headings, reading, where)
    return Shaped(header.row, header.first_row, (Shape(chosen, _others(header.headings, chosen)),))


def _others(headings: Sequence[Heading], chosen: Mapping[str, Heading]) -> tuple[Heading, ...]:
    return tuple(h for h in headings if chosen.get(h.column or "") is not h)


def _once(headings: Sequence[Heading]) -> set[str]:
    return {h.column for h in headings if h.column}


def _chosen(headings: Sequence[Heading], reading: Reading, where: Mapping[str, object]) -> dict[str, Heading]:
    """Return the heading of each contract column; two headings for one column are refused."""
    chosen: dict[str, Heading] = {}
    twice: list[tuple[Heading, Heading]] = []
    for heading in headings:
        if heading.column is None:
            continue
        before = chosen.get(heading.column)
        if before is None or (heading.by_title and not before.by_title):
            chosen[heading.column] = heading
        elif heading.by_title == before.by_title:
            twice.append((before, heading))
    if twice:
        before, heading = twice[0]
        message = "tables_side_by_side" if _are_tables(headings, twice) else "duplicate_heading"
        raise RefusedFile(
            message,
            reading.file_name,
            **where,
            value=clean_text(before.text),
            found=clean_text(heading.text),
            letter=f"{column_letter(before.position)}, {column_letter(heading.position)}",
        )
    return chosen


def _are_tables(headings: Sequence[Heading], twice: Sequence[tuple[Heading, Heading]]) -> bool:
    """Tell whether headings that come twice belong to two tables: most of one side come again on the other."""
    columns = [h.column for h in headings if h.column]
    return len(twice) > 1 and 3 * len(twice) >= len(set(columns))


# --- side by side ------------------------------------------------------------------------------------------------


def _repeated(header: Header) -> list[list[Heading]] | None:
    """Return the groups of headings of tables that stand side by side with the same columns, from left to right."""
    named = [h for h in header.headings if h.column]
    first = named[0].column if named else None
    starts = [n for n, h in enumerate(named) if h.column == first]
    if len(starts) < 2:
        return None
    groups = [named[a:b] for a, b in zip(starts, [*starts[1:], len(named)], strict=True)]
    columns = [[h.column for h in group] for group in groups]
    if len(columns[0]) < 2 or any(c != columns[0] for c in columns):
        columns_sorted = [sorted(map(str, c)) for c in columns]
        if len(columns[0]) < 2 or any(c != columns_sorted[0] for c in columns_sorted):
            return None
    if any(len(set(c)) != len(c) for c in columns):
        return None
    edges = _left_edges(header.headings, [group[0] for group in groups])
    return [
        [h for h in header.headings if low <= h.position < high]
        for low, high in zip([-1, *edges[1:]], [*edges[1:], 1 << 30], strict=True)
    ]


def _left_edges(headings: Sequence[Heading], firsts: Sequence[Heading]) -> list[int]:
    """Return where each table begins: with the unknown columns («ردیف») that stand before all of their first ones."""
    places = [headings.index(first) for first in firsts]
    back = 0
    while all(place - back > 0 for place in places):
        before = [headings[place - back - 1] for place in places]
        if any(h.column for h in before) or len({search_key(h.text) for h in before}) != 1:
            break
        back += 1
    return [headings[place - back].position for place in places]


def _periods_of(
    groups: Sequence[Sequence[Heading]], rows: Sequence[Row], header: Header, contract: Contract
) -> list[dict[str, str]]:
    """Return what the one period above each table says («فروردین» above all its columns); empty where one has none."""
    above = periods_over(rows, header, contract.models)
    found: list[dict[str, str]] = []
    for group in groups:
        tags = {tag for h in group for tag in above.get(h.position, [Tag()])}
        held = held_by(contract, next(iter(tags))) if len(tags) == 1 else None
        columns = {h.column for h in group if h.column}
        if not held or set(held) & columns or all(contract.column(c).is_number for c in columns):
            return []
        found.append(held)
    return found


def _side_by_side(
    groups: Sequence[Sequence[Heading]], constants: Sequence[Mapping[str, str]] = ()
) -> tuple[Shape, ...]:
    found = []
    for number, group in enumerate(groups, start=1):
        chosen = {h.column: h for h in group if h.column}
        low = 0 if number == 1 else min(h.position for h in group)
        high = 1 << 30 if number == len(groups) else min(h.position for h in groups[number]) - 1
        suffix = table_suffix(number) if number > 1 else ""
        held = constants[number - 1] if constants else {}
        found.append(Shape(chosen, _others(group, chosen), suffix, (low, high), held))
    return tuple(found)


def table_suffix(number: int) -> str:
    """Return what tells the second table of a sheet from the first in the name of its sheet."""
    return f" · جدول {number}"


# --- periods as columns ------------------------------------------------------------------------------------------


def _turned(
    reading: Reading,
    wide: Wide,
    header: Header,
    titles: Sequence[str],
    sheet: str,
    where: Mapping[str, object],
) -> Shaped | None:
    """Return a table a period; None when the contract has no column for the periods and the table is none of its."""
    contract, name = reading.contract, reading.file_name
    shown = listed(f"«{tag.title()}»" for tag in wide.tags[:4])
    held = {tag: held_by(contract, tag) for tag in wide.tags}
    if any(columns is None for columns in held.values()):
        if not reading.lacking(header.columns) and not _duplicates(header):
            return None
        raise RefusedFile(
            "periods_as_columns",
            name,
            **where,
            found=shown,
            feed=contract.title_fa,
            feed_en=contract.title_en,
        )
    if wide.unclear:
        raise RefusedFile("period_heading_unclear", name, **where, **_shown(wide.unclear))
    if wide.unmeasured and wide.cells:
        measure = measure_of_texts([*reversed(titles), sheet], contract, reading.index)
        if measure is None:
            raise RefusedFile("periods_without_measure", name, **where, found=shown)
        wide = wide.measured(str(measure.column), measure.unit)
        others = [c.heading for c in wide.cells if c.heading.unit and not _fits(c.heading, reading)]
        if others:
            raise RefusedFile("period_heading_unclear", name, **where, **_shown(others))
    wide = wide.with_totals_of_labels(contract)
    if overlapping := wide.overlapping():
        running = [c for c in overlapping if c.stretch.is_running]
        message = "periods_running" if running else "periods_overlap"
        raise RefusedFile(message, name, **where, **_shown([c.heading for c in running or overlapping]))
    if beside := wide.beside(contract):
        raise RefusedFile("measure_beside_periods", name, **where, **_shown(beside), expected=shown)
    for cells in (wide.cells, wide.aside):
        if len({(c.tag, c.stretch, c.heading.column) for c in cells}) != len(cells):
            raise RefusedFile("periods_twice", name, **where, found=shown)
    return _tables_of(wide, held, header, _chosen(wide.labels, reading, where))


def _fits(heading: Heading, reading: Reading) -> bool:
    """Tell whether a column can be written in the unit of its heading."""
    return reading.index.measures(str(heading.unit), str(heading.column))


def _shown(headings: Sequence[Heading]) -> dict[str, str]:
    return {
        "found": listed(f"«{clean_text(h.text)}»" for h in headings[:4]),
        "letter": ", ".join(column_letter(h.position) for h in headings[:4]),
    }


def _tables_of(
    wide: Wide, held: Mapping[Tag, dict[str, str] | None], header: Header, labels: dict[str, Heading]
) -> Shaped:
    """Return a table for every period of a wide one; those that share its rows know of each other."""
    every = [c.heading.position for c in wide.cells]
    shapes = []
    for tag in wide.tags:
        measures = wide.of(tag)
        own = tuple(h.position for h in measures.values())
        beside = tuple(p for p in every if p not in own)
        partial = tuple(c.heading for c in wide.aside if not (c.stretch.is_sum and wide.parts_of(c)))
        others = (*_others(wide.labels, labels), *partial) if tag == wide.tags[0] else ()
        shapes.append(Shape({**labels, **measures}, others, f" · {tag.title()}", None, held[tag] or {}, own, beside))
    sums = (Sum(c.heading.column, c.heading.position, wide.parts_of(c)) for c in wide.aside if c.heading.column)
    return Shaped(wide.row, header.first_row, tuple(shapes), tuple(s for s in sums if s.parts))


def _duplicates(header: Header) -> bool:
    named = [h.column for h in header.headings if h.column]
    return len(set(named)) != len(named)
