"""Find the header of a sheet and say which column each heading is.

Offices put titles, blank rows and merged group headings above it and move it from edition to edition, so the
header is the row (or the two or three rows) under which most of the contract's columns are found. A heading matches
as a whole, by search key; a unit beside it («ارزش (میلیون ریال)») is recognised and kept.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipelines.contracts.model import Column, Contract
from pipelines.foundation.period import YEAR
from pipelines.foundation.persian import latin_digits
from pipelines.normalise.text import clean_text, search_key
from pipelines.normalise.units import Unit, UnitTable
from pipelines.reading import limits

_SEPARATORS = re.compile(r"[()\[\]{}:،,/\-–—]+")
_OF_UNIT = {"به", "برحسب", "حسب", "بر", "واحد", "in"}
_UNIT_IN_TITLE = re.compile(r"(?:واحد|ارقام|مبالغ|مبلغ|اعداد|ارزش|وزن|مقدار|مقادیر)(?:‌ها|ها)?(?:\s|:|به|بر|حسب)*")
#: «ارقام سرمایه به میلیون ریال»: whatever stands before, what follows these words is the unit, if it measures at all.
_BEFORE_UNIT = re.compile(r"(?<!\w)(?:به|بر\s?حسب|بر\s?مبنای)(?!\w)")
#: «ارزش ریالی» says which money, and not whether it is told in thousands: a title may.
_OF_MONEY = frozenset({"ریالی", "دلاری"})
#: Between two units of one title: «میلیون ریال و تن».
_AND = "و"
_THOUSAND = 1000
_SCALES = frozenset({"هزار", "میلیون", "میلیارد"})
#: Base of the money that is to replace the rial: nothing says yet what a table that names it holds.
_NEW_MONEY = "new_rial"
_MEASURES = frozenset({"IRR", "USD", "kg"})
_LONGEST_HEADING = 120
_NO_LETTER = re.compile(r"[\W\d_]*")
#: Fewer named texts are a coincidence, not a heading.
_FEWEST_NAMED = 2
#: What a row of units shows for a column that has none.
_NO_UNIT = frozenset({"", "نفر", "تعداد", "عدد", "ردیف", "واحد"})

Row = Sequence[str | None]


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading: where it stands, its text, the contract column that it names, and the unit beside it."""

    position: int
    text: str
    column: str | None = None
    unit: str | None = None
    by_title: bool = False


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a sheet: its last row (from 0) and its headings."""

    row: int
    first_row: int
    headings: tuple[Heading, ...]

    @property
    def columns(self) -> set[str]:
        """Names of the contract's columns that were found."""
        return {h.column for h in self.headings if h.column}


