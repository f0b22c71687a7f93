"""Read one sheet block by block: a heading that comes again in another order starts another table.

The rows pass in bodies. Only rows that may be a heading, or that hold next to nothing, are looked at one by one; what is
between them passes as it is. A heading in the same order is the same table's, on its next page. A line that tells a county
or a month begins a section. A heading that cannot be understood refuses the file: its rows are never read with the
heading before it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pipelines.messages import Message
from pipelines.normalise.text import clean_text, search_key
from pipelines.reading import furniture
from pipelines.reading.beside import TotalsBeside
from pipelines.reading.headings import Header, find_header, reads_as_heading, with_units_below
from pipelines.reading.landing import Landing
from pipelines.reading.looked import KEPT_BACK, Looked, has_figures, joined, texts_of
from pipelines.reading.parts import Part, parts_of
from pipelines.reading.result import NonDataKind, NonDataRow, RefusedFile
from pipelines.reading.shapes import Reading, Shaped, shapes_under, table_suffix
from pipelines.reading.sheets import Body, Row, Sheet
from pipelines.reading.told import Around, Narrator, Told, without_the_obvious
from pipelines.reading.understanding import Collected, understand
from pipelines.reading.watch import Watch

#: Rows that a heading may have.
_HEADING_ROWS = 4


@dataclass(slots=True)
class Block:
    """Tables under one header: one, or several beside each other."""

    shaped: Shaped
    first_number: int
    parts: list[Part]
    watch: Watch
    told: dict[str, Told]
    beside: TotalsBeside


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

    def begin(self, shaped: Shaped, told: dict[str, Told]) -> None:
        """Begin with the header at the top of the sheet."""
        head = self.sheet.head
        self._titles = {search_key(" ".join(texts_of(row))) for row in head[: shaped.first_row]} - {""}
        self._open(shaped, head[shaped.row], shaped.row + 2, told, head[: shaped.first_row])

    def _open(
        self, shaped: Shaped, header_row: Row, first_number: int, told: dict[str, Told], titles: Sequence[Row]
    ) -> None:
        suffix = table_suffix(len(self.blocks) + 1) if self.blocks else ""
        parts = parts_of(
            self.sheet, header_row, shaped.shapes, self.reading.contract, first_number, suffix, self.fill_down
        )
        top = self.sheet.head[: self.blocks[0].shaped.first_row] if self.blocks else titles
        understand(self.reading, self.sheet, shaped, parts, (titles, top), first_number - 1, self.collected)
        positions = shaped.shapes[0].positions
        mapped = tuple(sorted({p for shape in shaped.shapes for p in shape.positions.values()}))
        watch = Watch(self.reading.contract, self.reading.index, positions, mapped, texts_of(header_row))
        self.blocks.append(Block(shaped, first_number, parts, watch, told, TotalsBeside(shaped)))
        self._begin_section(first_number, told)
        self._after_heading = True

    def _begin_section(self, number: int, told: Mapping[str, Told]) -> None:
        values = {name: t.value for name, t in told.items()}
        for part in self.block.parts:
            if part.constants != {**part.shape.constants, **values}:
                part.begin_section(number, values)
        self.told += told.items()

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
        for index in looked.events:
            if index < at:
                continue
            found = self._heading_at(looked, index, at) if looked.may_be_heading(index) else None
            if found is not None:
                if found.last + _HEADING_ROWS >= length and not is_last:
                    self._pass_rows(looked, at, found.first_title, landing)
                    self._kept_back = looked.body.slice(found.first_title, length - found.first_title)
                    return length
                self._pass_rows(looked, at, found.first_title, landing)
                at = self._take_heading(looked, found, landing)
                if self.block is not block:
                    return at
                at = self._column_numbers(looked, at)
            elif index in looked.sparse and self._line_at(looked, index, at, landing):
                at = index + 1
        keep = 0 if is_last else min(looked.trailing(), length - at)
        self._pass_rows(looked, at, length - keep, landing)
        if keep:
            self._kept_back = looked.body.slice(length - keep, keep)
        return length

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
        texts = looked.texts(index)
        text = " ".join(texts)
        kind: NonDataKind | None = furniture.kind_of_line(texts)
        told: dict[str, Told] = {}
        if kind is None and len(texts) <= 2:
            told = self.narrator.line(self.block.shaped.columns, text)
            kind = "title" if told or search_key(text) in self._titles else None
        if kind is None:
            return False
        self._pass_rows(looked, at, index, landing)
        self._leave_out(looked, index, kind)
        if told:
            self.block.told |= told
            self._begin_section(looked.number(index) + 1, self.block.told)
        return True

    def _leave_out(self, looked: Looked, index: int, kind: NonDataKind) -> None:
        shown = (
            ""
            if kind in ("repeated_header", "heading")
            else clean_text(" | ".join(looked.texts(index)))[:500]
        )
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

    def _heading_at(self, looked: Looked, index: int, at: int) -> _Found | None:
        """Return the heading that row ``index`` belongs to, with the lines above it; None when the row is none.

        The rows before ``at`` belong to something else.
        """
        above = max(at, index - _HEADING_ROWS + 1)
        rows = [looked.row(i) for i in range(above, min(looked.body.length, index + _HEADING_ROWS))]
        header = self._header_in(rows, index - above)
        if header is None:
            return None
        first = title = above + header.first_row
        while title > at and first - title < KEPT_BACK and looked.is_title(title - 1):
            title -= 1
        while title < first and not looked.texts(title):
            title += 1
        return _Found(header, rows, above, title, first, above + header.row)

    def _header_in(self, rows: Sequence[Row], at: int) -> Header | None:
        """Return the header among a few rows that includes the row ``at``, if that row reads as a heading."""
        index = self.reading.index
        single = find_header([rows[at]], index)
        if single is None or not reads_as_heading(rows[at], single):
            return None
        best = Header(at, at, single.headings)
        for low in range(max(0, at - 2), at + 1):
            for high in range(max(at, low + 1), min(len(rows), low + 3)):
                window = rows[low : high + 1]
                if any(has_figures(row) for row in window):
                    continue
                found = find_header(window, index)
                if found is None or not found.first_row + low <= at <= found.row + low:
                    continue
                if len(found.columns) > len(best.columns):
                    best = Header(found.row + low, found.first_row + low, found.headings)
        return with_units_below(rows, best, index, self.reading.units)

    def _take_heading(self, looked: Looked, found: _Found, landing: Landing) -> int:
        """Begin the table, or the page, under a heading; return the row that follows the heading."""
        titles = [looked.texts(i) for i in range(found.first_title, found.first)]
        lines = [" ".join(texts) for texts in titles if texts]
        shaped = shapes_under(
            self.reading, found.rows, found.header, lines, self.sheet.name, looked.number(found.above)
        )
        first, last = found.above + shaped.first_row, found.above + shaped.row
        number = looked.number(last) + 1
        own = [line for line in lines if search_key(line) not in self._titles]
        is_same = self._is_same(shaped)
        for index in range(found.first_title, first):
            self._leave_out(looked, index, furniture.kind_of_line(looked.texts(index)) or "title")
        for index in range(first, last + 1):
            self._leave_out(looked, index, "repeated_header" if is_same else "heading")
        if is_same:
            self.block.told |= self.narrator.of_titles(shaped.columns, own)
            self._begin_section(number, self.block.told)
            self._after_heading = True
            return last + 1
        told = self._told_for(shaped, own, number - 1)
        for part in self.block.parts:
            part.close(landing)
        where = {"file": self.reading.file_name, "sheet": self.sheet.name, "row": str(number - 1)}
        self.collected.notes.append(Message("another_table", "normalise", where))
        self._open(shaped, found.rows[shaped.row], number, told, titles)
        return last + 1

    def _told_for(self, shaped: Shaped, own: Sequence[str], number: int) -> dict[str, Told]:
        """Return what is told for another table; refuses a heading without the columns that a table needs."""
        top = self.blocks[0].shaped.first_row
        titles = [" ".join(texts_of(row)) for row in self.sheet.head[:top]]
        told, differing = self.narrator.tell(shaped.columns, Around(own, titles, self.sheet.name))
        if missing := self.reading.lacking(shaped.columns | set(told)):
            raise self._not_understood(shaped, missing, number)
        where = {"file": self.reading.file_name, "sheet": self.sheet.name}
        self.collected.notes += self.narrator.differences(where, differing)
        return without_the_obvious(self.reading.contract, [told], self.narrator.known)[0]

    def _not_understood(self, shaped: Shaped, missing: frozenset[str], number: int) -> RefusedFile:
        lacking = [c for c in self.reading.contract.required_columns if c.name in missing]
        unknown = [clean_text(h.text) for s in shaped.shapes for h in s.others]
        return RefusedFile(
            "block_not_understood", self.reading.file_name, sheet=self.sheet.name, row=number,
            expected="، ".join(f"«{c.title_fa}»" for c in lacking),
            expected_en=", ".join(f"“{c.title_en}” ({c.title_fa})" for c in lacking),
            found="، ".join(f"«{text}»" for text in unknown[:12]) or "—",
        )  # fmt: skip

    def _is_same(self, shaped: Shaped) -> bool:
        """Tell whether a heading means the table at hand: its columns at their places, in the same units.

        A heading may show fewer of them (a merged cell covers one); where it shows something else, it is another's.
        """
        before = self.block.shaped.shapes
        return len(before) == len(shaped.shapes) and all(
            set(b.chosen) <= set(a.chosen)
            and all(
                a.chosen[n].position == h.position and a.chosen[n].unit == h.unit for n, h in b.chosen.items()
            )
            and not {h.position for h in b.others} & set(a.positions.values())
            for a, b in zip(before, shaped.shapes, strict=True)
        )


@dataclass(frozen=True, slots=True)
class _Found:
    """A heading among the rows: ``rows`` begin at ``above``, its lines at ``first_title``, it itself at ``first``."""

    header: Header
    rows: Sequence[Row]
    above: int
    first_title: int
    first: int
    last: int
