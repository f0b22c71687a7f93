"""Tell the rows that are no data: blanks, totals, notes, signatures and repeated headers.

A row is left out of the data only when it shows what it is. Anything else stays a data row and has to pass
the contract; a doubtful row goes to quarantine with its reason, never silently away.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

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
    def required(self) -> list[int]:
        """Positions of the columns that every data row fills."""
        return [self.positions[c.name] for c in self.contract.required_columns if c.name in self.positions]


def classify(body: Body, sheet_name: str, layout: Layout) -> dict[int, NonDataRow]:
    """Return the rows of ``body`` that are no data, by their index.

    Columns are searched as wholes; only the few rows that look suspicious are then looked at one by one.
    """
    kinds: dict[int, NonDataKind] = {}
    rows: dict[int, Row] = {}
    for index in _suspects(body, layout):
        rows[index] = body.row(index)
        kind = _own_kind(rows[index], layout)
        if kind:
            kinds[index] = kind
    _find_closing_rows(body, rows, kinds, layout)
    _find_unlabelled_totals(body, rows, kinds, layout)
    first, last = _data_range(body.length, kinds)
    return {
        index: _described(
            rows[index], sheet_name, body.first_number + index,
            "subtotal" if kind == "total" and first < index < last and not _is_grand(rows[index]) else kind,
            layout,
        )
        for index, kind in sorted(kinds.items())
    }  # fmt: skip


def _suspects(body: Body, layout: Layout) -> Iterator[int]:
    """Yield the rows that may be no data: blank, of numbers alone, repeating a heading, or with a telling text."""
    if not body.length:
        return
    additive = set(layout.additive.values())
    texts = [p for p in range(len(body.columns)) if p not in additive]
    described = set(layout.positions.values()) - additive
    has_text = pa.chunked_array([pa.repeat(False, body.length)])
    telling = has_text
    for position in texts:
        column = body.columns[position]
        if position in described:
            has_text = pc.or_(has_text, pc.is_valid(column))
        found = pc.match_substring_regex(column, _SUSPECT)
        if position in layout.headings:
            found = pc.or_kleene(found, pc.equal(column, layout.headings[position]))
        telling = pc.or_(telling, pc.fill_null(found, False))
    suspicious = pc.or_(telling, pc.invert(has_text)).combine_chunks()
    yield from pc.indices_nonzero(suspicious).to_pylist()


def _find_closing_rows(
    body: Body, rows: dict[int, Row], kinds: dict[int, NonDataKind], layout: Layout
) -> None:
    """Mark signatures and notes that stand after the last data row."""
    for index in range(body.length - 1, max(-1, body.length - 1 - _CLOSING_ROWS), -1):
        if index in kinds:
            continue
        row = body.row(index)
        kind = _closing_kind(row, layout)
        if kind is None:
            return
        rows[index], kinds[index] = row, kind


def _data_range(length: int, kinds: Mapping[int, NonDataKind]) -> tuple[int, int]:
    """Return the indices of the first and the last data row."""
    first, last = 0, length - 1
    while first in kinds:
        first += 1
    while last in kinds:
        last -= 1
    return first, last


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
    additive = set(layout.additive.values())
    others = [p for p in layout.required if p not in additive]
    filled = [p for p in others if _cell(row, p)]
    return len(filled) <= 1 if labelled else len(filled) <= len(others) // 2


def _is_grand(row: Row) -> bool:
    """Tell whether a total says of itself that it is of the whole, wherever it stands."""
    return search_key(_texts(row)[0] if _texts(row) else "") in {"جمعکل", "مجموعکل", "کل", "grandtotal"}


def _is_sparse(row: Row, layout: Layout) -> bool:
    """Tell whether a row fills at most one of the columns that data rows must fill."""
    return sum(1 for p in layout.required if _cell(row, p)) <= 1 and len(_texts(row)) <= 3


def _closing_kind(row: Row, layout: Layout) -> NonDataKind | None:
    """Return the kind of a sparse row after the last data row: a signature or a note."""
    texts = _texts(row)
    filled = sum(1 for p in layout.required if _cell(row, p))
    numbers = any(_number(_cell(row, p)) is not None for p in layout.additive.values())
    if not texts or numbers or len(layout.required) < 2 or filled > len(layout.required) // 2:
        return None
    if any(_SIGNATURE.match(clean_text(text)) for text in texts):
        return "signature"
    first = clean_text(texts[0])
    return "note" if len(texts) == 1 and len(first.split()) >= 4 and not first[0].isdigit() else None


def _find_unlabelled_totals(
    body: Body, rows: Mapping[int, Row], kinds: dict[int, NonDataKind], layout: Layout
) -> None:
    """Mark rows that hold nothing but numbers close to the sums of the data rows above them."""
    additive = layout.additive
    others = [p for name, p in layout.positions.items() if name not in additive]
    bare = [i for i, row in rows.items() if i not in kinds and not any(_cell(row, p) for p in others)]
    for index in bare[:_MOST_UNLABELLED] if len(bare) <= _MOST_UNLABELLED else ():
        stated = {p: v for p in additive.values() if (v := _number(_cell(rows[index], p))) is not None}
        excluded = [i for i in kinds if i < index]
        enough = index - len(excluded) >= 2
        if (
            enough
            and stated
            and all(
                abs(v - (total := _sum(body.columns[p], index, excluded))) <= _CLOSE * abs(total)
                for p, v in stated.items()
            )
        ):
            kinds[index] = "total"


def _sum(column: pa.ChunkedArray, end: int, excluded: Sequence[int]) -> Decimal:
    """Return the sum of the numbers of a column's first ``end`` rows without the ``excluded`` ones."""
    counted = pc.value_counts(column.slice(0, end).drop_null())
    total = Decimal(0)
    for entry in counted.to_pylist():
        total += (_number(entry["values"]) or 0) * entry["counts"]
    return total - sum((_number(column[i].as_py() or "") or Decimal(0) for i in excluded), Decimal(0))


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
