"""Read tables that have a column for every month, quarter or year: each of those columns becomes rows.

The contract says which column the headings hold (``fromHeadings``). Months stand above the measures («فروردین» over
«وزن»), below them, or in one heading with them («ارزش دلاری فروردین»); where no heading names a measure, a title or the
sheet's name does. A total of the periods is compared with them and never added.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pipelines.contracts.model import Contract
from pipelines.normalise.calendar_words import MONTHS, ORDINALS, SEASONS
from pipelines.normalise.text import ascii_digits, clean_text, search_key
from pipelines.period_names import MONTHS as MONTH_NAMES
from pipelines.period_names import SEASONS as SEASON_NAMES
from pipelines.reading.headings import Header, Heading, HeadingIndex, Row

_Y = r"(?:سال)?(1[34]\d\d)"
_MONTH = re.compile(rf"(?:{_Y})?(?:ماه)?({'|'.join(MONTHS)})(?:ماه)?(?:{_Y})?")
_WHICH = "|".join(ORDINALS)
_QUARTER = re.compile(
    rf"(?:{_Y})?(?:(?:سهماهه?|3ماهه?|فصل)(?:ی)?({_WHICH})|فصل?({'|'.join(SEASONS)})|({'|'.join(SEASONS)})|q([1-4]))(?:{_Y})?"
)
_YEAR = re.compile(_Y)
_TOTAL = frozenset(
    [
        "جمع",
        "جمعکل",
        "مجموع",
        "کل",
        "جمعسال",
        "جمعماهها",
        "جمعفصلها",
        "جمعسالها",
        "جمعکلسال",
        "سالجمع",
        "جمعردیف",
        "total",
        "grandtotal",
        "sum",
        "کلسال",
    ]
)
_PART_TOTAL = re.compile(
    r"(?:جمع)?(?:6|شش|9|نه|12|دوازده)ماهه?.*|نیمه.*|جمع(?:نیمه|فصل|سهماهه|بهار|تابستان|پاییز|زمستان).*"
)
_WORDS = re.compile(r"[^\s()\[\]{}:،,\-–—/]+")
#: Fewer headings of periods are words that happen to be there.
_FEWEST_PERIODS = 2


@dataclass(frozen=True, slots=True, order=True)
class Tag:
    """The period of a heading; with none of the parts it is a total of the others."""

    year: int = 0
    quarter: int = 0
    month: int = 0

    @property
    def is_total(self) -> bool:
        """Whether it is of all periods together."""
        return not (self.year or self.quarter or self.month)

    @property
    def grain(self) -> str:
        """Return which parts it has."""
        return "".join(n for n, v in (("y", self.year), ("q", self.quarter), ("m", self.month)) if v)

    def title(self) -> str:
        """Return the period as a heading would say it."""
        name = MONTH_NAMES["fa"][self.month - 1] if self.month else ""
        name = name or (SEASON_NAMES["fa"][self.quarter - 1] if self.quarter else "")
        return " ".join(part for part in (name, str(self.year or "")) if part)


@dataclass(frozen=True, slots=True)
class Cell:
    """One column of a wide table: its period, the column of the contract that it measures, its heading."""

    tag: Tag
    heading: Heading


@dataclass(frozen=True, slots=True)
class Wide:
    """A table with periods as columns: the columns that say what a row is about, and those of each period.

    ``row`` is the last row of the header. ``unmeasured``: no heading says what the cells hold. ``partial`` are totals
    of some of the periods, which are left aside. ``is_clear`` is false where a quarter or a year stands beside a part
    of its months only: nothing says what is counted twice.
    """

    row: int
    labels: tuple[Heading, ...]
    cells: tuple[Cell, ...]
    unmeasured: bool
    partial: tuple[Heading, ...] = ()
    is_clear: bool = True

    @property
    def tags(self) -> list[Tag]:
        """The periods, in their order, without totals."""
        return sorted({cell.tag for cell in self.cells if not cell.tag.is_total})

    def of(self, tag: Tag) -> dict[str, Heading]:
        """Return the measures of one period, by column."""
        return {str(c.heading.column): c.heading for c in self.cells if c.tag == tag}

    def measured(self, column: str, unit: str | None) -> Wide:
        """Return the table with all its cells taken for one measure."""
        cells = (replace(c, heading=replace(c.heading, column=column, unit=unit)) for c in self.cells)
        return replace(self, cells=tuple(cells), unmeasured=False)


def period_of_heading(text: str) -> Tag | None:
    """Return the period that a heading names as a whole; a total of periods is the tag without any."""
    key = search_key(text)
    if key in _TOTAL:
        return Tag()
    if match := _MONTH.fullmatch(key):
        return Tag(year=int(match[1] or match[3] or 0), month=MONTHS[match[2]])
    if match := _QUARTER.fullmatch(key):
        which = ORDINALS.get(match[2] or match[5] or "") or SEASONS[match[3] or match[4]]
        return Tag(year=int(match[1] or match[6] or 0), quarter=which)
    if match := _YEAR.fullmatch(key):
        return Tag(year=int(match[1]))
    return None


def find_wide(rows: Sequence[Row], header: Header, index: HeadingIndex, contract: Contract) -> Wide | None:
    """Return the header as that of a wide table; None when it is an ordinary one.

    A row of periods above or below the header that was found belongs to it.
    """
    first = header.first_row
    if first and _is_of_periods(rows[first - 1]):
        first -= 1
    last = (
        header.row + 1 if header.row + 1 < len(rows) and _is_of_periods(rows[header.row + 1]) else header.row
    )
    spread = _spread(rows[first : last + 1])
    labels: list[Heading] = []
    cells: list[Cell] = []
    partial: list[Heading] = []
    for position, texts in sorted(spread.items()):
        own = next((h for h in header.headings if h.position == position), None)
        read = _read(position, texts, index, contract)
        if read is None:
            text = " ".join(texts)
            if _PART_TOTAL.fullmatch(search_key(texts[-1])) or _PART_TOTAL.fullmatch(search_key(texts[0])):
                partial.append(Heading(position, text))
            else:
                labels.append(own or Heading(position, texts[-1]))
        else:
            cells.append(read)
    tags = {c.tag for c in cells if not c.tag.is_total}
    present = {h.column for h in labels}
    if len(tags) < _FEWEST_PERIODS or any(c.from_headings and c.name in present for c in contract.columns):
        return None
    cells = [c for c in cells if c.heading.column or not c.tag.is_total] or cells
    unmeasured = all(c.heading.column is None for c in cells if not c.tag.is_total)
    if not unmeasured:
        cells = [c for c in cells if c.heading.column]
    return _finest(Wide(last, tuple(labels), tuple(cells), unmeasured, tuple(partial)))


def held_by(contract: Contract, tag: Tag) -> dict[str, str] | None:
    """Return the columns that a period of a heading fills, with their values; None when the contract has none for it."""
    open_columns = [c for c in contract.columns if c.from_headings]
    whole = next((c for c in open_columns if c.kind in ("period", "jalali")), None)
    if whole is not None and tag.year:
        part = f"-{tag.month:02d}" if tag.month else f"Q{tag.quarter}" if tag.quarter else ""
        return {whole.name: f"{tag.year}{part}"}
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
    """Return the one measure that titles or a sheet's name speak of («ارزش دلاری صادرات»); None when none or several are."""
    found: dict[str, Heading] = {}
    for text in texts:
        words = _WORDS.findall(clean_text(text))
        start = 0
        while start < len(words):
            readings = ((n, index.match(0, " ".join(words[start : start + n]))) for n in range(4, 0, -1))
            length, heading = next(((n, h) for n, h in readings if h.column), (1, None))
            if heading is not None and contract.column(str(heading.column)).is_number:
                known = found.get(str(heading.column))
                found[str(heading.column)] = heading if known is None or heading.unit else known
            start += length
    return next(iter(found.values())) if len(found) == 1 else None