class HeadingIndex:
    """Every heading under which a contract's columns may come."""

    def __init__(self, contract: Contract, units: UnitTable) -> None:
        self._units = units
        self._titles: dict[str, str] = {}
        self._aliases: dict[str, str] = {}
        self._bases: dict[str, list[Column]] = {}
        self._own = {c.name: _own_unit(c, units) for c in contract.columns if c.is_number}
        self._follow = frozenset(c.name for c in contract.columns if c.indicator_column)
        self._known: dict[str, tuple[str | None, str | None, bool]] = {}
        for column in contract.columns:
            for title in (column.title_fa, column.title_en, column.name):
                self._titles.setdefault(search_key(title), column.name)
        for column in contract.columns:
            for heading in column.headings:
                self._aliases.setdefault(search_key(heading), column.name)
                if column.is_number:
                    base, unit = self._split(heading)
                    known = self._bases.setdefault(search_key(base) if unit else search_key(heading), [])
                    if column not in known:
                        known.append(column)

    def match(self, position: int, text: str) -> Heading:
        """Return what the heading ``text`` means."""
        if len(text) > _LONGEST_HEADING or _NO_LETTER.fullmatch(text):
            return Heading(position, text)
        known = self._known.get(text)
        if known is None:
            known = self._known[text] = self._match(text)
        return Heading(position, text, *known)

    def _match(self, text: str) -> tuple[str | None, str | None, bool]:
        """Return the column that a heading names, the unit beside it, and whether it is the column's title."""
        key = search_key(text)
        for known, by_title in ((self._titles, True), (self._aliases, False)):
            if (name := known.get(key)) is not None:
                # «مساحت کارگاه» ends in a word that is a unit elsewhere; what does not measure the column is none.
                unit = self._split(text)[1] if name in self._own else None
                return name, unit.code if unit and self._measures(unit, name) else None, by_title
        base, unit = self._split(text)
        if unit:
            for column in self._bases.get(search_key(base), []):
                if self._measures(unit, column.name):
                    return column.name, unit.code, False
        return None, None, False

    def unit_of(self, text: str) -> str | None:
        """Return the unit that a text is, and nothing else: «(هزار دلار)», «به تومان»."""
        words = _SEPARATORS.sub(" ", clean_text(text)).split()
        while words and words[0] in _OF_UNIT:
            words.pop(0)
        said = " ".join(words)
        unit = None if said in _OF_MONEY else self._units.find(said)
        return unit.code if unit else None

    def measures(self, code: str, name: str) -> bool:
        """Tell whether the values of a column can be written in the unit ``code``."""
        return self._measures(self._units.by_code[code], name)

    def _measures(self, unit: Unit, name: str) -> bool:
        """Tell whether a column's values can be written in ``unit``; one that follows its indicator takes any."""
        own = self._own.get(name)
        return name in self._follow or (own is not None and own.base == unit.base)

    def _split(self, text: str) -> tuple[str, Unit | None]:
        """Split a unit off the end of a heading: «ارزش (میلیون ریال)», «مبلغ به تومان»."""
        words = _SEPARATORS.sub(" ", clean_text(text)).split()
        for start in range(max(1, len(words) - 3), len(words)):
            said = " ".join(words[start:])
            unit = None if said in _OF_MONEY else self._units.find(said)
            if unit is not None:
                base = words[:start]
                while len(base) > 1 and base[-1] in _OF_UNIT:
                    base.pop()
                return " ".join(base), unit
        return text, None


def find_header(rows: Sequence[Row], index: HeadingIndex, needed: frozenset[str] = frozenset()) -> Header | None:
    """Return the header of the first table: the row (or two, or three) under which most columns are found.

    A row further up that reads like a heading and has all ``needed`` columns goes before one that has more: rows
    between the two are its table. Where the rows at the top have no header with all of them, more rows are looked at.
    """
    best = _best(rows[: limits.HEADER_ROWS], index, needed)
    if (best is None or not needed <= best.columns) and len(rows) > limits.HEADER_ROWS:
        deeper = _best(rows[: limits.DEEPEST_HEADER], index, needed)
        if deeper is not None and (best is None or len(deeper.columns) > len(best.columns)):
            best = deeper
    return best


def _best(rows: Sequence[Row], index: HeadingIndex, needed: frozenset[str]) -> Header | None:
    candidates = [header for header in _candidates(rows, index) if header.columns]
    best = max(candidates, key=lambda h: len(h.columns), default=None)
    if best is None or not needed:
        return best
    first = next(
        (h for h in candidates if h.row < best.first_row and needed <= h.columns and reads_as_heading(rows[h.row], h)),
        None,
    )
    if first is None:
        return best
    same = [h for h in candidates if h.first_row <= first.row <= h.row]
    return max(same, key=lambda h: len(h.columns))


def reads_as_heading(row: Row, header: Header) -> bool:
    """Tell whether a row is a heading: two or more texts name columns, at least half of all, and none is a number."""
    texts = [text.strip() for text in row if text and text.strip()]
    named = sum(1 for h in header.headings if h.column)
    return named >= _FEWEST_NAMED and 2 * named >= len(texts) and not any(map(is_figure, texts))


def is_figure(text: str) -> bool:
    """Tell whether a cell holds figures and no word: a number, a date, a code. A year may be a heading."""
    plain = latin_digits(text)
    return any(c.isdigit() for c in plain) and not any(c.isalpha() for c in plain) and not re.fullmatch(YEAR, plain)


