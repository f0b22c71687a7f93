"""Tell the rows that are no data: blanks, totals, notes, signatures and repeated headers.

A row is left out of the data only when it shows what it is. Anything else stays a data row and has to pass
the contract; a doubtful row goes to quarantine with its reason, never silently away.

Rows pass in bodies, and only those that look suspicious are ever looked at one by one. What can be told only at
the end (a signature, a total without a label) waits there: the last few rows, and rows of numbers alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipelines.contracts.model import ADDITIVE_KINDS, Contract
from pipelines.normalise.numbers import NotANumber, is_missing, parse_amount
from pipelines.normalise.text import clean_text, search_key
from pipelines.reading.result import NonDataKind, NonDataRow
from pipelines.reading.sheets import Body, Row

_TOTAL_WORDS = ("جمع", "مجموع", "سرجمع", "جمعکل", "کل", "total", "subtotal", "grandtotal", "sum")
_TOTAL_START = re.compile(r"(?:جمع|مجموع|سرجمع)(?:[ \u200c:]|\Z)|(?:sub|grand )?total\b", re.IGNORECASE)
_NOTE_START = re.compile(
    r"[*※•†#]|\(\*\)|(?:توضیح|توضیحات|یادداشت|نکته|تذکر|منبع|مأخذ|ماخذ|ملاحظات|پی‌?نوشت|note|source)s?\s*[:：\-]"
    r"|(?:منبع|مأخذ|ماخذ|توضیح|تذکر)\s",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(
    r"(?:نام و (?:نام خانوادگی|امضا)|مهر و امضا|امضا|تهیه[ \u200c]?کننده|تنظیم[ \u200c]?کننده|تأیید[ \u200c]?کننده"
    r"|تایید[ \u200c]?کننده|مدیر ?کل|رئیس|رییس|کارشناس|معاون|تاریخ (?:تهیه|تنظیم|گزارش)|signature|prepared by)",
    re.IGNORECASE,
)
#: How far an unlabelled total may be from the sum: published customs totals were up to 1.3 % off.
_CLOSE = Decimal("0.05")
#: Rows at the end among which signatures and closing notes are looked for.
_CLOSING_ROWS = 50
#: More rows of bare numbers than this are data with missing keys, not totals.
_MOST_UNLABELLED = 20
#: What the first text of a total, a note or a signature may begin with (RE2; invisible marks before it).
_SUSPECT = (
    r"(?i)^[\s\x{200b}-\x{200f}\x{202a}-\x{202e}\x{feff}\"'«(]*"
    r"(جم[ـ]*ع|مجموع|سرجمع|کل|كل|total|subtotal|grand|sum|[*※•†#]|توض|یادداشت|يادداشت|نکته|نكته|تذکر|تذكر"
    r"|منبع|م[أا]خذ|ملاحظات|پی|پي|note|source)"
)


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the contract's columns stand in the sheet, and its header's texts."""

    contract: Contract
    positions: Mapping[str, int]
    headings: Mapping[int, str]

    @property
    def additive(self) -> dict[str, int]:
        """Positions of the columns whose values may be summed."""
        return {n: p for n, p in self.positions.items() if self.contract.column(n).kind in ADDITIVE_KINDS}

    @property
    def described(self) -> list[int]:
        """Positions of the columns that say what a row is about: those that are not summed."""
        additive = set(self.additive.values())
        return [p for p in self.positions.values() if p not in additive]

    @property
    def telling(self) -> list[int]:
        """Positions of the columns that a data row fills and a total leaves empty, as far as one can know."""
        additive = set(self.additive.values())
        required = [
            self.positions[c.name] for c in self.contract.columns if c.required and c.name in self.positions
        ]
        return [p for p in required if p not in additive] or self.described


#: Gives the sum of the data cells of a contract's column above the row of a number.
SumAbove = Callable[[str, int], Decimal]