def _is_of_periods(row: Row) -> bool:
    """Tell whether most texts of a row are periods, as of the upper or the lower row of a wide header."""
    texts = [text for text in row if text and text.strip()]
    named = [t for text in texts if (t := period_of_heading(text)) is not None]
    return len([t for t in named if not t.is_total]) >= _FEWEST_PERIODS and 2 * len(named) >= len(texts)


def _spread(rows: Sequence[Row]) -> dict[int, list[str]]:
    """Return the texts of each column from the upper row to the lower; upper ones stand for what is right of them."""
    spread: dict[int, list[str]] = {}
    *uppers, lower = rows
    groups: list[str | None] = [None] * len(uppers)
    for position in range(max(map(len, rows))):
        own = [row[position] if position < len(row) else None for row in uppers]
        groups = [text if text and text.strip() else group for text, group in zip(own, groups, strict=True)]
        below = lower[position] if position < len(lower) else None
        if below and below.strip():
            spread[position] = [*(g for g in groups if g), below]
        elif any(text and text.strip() for text in own):
            spread[position] = [text for text in own if text and text.strip()]
    return spread


def _read(position: int, texts: Sequence[str], index: HeadingIndex, contract: Contract) -> Cell | None:
    """Return period and measure of one column; None when its heading names no period."""
    tags = [tag for text in texts if (tag := period_of_heading(text)) is not None]
    others = [text for text in texts if period_of_heading(text) is None]
    if not tags:
        split = next((s for text in texts if (s := _split(text)) is not None), None)
        if split is None:
            return None
        tag, rest = split
        tags, others = [tag], [rest, *(text for text in others if _split(text) is None)]
    tag = Tag(max(t.year for t in tags), max(t.quarter for t in tags), max(t.month for t in tags))
    readings = [index.match(position, text) for text in reversed(others)]
    named = [h for h in readings if h.column and contract.column(h.column).is_number]
    if not named and any(h.column for h in readings):
        return None  # «کشور» under a period that stands to the left of it
    if not named and others and tag.is_total:
        return None
    return Cell(tag, replace(named[0], text=" ".join(texts)) if named else Heading(position, " ".join(texts)))


