"""Read tables that have a column for every month, quarter or year: each of those columns becomes rows.

The contract says which column the headings hold (``fromHeadings``). Months stand above the measures («فروردین» over
«وزن»), below them, or in one heading with them («ارزش دلاری فروردین»); where no heading names a measure, a title or the
sheet's name does. A total of the periods is compared with them and never added.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipelines.contracts.model import Contract
from pipelines.foundation.period import Period
from pipelines.foundation.period_names import MONTHS as MONTH_NAMES
from pipelines.foundation.period_names import SEASONS as SEASON_NAMES
from pipelines.normalise.text import clean_text, search_key
from pipelines.reading.headings import Header, Heading, HeadingIndex, Row
from pipelines.reading.layout_rules import remark_headings
from pipelines.reading.period_headings import (
    WORDS,
    Said,
    Stretch,
    Tag,
    is_known,
    period_of_heading,
    said_by,
    speaks_of_total,
)

#: Fewer headings of periods are words that happen to be there.
_FEWEST_PERIODS = 2


@dataclass(frozen=True, slots=True)
class Cell:
    """One column of a wide table: its months, the column of the contract that it measures, its heading."""

    stretch: Stretch
    heading: Heading

    @property
    def tag(self) -> Tag:
        """The period; the tag without any where it is no single one."""
        return self.stretch.tag or Tag()


@dataclass(frozen=True, slots=True)
class Sum:
    """A column that holds what others hold together: it is compared with them and never added."""

    column: str
    position: int
    parts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Wide:
    """A table with periods as columns: the columns that say what a row is about, and those of each period.

    ``row`` is the last row of the header. ``unmeasured``: no heading says what the cells hold. ``aside`` are columns of
    several periods together. ``unclear`` are headings that name a period and something else, or none for certain.
    """

    row: int
    labels: tuple[Heading, ...]
    cells: tuple[Cell, ...]
    aside: tuple[Cell, ...]
    unclear: tuple[Heading, ...]
    unmeasured: bool

    @property
    def tags(self) -> list[Tag]:
        """The periods, in their order."""
        return sorted({cell.tag for cell in self.cells})

    def of(self, tag: Tag) -> dict[str, Heading]:
        """Return the measures of one period, by column."""
        return {str(c.heading.column): c.heading for c in self.cells if c.tag == tag}

    def measured(self, column: str, unit: str | None) -> Wide:
        """Return the table with all its cells taken for one measure; a total of another one stays what it says."""

        def named(heading: Heading) -> Heading:
            return replace(heading, column=column, unit=heading.unit or unit)

        def of(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
            return tuple(c if c.heading.column else replace(c, heading=named(c.heading)) for c in cells)

        return replace(self, cells=of(self.cells), aside=of(self.aside), unmeasured=False)

    def parts_of(self, cell: Cell) -> tuple[int, ...]:
        """Return where the periods stand that a column holds together."""
        return tuple(
            c.heading.position
            for c in self.cells
            if c.heading.column == cell.heading.column and cell.stretch.holds(c.tag)
        )

    def with_totals_of_labels(self, contract: Contract) -> Wide:
        """Return the table in which measures beside the periods that call themselves totals («ارزش کل») are such."""
        totals = [h for h in self.labels if _is_added(h, contract) and speaks_of_total(h.text, contract.models)]
        cells = tuple(Cell(Stretch(is_sum=True), h) for h in totals)
        labels = tuple(h for h in self.labels if h not in totals)
        return replace(self, labels=labels, aside=(*self.aside, *cells))

    def beside(self, contract: Contract) -> list[Heading]:
        """Return the measures beside the periods: turned, they would come again in the rows of every period."""
        return [h for h in self.labels if _is_added(h, contract)]

    def overlapping(self) -> list[Cell]:
        """Return the columns of which nothing says what of them is counted twice.

        They hold several periods, not all of which are in the table; a total may, but is of one year at least.
        """
        return [c for c in self.aside if not self._is_made_up(c)]

    def _is_made_up(self, cell: Cell) -> bool:
        own = [c.tag for c in self.cells if c.heading.column == cell.heading.column and cell.stretch.holds(c.tag)]
        if cell.stretch.is_whole:
            return True
        if not own or (not cell.stretch.year and len({tag.year for tag in own}) > 1):
            return False
        months = {m for tag in own for m in range(tag.months[0], tag.months[1] + 1)}
        return cell.stretch.is_sum or months >= set(range(cell.stretch.first, cell.stretch.last + 1))


def find_wide(rows: Sequence[Row], header: Header, index: HeadingIndex, contract: Contract) -> Wide | None:
    """Return the header as that of a wide table; None when it is an ordinary one.

    A row of periods above or below the header that was found belongs to it.
    """
    first, below = header.first_row, header.row + 1
    if first and _is_of_periods(rows[first - 1], contract.models):
        first -= 1
    last = below if below < len(rows) and _is_of_periods(rows[below], contract.models) else header.row
    labels: list[Heading] = []
    cells: list[Cell] = []
    unclear: list[Heading] = []
    for position, texts in sorted(_spread(rows[first : last + 1], contract.models).items()):
        own = next((h for h in header.headings if h.position == position), None)
        read = _read(position, texts, index, contract)
        if read is None:
            labels.append(own or Heading(position, texts[-1]))
        elif isinstance(read, Cell):
            cells.append(read)
        else:
            unclear.append(read)
    kept, aside = _finest(cells)
    open_columns = {c.name for c in contract.columns if c.from_headings}
    found = {c.stretch for c in (*kept, *aside) if not c.stretch.is_whole}
    doubted = len(unclear) if open_columns else 0
    if len({c.tag for c in kept}) < _FEWEST_PERIODS and (not open_columns or len(found) + doubted < _FEWEST_PERIODS):
        return None
    if open_columns & {h.column for h in labels}:
        return None
    unmeasured = all(c.heading.column is None for c in kept)
    if not unmeasured:
        unclear += [c.heading for c in kept if not c.heading.column]
        kept = [c for c in kept if c.heading.column]
    return Wide(last, tuple(labels), tuple(kept), tuple(aside), tuple(unclear), unmeasured)


def held_by(contract: Contract, tag: Tag) -> dict[str, str] | None:
    """Return the columns that a period of a heading fills, with their values; None if the contract has none for it."""
    open_columns = [c for c in contract.columns if c.from_headings]
    whole = next((c for c in open_columns if c.kind in ("period", "jalali")), None)
    if whole is not None and tag.year:
        return {whole.name: Period(tag.year, tag.quarter or None, tag.month or None).key}
    found: dict[str, str] = {}
    for value, fits in (
        (str(tag.year) if tag.year else "", lambda c: c.kind == "year"),
        (MONTH_NAMES["fa"][tag.month - 1] if tag.month else "", lambda c: c.codes == "months"),
        (SEASON_NAMES["fa"][tag.quarter - 1] if tag.quarter else "", lambda c: c.codes == "quarters"),
    ):
        column = next(filter(fits, open_columns), None) if value else None
        if value and column is None:
            return None
        if column is not None:
            found[column.name] = value
    return found


def measure_of_texts(texts: Iterable[str], contract: Contract, index: HeadingIndex) -> Heading | None:
    """Return the one measure that titles or a sheet's name speak of («ارزش دلاری صادرات»); None for none or several."""
    found: dict[str, Heading] = {}
    for text in texts:
        words = WORDS.findall(clean_text(text))
        start = 0
        while start < len(words):
            readings = ((n, index.match(0, " ".join(words[start : start + n]))) for n in range(4, 0, -1))
            length, heading = next(((n, h) for n, h in readings if h.column), (1, None))
            if heading is not None and contract.column(str(heading.column)).is_number:
                known = found.get(str(heading.column))
                found[str(heading.column)] = heading if known is None or heading.unit else known
            start += length
    return next(iter(found.values())) if len(found) == 1 else None