@dataclass(slots=True)
class Sieve:
    """Takes the rows of one sheet, body by body, and gives back those that are data.

    ``feed``, ``close`` and ``settle`` (in this order) return bodies of data rows; after them ``non_data`` holds
    the rest and ``rows_read`` counts the rows up to the last that is not blank. ``first_number`` is the clerk's
    number of the first row below the header.
    """

    sheet_name: str
    layout: Layout
    first_number: int
    non_data: list[NonDataRow] = field(default_factory=list)
    rows_read: int = 0
    _found: dict[int, tuple[NonDataKind, Row]] = field(default_factory=dict)
    _bare: dict[int, Row] = field(default_factory=dict)
    _tail: list[Body] = field(default_factory=list)
    _next_number: int = 0
    _last_number: int = 0
    _first_data: int = 0
    _last_data: int = 0

    def feed(self, body: Body) -> list[Body]:
        """Return the data rows that are known to be data by now, ``body`` being the next of the sheet."""
        if not body.length:
            return []
        self._note_gaps(body)
        self._tail.append(self._without_suspects(body))
        ready = []
        while self._tail and sum(part.length for part in self._tail[1:]) >= _CLOSING_ROWS:
            ready.append(self._tail.pop(0))
        first = self._tail[0]
        if (spare := sum(part.length for part in self._tail) - _CLOSING_ROWS) > 0:
            ready.append(first.slice(0, spare))
            self._tail[0] = first.slice(spare, first.length - spare)
        return self._data(ready)

    def close(self) -> list[Body]:
        """Return the last data rows, without the signatures and notes at the end."""
        return self._data(self._without_closing(self._tail))

    def settle(self, sum_above: SumAbove) -> list[Body]:
        """Return rows of numbers alone that turn out to be data, and describe all that are none."""
        back = self._data(self._settle_bare(sum_above))
        for number, (kind, row) in sorted(self._found.items()):
            if kind == "blank" and number > self._last_number:
                continue  # after the last row that holds anything
            if kind == "total" and self._is_of_a_part(number, row):
                kind = "subtotal"
            self.non_data.append(_described(row, self.sheet_name, number, kind, self.layout))
        self.rows_read = max(0, self._last_number - self.first_number + 1)
        return back

    def _is_of_a_part(self, number: int, row: Row) -> bool:
        """Tell whether a total is of the rows since the one before it, and not of the whole.

        The last part ends the table too: a total that is called like one of the parts above, and that another
        total follows, is the last part's.
        """
        if _is_grand(row):
            return False
        if self._first_data < number < self._last_data:
            return True
        totals = {n: _label(other) for n, (kind, other) in self._found.items() if kind == "total"}
        alike = any(n < self._last_data and label == _label(row) for n, label in totals.items())
        return alike and any(n > number for n in totals)

    def _note_gaps(self, body: Body) -> None:
        """Enter as blank the rows that never came: empty lines of a text file."""
        numbers = body.numbers.to_numpy()
        expected = self._next_number or self.first_number
        if numbers[-1] - expected + 1 != body.length:
            for number in np.setdiff1d(np.arange(expected, numbers[-1] + 1), numbers):
                self._found[int(number)] = ("blank", ())
        self._next_number = int(numbers[-1]) + 1

    def _data(self, parts: Sequence[Body]) -> list[Body]:
        """Note where data begin and end, and pass the parts that hold any."""
        filled = [part for part in parts if part.length]
        for part in filled:
            low, high = part.numbers[0].as_py(), part.numbers[part.length - 1].as_py()
            self._first_data = min(self._first_data or low, low)
            self._last_data = max(self._last_data, high)
            self._last_number = max(self._last_number, high)
        return filled

    def _is_none(self, number: int, kind: NonDataKind, row: Row) -> None:
        self._found[number] = (kind, row)
        if kind != "blank":
            self._last_number = max(self._last_number, number)

    def _without_suspects(self, body: Body) -> Body:
        """Return ``body`` without the rows that show by themselves that they are no data, or may turn out so."""
        out: list[int] = []
        for index in _suspects(body, self.layout):
            row, number = body.row(index), body.numbers[index].as_py()
            kind = _own_kind(row, self.layout)
            if kind is not None:
                self._is_none(number, kind, row)
            elif len(self._bare) <= _MOST_UNLABELLED and _is_bare(row, self.layout):
                self._bare[number] = row
                self._last_number = max(self._last_number, number)
            else:
                continue
            out.append(index)
        if not out:
            return body
        keep = np.ones(body.length, dtype=bool)
        keep[out] = False
        return body.take(pa.array(np.flatnonzero(keep)))

    def _without_closing(self, tail: Sequence[Body]) -> list[Body]:
        """Take signatures and notes off the end, the last row first."""
        parts = [part for part in tail if part.length]
        for _ in range(_CLOSING_ROWS):
            if not parts:
                break
            last = parts[-1]
            row, number = last.row(last.length - 1), last.numbers[last.length - 1].as_py()
            kind = _closing_kind(row, self.layout)
            if kind is None:
                break
            self._is_none(number, kind, row)
            parts[-1] = last.slice(0, last.length - 1)
            if not parts[-1].length:
                parts.pop()
        return parts

    def _settle_bare(self, sum_above: SumAbove) -> list[Body]:
        """Decide on rows of numbers alone: totals if they come close to the sums above them, else data."""
        few = len(self._bare) <= _MOST_UNLABELLED
        back: list[tuple[int, Row]] = []
        for number, row in sorted(self._bare.items()):
            if few and self._is_unlabelled_total(number, row, sum_above):
                self._found[number] = ("total", row)
            else:
                back.append((number, row))
        if not back:
            return []
        width = max(len(row) for _, row in back)
        columns = tuple(
            pa.array([row[p] if p < len(row) else None for _, row in back], pa.string()) for p in range(width)
        )
        return [Body(columns, pa.array([number for number, _ in back], pa.int32()))]

    def _is_unlabelled_total(self, number: int, row: Row, sum_above: SumAbove) -> bool:
        additive = self.layout.additive
        stated = {n: v for n, p in additive.items() if (v := _number(_cell(row, p))) is not None}
        if not self._first_data or number - self._first_data < 2 or not stated:
            return False
        return all(
            abs(value - (total := sum_above(name, number))) <= _CLOSE * abs(total)
            for name, value in stated.items()
        )