def _split(text: str) -> tuple[Tag, str] | None:
    """Split a heading into its period and the rest: «ارزش دلاری فروردین», «فروردین ۱۴۰۲ - وزن»."""
    words = _WORDS.findall(ascii_digits(clean_text(text)))
    for length in range(min(4, len(words) - 1), 0, -1):
        for period, rest in ((words[:length], words[length:]), (words[-length:], words[:-length])):
            tag = period_of_heading(" ".join(period))
            if tag is not None and not tag.is_total:
                return tag, " ".join(rest)
    return None


def _finest(wide: Wide) -> Wide:
    """Leave aside quarters that stand beside their months, and years beside their months or quarters."""
    grains = {tag.grain.replace("y", "") for tag in wide.tags}
    if len(grains) == 1:
        return wide
    fine = "m" if "m" in grains else "q"
    kept = [c for c in wide.cells if c.tag.is_total or fine in c.tag.grain]
    aside = [c for c in wide.cells if c not in kept]
    fines = {c.tag for c in kept}
    is_clear = all(part in fines for c in aside for part in _parts(c.tag, fine))
    partial = (*wide.partial, *(c.heading for c in aside))
    return replace(wide, cells=tuple(kept), partial=partial, is_clear=is_clear)


def _parts(tag: Tag, fine: str) -> list[Tag]:
    """Return the months or quarters that a quarter or a year consists of."""
    if fine == "q":
        return [Tag(tag.year, quarter=q) for q in range(1, 5)]
    months = range(3 * tag.quarter - 2, 3 * tag.quarter + 1) if tag.quarter else range(1, 13)
    return [Tag(tag.year, month=m) for m in months]