def _candidates(rows: Sequence[Row], index: HeadingIndex) -> Iterator[Header]:
    """Yield single rows first, so that several rows are taken only when they find more.

    Some column of a header of several rows stands in one row alone («گمرک» beside «ارزش» over «ریالی»), so rows that
    name nothing by themselves are no header.
    """
    singles = [
        Header(number, number, _matched(((p, [t]) for p, t in enumerate(row) if t), index))
        for number, row in enumerate(rows)
    ]
    yield from singles
    for height in (2, 3):
        for number in range(len(rows) - height + 1):
            top, *between = rows[number : number + height - 1]
            named = any(h.columns for h in singles[number : number + height])
            if named and sum(1 for t in top if t) >= _FEWEST_NAMED and all(map(any, between)):
                headings = _matched(stacked(rows[number : number + height]), index)
                yield Header(number + height - 1, number, headings)


def stacked(rows: Sequence[Row]) -> Iterator[tuple[int, list[str]]]:
    """Yield the readings of each column of a header of several rows, the likeliest first.

    A text stands for the columns to its right, up to the next one in its row: a group heading spans them.
    """
    *uppers, lower = rows
    groups: list[str | None] = [None] * len(uppers)
    for position in range(max(map(len, rows))):
        above = [row[position] if position < len(row) else None for row in uppers]
        groups = [text or group for text, group in zip(above, groups, strict=True)]
        below = lower[position] if position < len(lower) else None
        known = [group for group in reversed(groups) if group]
        if below and known:
            readings = [text for group in known for text in (f"{group} {below}", f"{group} ({below})")]
            yield position, [*readings, below]
        elif below or any(above):
            yield position, [below or next(text for text in reversed(above) if text)]


def _matched(columns: Iterator[tuple[int, list[str]]], index: HeadingIndex) -> tuple[Heading, ...]:
    found = []
    for position, texts in columns:
        readings = [index.match(position, text) for text in texts if text.strip()]
        if readings:
            found.append(next((h for h in readings if h.column), readings[-1]))
    return tuple(found)


def with_units_below(rows: Sequence[Row], header: Header, index: HeadingIndex, units: UnitTable) -> Header:
    """Return ``header`` with the row below it when that holds nothing but units: «ریال», «(کیلوگرم)»."""
    below = rows[header.row + 1] if header.row + 1 < len(rows) else ()
    texts = [_SEPARATORS.sub(" ", clean_text(text)).strip() for text in below if text and text.strip()]
    if not texts or not all(units.find(text) or text in _NO_UNIT for text in texts):
        return header
    if not any(units.find(text) for text in texts):
        return header
    wide = Header(header.row + 1, header.first_row, _matched(stacked(rows[header.first_row : header.row + 2]), index))
    return wide if wide.columns >= header.columns else header


def units_of_titles(
    titles: Sequence[str], columns: Sequence[Column], units: UnitTable
) -> tuple[dict[str, str], list[str], list[str]]:
    """Return the unit that titles above the header declare («ارقام به میلیون ریال»), by column.

    The second answer are units of one kind that contradict each other: nothing says which one holds. The third are
    multiples of money that titles only mention («سرمایه، میلیون ریال») while nothing declares one, and money of
    another kind («ریال جدید»): read in plain rial the column would be wrong by that factor if they are meant.
    """
    stated = units_stated(titles, columns, units)
    mentioned = [unit for title in titles for unit in _multiples_of_money(title, units)]
    new_money = {unit.code for title in titles for unit in _new_money(title, units)}
    found: dict[str, str] = {}
    unclear: set[str] = set()
    doubtful: set[str] = set()
    for column in columns:
        if not column.is_number:
            continue
        own, fitting = _own_unit(column, units), stated.get(column.name, frozenset())
        if len(fitting) == 1:
            (found[column.name],) = fitting
        elif fitting:
            unclear |= fitting
        elif own is not None and not column.unit_column:
            doubtful |= {unit.code for unit in mentioned if unit.base == own.base}
        if column.kind == "money" or (own is not None and own.base == "IRR"):
            doubtful |= new_money
    return found, sorted(unclear), sorted(doubtful)