def _is_bare(row: Row, layout: Layout) -> bool:
    """Tell whether a row holds numbers alone, none of them in a column that says what the row is about."""
    described = any(_cell(row, p) for p in layout.described)
    return not described and all(_number(text) is not None for text in _texts(row))


def _suspects(body: Body, layout: Layout) -> list[int]:
    """Return the rows that may be no data: sparse ones with a telling text, repeated headings, numbers alone."""
    telling, described = layout.telling, layout.described
    filled = np.zeros(body.length, dtype=np.int16)
    for position in telling:
        filled += _valid(body, position)
    sparse = filled <= max(1, len(telling) // 2)
    for position, text in list(layout.headings.items())[:3]:
        if position < len(body.columns):
            same = pc.fill_null(pc.equal(body.columns[position], text), False)
            sparse |= same.to_numpy(zero_copy_only=False)
    places = np.flatnonzero(sparse)
    if not len(places):
        return []
    few = body if len(places) == body.length else body.take(pa.array(places))
    suspicious = np.zeros(few.length, dtype=bool)
    has_text = np.zeros(few.length, dtype=bool)
    additive = set(layout.additive.values())
    for position, column in enumerate(few.columns):
        if position in additive:
            continue
        if position in described:
            has_text |= _valid(few, position)
        found = pc.match_substring_regex(column, _SUSPECT)
        if position in layout.headings:
            found = pc.or_kleene(found, pc.equal(column, layout.headings[position]))
        suspicious |= pc.fill_null(found, False).to_numpy(zero_copy_only=False)
    return [int(i) for i in places[suspicious | ~has_text]]


def _valid(body: Body, position: int) -> np.ndarray:
    if position >= len(body.columns):
        return np.zeros(body.length, dtype=bool)
    valid: np.ndarray = pc.is_valid(body.columns[position]).to_numpy(zero_copy_only=False)
    return valid


def _cell(row: Row, position: int) -> str:
    return (row[position] or "").strip() if position < len(row) else ""


def _texts(row: Row) -> list[str]:
    return [cell.strip() for cell in row if cell and cell.strip()]


def _own_kind(row: Row, layout: Layout) -> NonDataKind | None:
    """Return the kind that a row shows by itself."""
    texts = _texts(row)
    if not texts:
        return "blank"
    if _repeats_header(row, layout):
        return "repeated_header"
    first = clean_text(texts[0])
    if _is_total(row, first, layout):
        return "total"
    if _NOTE_START.match(first) and _is_sparse(row, layout):
        return "note"
    return None


def _repeats_header(row: Row, layout: Layout) -> bool:
    filled = [(p, c) for p, c in enumerate(row) if c and c.strip()]
    same = sum(1 for p, c in filled if search_key(layout.headings.get(p, "")) == search_key(c))
    return same >= 2 and same == len(filled)


def _is_total(row: Row, first: str, layout: Layout) -> bool:
    """Tell whether a row's first text is a total's label and the texts of a data row are absent."""
    words = {search_key(w) for w in layout.contract.total_words} | set(_TOTAL_WORDS)
    labelled = search_key(first) in words
    if not labelled and not _TOTAL_START.match(first):
        return False
    filled = [p for p in layout.telling if _cell(row, p)]
    return len(filled) <= 1 if labelled else len(filled) <= len(layout.telling) // 2


def _label(row: Row) -> str:
    return search_key(_texts(row)[0] if _texts(row) else "")


def _is_grand(row: Row) -> bool:
    """Tell whether a total says of itself that it is of the whole, wherever it stands."""
    return _label(row) in {"جمعکل", "مجموعکل", "کل", "grandtotal"}


def _is_sparse(row: Row, layout: Layout) -> bool:
    """Tell whether a row fills at most one of the columns that data rows fill."""
    return sum(1 for p in layout.telling if _cell(row, p)) <= 1 and len(_texts(row)) <= 3


def _closing_kind(row: Row, layout: Layout) -> NonDataKind | None:
    """Return the kind of a sparse row after the last data row: a signature or a note."""
    texts, telling = _texts(row), layout.telling
    filled = sum(1 for p in telling if _cell(row, p))
    numbers = any(_number(_cell(row, p)) is not None for p in layout.additive.values())
    if not texts or numbers or len(layout.positions) < 2 or filled > max(1, len(telling) // 2):
        return None
    if len(texts) > max(3, len(layout.positions) // 3):
        return None  # «کارشناسی» may be somebody's education: a row that fills the table is no signature
    if any(_SIGNATURE.match(clean_text(text)) for text in texts):
        return "signature"
    first = clean_text(texts[0])
    return "note" if len(texts) == 1 and len(first.split()) >= 4 and not first[0].isdigit() else None


def _number(text: str) -> Decimal | None:
    """Return the number of a cell; None when it is none, which here is no fault."""
    if not text or is_missing(text):
        return None
    try:
        return parse_amount(text).number
    except NotANumber:
        return None


def _described(row: Row, sheet_name: str, number: int, kind: NonDataKind, layout: Layout) -> NonDataRow:
    stated = {}
    if kind in ("total", "subtotal"):
        stated = {name: row[p] or "" for name, p in layout.additive.items() if _cell(row, p)}
    text = clean_text(" | ".join(_texts(row)))[:500] if kind != "repeated_header" else ""
    return NonDataRow(sheet_name, number, kind, text, stated)