def periods_over(rows: Sequence[Row], header: Header, models: Path) -> dict[int, list[Tag]]:
    """Return the periods that stand above each column of a header, in its own rows or in the one above it."""
    first = header.first_row
    if first and _is_of_periods(rows[first - 1], models):
        first -= 1
    spread = _spread(rows[first : header.row + 1], models)
    found = {p: [tag for text in texts if (tag := period_of_heading(text, models))] for p, texts in spread.items()}
    return {p: tags for p, tags in found.items() if tags}


def _is_of_periods(row: Row, models: Path) -> bool:
    """Tell whether most texts of a row are periods, as of the upper or the lower row of a wide header."""
    texts = [text for text in row if text and text.strip()]
    named = [t for text in texts if (t := period_of_heading(text, models)) is not None]
    return len([t for t in named if not t.is_total]) >= _FEWEST_PERIODS and 2 * len(named) >= len(texts)


def _spread(rows: Sequence[Row], models: Path) -> dict[int, list[str]]:
    """Return the texts of each column from the upper row to the lower; upper ones stand for what is right of them.

    A text with nothing below it heads its own column alone: «گمرک» above and «فروردین» below to its right are two.
    """
    spread: dict[int, list[str]] = {}
    *uppers, lower = rows
    groups: list[str | None] = [None] * len(uppers)
    for position in range(max(map(len, rows))):
        own = [_text(row, position) for row in uppers]
        below = _text(lower, position)
        for level, text in enumerate(own):
            if text:
                deeper = [*own[level + 1 :], below]
                groups[level:] = [text if any(deeper) else None, *([None] * (len(groups) - level - 1))]
        if below:
            above = [text or group for text, group in zip(own, groups, strict=True)]
            spread[position] = [*(text for text in above if text), below]
        elif any(own):
            above = [text or group for text, group in zip(own, groups, strict=True)]
            spread[position] = [text for text in (above if _are_periods(own, models) else own) if text]
    return spread