def units_stated(titles: Sequence[str], columns: Sequence[Column], units: UnitTable) -> dict[str, frozenset[str]]:
    """Return the units that titles declare of the kind of each column of numbers, by column; several contradict."""
    stated = {unit for title in titles for unit in _units_of_title(title, units)}
    owned = ((c.name, _own_unit(c, units)) for c in columns if c.is_number)
    found = {name: frozenset(u.code for u in stated if own is not None and u.base == own.base) for name, own in owned}
    return {name: codes for name, codes in found.items() if codes}


def _own_unit(column: Column, units: UnitTable) -> Unit | None:
    return units.by_code.get(column.unit or ("IRR" if column.kind == "money" else ""))


def _units_of_title(title: str, units: UnitTable) -> Iterator[Unit]:
    """Yield every unit that a title declares: «ارزش: میلیون ریال - وزن: تن» and «(تن - میلیون ریال)» declare two."""
    text = clean_text(title)
    for part in [*re.findall(r"[(\[]([^)\]]+)[)\]]", text), text]:
        alone, rest = _units_at(part, units)
        if not rest:
            yield from alone
        for match in _UNIT_IN_TITLE.finditer(part):
            yield from _units_at(part[match.end() :], units)[0]
        for match in _BEFORE_UNIT.finditer(part):
            found = (u for u in _units_at(part[match.end() :], units)[0] if u.base in _MEASURES)
            yield from (u for u in found if not _is_rate(part[: match.start()], u, units))


def _is_rate(before: str, unit: Unit, units: UnitTable) -> bool:
    """Tell whether a plain unit is what another is changed into: «نرخ تبدیل دلار به ریال» tells no amounts in rial."""
    words = _SEPARATORS.sub(" ", before).split()
    other = units.find(words[-1]) if words and unit.factor == 1 else None
    return other is not None and other.base in _MEASURES - {unit.base}


def _units_at(text: str, units: UnitTable) -> tuple[list[Unit], list[str]]:
    """Return the units with which ``text`` begins, one after another («میلیون ریال و تن»), and the words left over."""
    words = _SEPARATORS.sub(" ", text).split()
    found: list[Unit] = []
    while words:
        unit, length = _unit_at(words, units)
        if unit is None:
            break
        found.append(unit)
        words = words[length:]
        if words[:1] == [_AND]:
            words = words[1:]
    return found, words


def _unit_at(words: Sequence[str], units: UnitTable) -> tuple[Unit | None, int]:
    """Return the unit with which ``words`` begin, the longest one, and how many of them it has."""
    for length in (3, 2, 1):
        said = " ".join(words[:length])
        if said not in _OF_MONEY and (unit := units.find(said)) is not None:
            return unit, length
    return None, 0


def _new_money(title: str, units: UnitTable) -> list[Unit]:
    """Return the units of money of another kind that a title names anywhere, with or without a multiple before them."""
    words = _SEPARATORS.sub(" ", clean_text(title)).split()
    found = (units.find(f"{one} {other}") for one, other in itertools.pairwise(words))
    return [unit for unit in found if unit is not None and unit.base == _NEW_MONEY]


def _multiples_of_money(title: str, units: UnitTable) -> list[Unit]:
    """Return the thousands and millions of a currency that a title names without a number before them."""
    words = _SEPARATORS.sub(" ", clean_text(title)).split()
    found = []
    for place in range(len(words)):
        unit, _ = _unit_at(words[place:], units)
        is_multiple = unit is not None and unit.base in ("IRR", "USD") and unit.factor >= _THOUSAND
        before = words[place - 1] if place else ""
        if unit is not None and is_multiple and not any(c.isdigit() for c in before) and before not in _SCALES:
            found.append(unit)
    return found
