"""Read one sheet block by block: a heading that comes again in another order starts another table.

The rows pass in bodies. Only rows that may be a heading, or that hold next to nothing, are looked at one by one; what
is between them passes as it is. A heading in the same order is the same table's, on its next page. A line that tells a
county or a month begins a section. A heading that cannot be understood refuses the file: its rows are never read with
the heading before it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pipelines.foundation.messages import Message
from pipelines.normalise.text import clean_text, search_key
from pipelines.reading import furniture
from pipelines.reading.beside import TotalsBeside
from pipelines.reading.block import Block, is_same_table, named_apart, not_understood
from pipelines.reading.heading_rows import HEADING_ROWS, Found, heading_at, strange_heading
from pipelines.reading.landing import Landing
from pipelines.reading.lines_over import Lines, joined_texts, line_of_one, lines_over
from pipelines.reading.looked import KEPT_BACK, Looked, has_figures, joined, texts_of
from pipelines.reading.parts import Part, parts_of
from pipelines.reading.result import NonDataKind, NonDataRow
from pipelines.reading.shapes import Reading, Shaped, shapes_under
from pipelines.reading.sheets import Body, Row, Sheet
from pipelines.reading.telling import (
    bands_of,
    differing_beside,
    told_by_line,
    told_over,
    unclear_in_line,
    unclear_notes,
)
from pipelines.reading.told import Narrator, Told, without_the_obvious
from pipelines.reading.understanding import (
    Collected,
    understand,
    unit_read,
    units_stated_otherwise,
)
from pipelines.reading.watch import CELLS_OF_LINE, Watch


@dataclass(slots=True)
class SheetReader:
    """Reads the rows of one sheet whose first header is known."""

    reading: Reading
    sheet: Sheet
    narrator: Narrator
    collected: Collected
    fill_down: frozenset[str] = frozenset()
    blocks: list[Block] = field(default_factory=list)
    outside: dict[int, NonDataRow] = field(default_factory=dict)
    told: list[tuple[str, Told]] = field(default_factory=list)
    _titles: set[str] = field(default_factory=set)
    _top: Lines = field(default_factory=lambda: Lines([], []))
    _kept: set[str] = field(default_factory=set)
    _stated_otherwise: set[tuple[int, str]] = field(default_factory=set)
    _kept_back: Body | None = None
    _after_heading: bool = True

    @property
    def block(self) -> Block:
        """The block at hand."""
        return self.blocks[-1]

    @property
    def parts(self) -> list[Part]:
        """Every table that was found."""
        return [part for block in self.blocks for part in block.parts]

    def begin(self, shaped: Shaped, told: Sequence[dict[str, Told]], kept: frozenset[str]) -> None:
        """Begin with the header at the top of the sheet; ``kept`` are told columns that are not obvious."""
        head = self.sheet.head
        top = head[: shaped.first_row]
        self._titles = {search_key(" ".join(texts_of(row))) for row in top} - {""}
        self._top = lines_over(top, 1, shaped.shapes, self.sheet.merged)
        self._kept = set(kept)
        self._open(shaped, head[shaped.row], shaped.row + 2, told, self._top, top)

    def _open(
        self,
        shaped: Shaped,
        header_row: Row,
        first_number: int,
        told: Sequence[dict[str, Told]],
        lines: Lines,
        titles: Sequence[Row],
    ) -> None:
        suffix, shapes = named_apart(self.blocks, shaped)
        parts = parts_of(self.sheet, header_row, shapes, self.reading.contract, first_number, suffix, self.fill_down)
        top = self._top.common if self.blocks else []
        own = [lines.cells(n) for n in range(len(parts))]
        above = [text for texts in top for text in texts]
        preamble = [clean_text(t) for row in titles for t in row if t and t.strip()]
        units = understand(
            self.reading, self.sheet, shaped, parts, (preamble, own, above), first_number - 1, self.collected
        )
        positions = shaped.shapes[0].positions
        mapped = tuple(sorted({p for shape in shaped.shapes for p in shape.positions.values()}))
        beside = [tuple(s.positions.values()) for s in shaped.shapes if s.span]
        watch = Watch(self.reading.contract, self.reading.index, positions, mapped, texts_of(header_row), beside)
        self.blocks.append(
            Block(shaped, first_number, parts, watch, [dict(t) for t in told], TotalsBeside(shaped), units)
        )
        self._begin_section(first_number)
        self._after_heading = True

    def _begin_section(self, number: int) -> None:
        """Let what is told at present hold from the clerk's row ``number`` on."""
        for part, told in zip(self.block.parts, self.block.told, strict=True):
            plain = without_the_obvious(self.reading.contract, [told], self.narrator.known)[0]
            standing = {name: t for name, t in told.items() if name in plain or name in self._kept}
            self._kept |= standing.keys()
            values = {name: t.value for name, t in standing.items()}
            if part.constants != {**part.shape.constants, **values}:
                part.begin_section(number, values)
            self.told += standing.items()

    def feed(self, body: Body, landing: Landing) -> None:
        """Take the next rows of the sheet."""
        if self._kept_back is not None:
            body, self._kept_back = joined(self._kept_back, body), None
        self._pass(body, landing, is_last=False)

    def close(self, landing: Landing) -> None:
        """Take the end of the sheet."""
        if self._kept_back is not None:
            body, self._kept_back = self._kept_back, None
            self._pass(body, landing, is_last=True)
        for part in self.block.parts:
            part.close(landing)

    def _pass(self, body: Body, landing: Landing, *, is_last: bool) -> None:
        """Pass rows up to the end, or up to those that have to wait for what follows them."""
        at = 0
        while at < body.length:
            looked = Looked(body.slice(at, body.length - at), self.block.watch)
            at += self._within_block(looked, landing, is_last=is_last)
            if self._kept_back is not None:
                return

    def _within_block(self, looked: Looked, landing: Landing, *, is_last: bool) -> int:
        """Pass the rows of the block at hand; return how many were dealt with when another one begins."""
        block, length = self.block, looked.body.length
        at = self._column_numbers(looked, 0)
        end = length if is_last else length - looked.trailing()
        for index in looked.events:
            if index < at:
                continue
            if index >= end and not looked.may_be_heading(index):
                break
            found = heading_at(self.reading, looked, index, at) if looked.may_be_heading(index) else None
            if found is not None:
                if found.last + HEADING_ROWS >= length and not is_last:
                    self._pass_rows(looked, at, found.first_title, landing)
                    self._kept_back = looked.body.slice(found.first_title, length - found.first_title)
                    return length
                self._pass_rows(looked, at, found.first_title, landing)
                at = self._take_heading(looked, found, landing)
                if self.block is not block:
                    return at
                at = self._column_numbers(looked, at)
            elif self._stands_over_a_heading(looked, index, at):
                continue
            elif self._line_at(looked, index, at, landing):
                at = index + 1
            elif index in looked.wordy and not self._is_below_heading(looked, index, at):
                if index + HEADING_ROWS >= length and not is_last:
                    low = index - 1 if index > at and index - 1 in looked.sparse else index
                    self._pass_rows(looked, at, low, landing)
                    self._kept_back = looked.body.slice(low, length - low)
                    return length
                self._refuse_strange(looked, index, at)
        keep = 0 if is_last else min(looked.trailing(), length - at)
        self._pass_rows(looked, at, length - keep, landing)
        if keep:
            self._kept_back = looked.body.slice(length - keep, keep)
        return length

    def _is_below_heading(self, looked: Looked, index: int, at: int) -> bool:
        """Tell whether no row of data stands between the heading and this row: it explains the heading."""
        return self._after_heading and not any(has_figures(looked.row(i)) for i in range(at, index))

    def _refuse_strange(self, looked: Looked, index: int, at: int) -> None:
        """Refuse a file with a table whose heading is not known: its rows are never read with the heading before it."""
        positions = self.block.figure_columns(self.reading.contract)
        if headings := strange_heading(self.reading, looked, index, at, positions):
            missing = self.reading.lacking({h.column for h in headings if h.column})
            raise not_understood(self.reading, self.sheet, headings, missing, looked.number(index))

    def _stands_over_a_heading(self, looked: Looked, index: int, at: int) -> bool:
        """Tell whether a line is the title of the heading that follows it, and none between the rows."""
        below = index
        while below < looked.body.length and below - index < KEPT_BACK and looked.is_title(below):
            below += 1
        if below == index or below == looked.body.length or not looked.may_be_heading(below):
            return False
        found = heading_at(self.reading, looked, below, at)
        return found is not None and found.first_title <= index

    def _pass_rows(self, looked: Looked, low: int, high: int, landing: Landing) -> None:
        if low < high:
            self._after_heading = False
            rows = looked.body.slice(low, high - low)
            self.block.beside.look_at(rows)
            for part in self.block.parts:
                part.feed(rows, landing)

    # --- what came of it -----------------------------------------------------------------------------------

    def non_data(self) -> list[NonDataRow]:
        """Return the rows of the sheet that are no data, in their order."""
        found = [row for part in self.parts for row in part.non_data(self.outside)]
        found += self.outside.values()
        ends = [block.first_number for block in self.blocks[1:]] + [max(self.outside, default=0) + 1]
        for block, end in zip(self.blocks, ends, strict=True):
            sieve, name = block.parts[0].sieve, block.parts[0].name
            after = sieve.first_number + sieve.rows_read
            found += [NonDataRow(name, n, "blank", "") for n in range(after, end) if n not in self.outside]
        return sorted(found, key=lambda row: row.row_number)

    def notes(self, where: Mapping[str, str]) -> list[Message]:
        """Say what was found in the rows of each table."""
        said = [note for part in self.parts for note in part.notes(dict(where))]
        for block in self.blocks:
            said += block.beside.notes(self.reading.contract, {**where, "sheet": self.sheet.name})
        return said

    # --- lines ---------------------------------------------------------------------------------------------

    def _line_at(self, looked: Looked, index: int, at: int, landing: Landing) -> bool:
        """Take a line between the rows, if the row is one: what it tells holds from the next row on.

        The rows from ``at`` to the line are passed first.
        """
        if index in looked.leaning:
            self._line_of_one(looked, index)
        texts, number = looked.texts(index), looked.number(index)
        if not texts or index not in looked.sparse:
            return False
        kind: NonDataKind | None = furniture.kind_of_line(texts)
        told: list[dict[str, Told]] = []
        unclear: list[dict[str, str]] = []
        lines = lines_over([looked.line(index)], number, self.block.shaped.shapes, self.sheet.merged)
        if kind is None and all(map(_is_short, [*lines.common, *(row for own in lines.own for row in own)])):
            told = told_by_line(self.narrator, self.block.shaped, lines)
            if index in looked.labelled or looked.is_title(index):
                unclear = unclear_in_line(self.narrator, self.block.shaped, lines, self.block.told)
            is_title = any(told) or any(unclear) or search_key(" ".join(texts)) in self._titles
            kind = "title" if is_title else None
        if not has_figures(looked.row(index)):
            self._unit_in_line(joined_texts(texts), number)
        if kind is None:
            return False
        self._pass_rows(looked, at, index, landing)
        self._leave_out(looked, index, kind)
        if any(told) or any(unclear):
            if lines.leans:
                self._hold("line_beside", number, found=joined_texts(texts))
            self._go_on(told, unclear, number + 1)
        return True

    def _line_of_one(self, looked: Looked, index: int) -> None:
        """Take a line that stands in the columns of one table while a table beside it goes on with its rows."""
        lines = line_of_one(looked.row(index), self.block.shaped.shapes)
        told = told_by_line(self.narrator, self.block.shaped, lines)
        unclear = unclear_in_line(self.narrator, self.block.shaped, lines, self.block.told)
        if any(told) or any(unclear):
            self._go_on(told, unclear, looked.number(index) + 1)

    def _go_on(self, told: Sequence[Mapping[str, Told]], unclear: Sequence[Mapping[str, str]], number: int) -> None:
        """Let the rows from ``number`` on be told anew; what is spoken of and not understood ends what was told."""
        for held, new in zip(self.block.told, told or [{}] * len(self.block.told), strict=True):
            held |= new
        for held, lost in zip(self.block.told, unclear or [{}] * len(self.block.told), strict=True):
            for name in lost.keys() & held.keys():
                del held[name]
        where = {"file": self.reading.file_name, "sheet": self.sheet.name, "row": str(number)}
        self.collected.notes += unclear_notes(self.reading.contract, where, unclear)
        self._begin_section(number)

    def _unit_in_line(self, text: str, number: int) -> None:
        """Hold a file in which a line between or below the rows states another unit than they are read in."""
        if (len(self.blocks), text) in self._stated_otherwise:
            return
        self._stated_otherwise.add((len(self.blocks), text))
        contract, by_code = self.reading.contract, self.reading.units.by_code
        for part, units in zip(self.block.parts, self.block.units, strict=True):
            for name in units_stated_otherwise(self.reading, part.shape, units, [text]):
                column, read = contract.column(name), by_code[unit_read(contract.column(name), units)]
                self._hold(
                    "unit_between_rows",
                    number,
                    found=text,
                    column=column.title_fa,
                    column_en=column.title_en,
                    value=read.title_fa,
                    value_en=read.title_en,
                )
                return

    def _hold(self, message: str, number: int, **values: str) -> None:
        where = {"file": self.reading.file_name, "sheet": self.sheet.name, "row": str(number)}
        self.collected.notes.append(Message(message, "hold", {**where, **values}))

    def _leave_out(self, looked: Looked, index: int, kind: NonDataKind) -> None:
        shown = "" if kind in ("repeated_header", "heading") else clean_text(" | ".join(looked.texts(index)))[:500]
        number = looked.number(index)
        self.outside[number] = NonDataRow(
            self.block.parts[0].name, number, kind if looked.texts(index) else "blank", shown
        )

    def _column_numbers(self, looked: Looked, at: int) -> int:
        """Take the row of column numbers under a heading, if it is there; return the row that follows."""
        if not self._after_heading:
            return at
        headings = sum(len(s.chosen) + len(s.others) for s in self.block.shaped.shapes)
        for index in range(at, min(at + 2, looked.body.length)):
            row = looked.row(index)
            if furniture.numbers_columns(row, headings):
                for above in range(at, index + 1):
                    self._leave_out(looked, above, "column_numbers")
                return index + 1
            if texts_of(row):
                break
        return at

    # --- headings ------------------------------------------------------------------------------------------

    def _take_heading(self, looked: Looked, found: Found, landing: Landing) -> int:
        """Begin the table, or the page, under a heading; return the row that follows the heading."""
        titles = [looked.row(i) for i in range(found.first_title, found.first)]
        said = [" ".join(texts) for row in titles if (texts := texts_of(row))]
        shaped = shapes_under(self.reading, found.rows, found.header, said, self.sheet.name, looked.number(found.above))
        first, last = found.above + shaped.first_row, found.above + shaped.row
        number = looked.number(last) + 1
        fresh = [row if search_key(" ".join(texts_of(row))) not in self._titles else () for row in titles]
        own = lines_over(fresh, looked.number(found.first_title), shaped.shapes, self.sheet.merged)
        heading = found.rows[shaped.first_row : shaped.row]
        bands = bands_of(heading, shaped, self.reading, self.narrator)
        over = [[*own.over(n), *bands[n]] for n in range(len(shaped.shapes))]
        is_same = is_same_table(self.reading, self.block, shaped, own)
        for index in range(found.first_title, first):
            self._leave_out(looked, index, furniture.kind_of_line(looked.texts(index)) or "title")
        for index in range(first, last + 1):
            self._leave_out(looked, index, "repeated_header" if is_same else "heading")
        if is_same:
            told = [self.narrator.of_titles(shaped.columns, lines) for lines in over]
            unclear = [
                {n: t for n, t in self.narrator.unclear(shaped.columns, lines).items() if n in held}
                for lines, held in zip(over, self.block.told, strict=True)
            ]
            self._go_on(told, unclear, number)
            self._after_heading = True
            return last + 1
        told = self._told_for(shaped, over, number - 1)
        for part in self.block.parts:
            part.close(landing)
        where = {"file": self.reading.file_name, "sheet": self.sheet.name, "row": str(number - 1)}
        self.collected.notes.append(Message("another_table", "normalise", where))
        self._open(shaped, found.rows[shaped.row], number, told, own, titles)
        return last + 1

    def _told_for(self, shaped: Shaped, over: Sequence[Sequence[str]], number: int) -> list[dict[str, Told]]:
        """Return what is told for another table; refuses a heading without the columns that a table needs."""
        around = [(lines, self._top.of_all()) for lines in over]
        told, differing = told_over(self.narrator, shaped, around, self.sheet.name)
        if missing := frozenset().union(*(self.reading.lacking(shaped.columns | set(t)) for t in told)):
            others = [h for shape in shaped.shapes for h in shape.others]
            raise not_understood(self.reading, self.sheet, others, missing, number)
        where = {"file": self.reading.file_name, "sheet": self.sheet.name}
        unclear = [self.narrator.unclear(shaped.columns, lines) for lines in over]
        self.collected.notes += self.narrator.differences(where, differing)
        self.collected.notes += differing_beside(self.narrator, where, told)
        self.collected.notes += unclear_notes(self.reading.contract, {**where, "row": str(number + 1)}, unclear)
        return told


def _is_short(texts: Sequence[str]) -> bool:
    """Tell whether a line has no more cells than «شهرستان:» and «بم» need."""
    return len(texts) <= CELLS_OF_LINE