def _are_periods(texts: Sequence[str | None], models: Path) -> bool:
    return all(period_of_heading(text, models) is not None for text in texts if text)


def _text(row: Row, position: int) -> str | None:
    text = row[position] if position < len(row) else None
    return text if text and text.strip() else None


def _read(position: int, texts: Sequence[str], index: HeadingIndex, contract: Contract) -> Cell | Heading | None:
    """Return a column's period and measure; None if its heading names no period, a heading if it does so unclearly."""

    def is_measure(text: str) -> bool:
        column = index.match(position, text).column
        return column is not None and contract.column(column).is_number

    if search_key(texts[-1]) in remark_headings(contract.models):
        return None  # «ملاحظات» right of the months, «مهر و امضا»
    said = [
        Said(None, t) if index.match(position, t).column else said_by(t, contract.models, is_measure) for t in texts
    ]
    heading = Heading(position, " ".join(texts))
    stretches = [s.stretch for s in said if s.stretch is not None]
    others = [s.rest for s in said if s.rest and (s.is_clear or s.stretch)]
    readings = [index.match(position, text) for text in reversed(others)]
    named = [h for h in readings if h.column and contract.column(h.column).is_number]
    is_clear = all(s.is_clear for s in said)
    if (not stretches and is_clear) or (not named and any(h.column for h in readings)):
        return None  # «کشور» under a period that stands to the left of it
    stretch: Stretch | None = Stretch()
    for one in stretches:
        stretch = stretch.within(one) if stretch else None
    units = {unit for h in readings if not h.column and (unit := index.unit_of(h.text))}
    strange = [
        h.text for h in readings if not h.column and not index.unit_of(h.text) and not is_known(h.text, contract)
    ]
    if stretch is not None and stretch.is_whole and (strange or not is_clear) and not named:
        return None if is_clear else heading
    units |= {h.unit for h in named[:1] if h.unit}
    column = named[0].column if named else None
    unit = next(iter(units), None)
    if stretch is None or strange or not is_clear or len(units) > 1 or len({h.column for h in named}) > 1:
        return heading
    if unit and column and not index.measures(unit, column):
        return heading
    return Cell(stretch, replace(heading, column=column, unit=unit))


def _finest(cells: Sequence[Cell]) -> tuple[list[Cell], list[Cell]]:
    """Part the columns of the finest periods from those of several of them together: quarters beside their months."""
    single = [c for c in cells if c.stretch.tag is not None]
    plain = [c for c in single if not c.stretch.is_sum] or single
    grains = {c.tag.grain for c in plain}
    fine = next((grain for grain in "mqy" if grain in grains), "")
    kept = [c for c in single if c.tag.grain == fine]
    return kept, [c for c in cells if c not in kept]


def _is_added(heading: Heading, contract: Contract) -> bool:
    return heading.column is not None and contract.column(heading.column).is_additive
