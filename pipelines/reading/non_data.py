"""Tell the rows that are no data: blanks, totals, notes, signatures and repeated headers.

A row is left out of the data only when it shows what it is. Anything else stays a data row and has to pass
the contract; a doubtful row goes to quarantine with its reason, never silently away.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipelines.contracts.model import ADDITIVE_KINDS, Contract
from pipelines.normalise.numbers import NotANumber, is_missing, parse_amount
from pipelines.normalise.text import clean_text, search_key
from pipelines.reading.result import NonDataKind, NonDataRow

Row = Sequence[str | None]

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
_SPARSE_TRAILING = 50


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the contract's columns stand in the sheet, and its header's texts."""

    contract: Contract
    positions: Mapping[str, int]
    header_keys: Mapping[int, str]

    @property
    def additive(self) -> dict[str, int]:
        """Positions of the columns whose values may be summed."""
        return {n: p for n, p in self.positions.items() if self.contract.column(n).kind in ADDITIVE_KINDS}

    @property
    def required(self) -> list[int]:
        """Positions of the columns that every data row fills."""
        return [self.positions[c.name] for c in self.contract.required_columns if c.name in self.positions]


def _cell(row: Row, position: int) -> str:
    return (row[position] or "").strip() if position < len(row) else ""


def _texts(row: Row) -> list[str]:
    return [cell.strip() for cell in row if cell and cell.strip()]


def classify(rows: Sequence[Row], sheet_name: str, first_number: int, layout: Layout) -> list[NonDataRow | None]:
    """Return for each row below the header what kind of non-data it is, or None for data.

    ``first_number`` is the clerk's number of the first of ``rows``.
    """
    kinds: list[NonDataKind | None] = [_own_kind(row, layout) for row in rows]
    data = [i for i, kind in enumerate(kinds) if kind is None]
    for i in reversed(data[-_SPARSE_TRAILING:]):
        kinds[i] = _closing_kind(rows[i], layout)
        if kinds[i] is None:
            break
    _find_unlabelled_totals(rows, kinds, layout)
    data = [i for i, kind in enumerate(kinds) if kind is None]
    for i, kind in enumerate(kinds):
        if kind == "total" and data and data[0] < i < data[-1] and not _is_grand(rows[i], layout):
            kinds[i] = "subtotal"
    return [
        None if kind is None else _described(rows[i], sheet_name, first_number + i, kind, layout)
        for i, kind in enumerate(kinds)
    ]


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
    same = sum(1 for p, c in filled if layout.header_keys.get(p) == search_key(c))
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


def _is_grand(row: Row, layout: Layout) -> bool:
    key = search_key(_texts(row)[0]) if _texts(row) else ""
    return key in {"جمعکل", "مجموعکل", "کل", "grandtotal"} and bool(layout.positions)


def _is_sparse(row: Row, layout: Layout) -> bool:
    """Tell whether a row fills at most one of the columns that data rows must fill."""
    return sum(1 for p in layout.required if _cell(row, p)) <= 1 and len(_texts(row)) <= 3


def _closing_kind(row: Row, layout: Layout) -> NonDataKind | None:
    """Return the kind of a sparse row after the last data row: a signature or a note."""
    texts = _texts(row)
    if not texts or not _is_sparse(row, layout) or len(layout.required) < 2:
        return None
    if any(_SIGNATURE.match(clean_text(text)) for text in texts):
        return "signature"
    first = clean_text(texts[0])
    return "note" if len(texts) == 1 and len(first.split()) >= 4 and not first[0].isdigit() else None


def _find_unlabelled_totals(rows: Sequence[Row], kinds: list[NonDataKind | None], layout: Layout) -> None:
    """Find rows that hold nothing but numbers close to the sums of their columns, and mark them as totals."""
    additive = layout.additive
    others = [p for n, p in layout.positions.items() if n not in additive]
    for i, row in enumerate(rows):
        if kinds[i] is not None or any(_cell(row, p) for p in others):
            continue
        stated = {p: v for p in additive.values() if (v := _number(_cell(row, p))) is not None}
        before = [rows[j] for j in range(i) if kinds[j] is None]
        if len(before) >= 2 and stated and all(_is_close(v, before, p) for p, v in stated.items()):
            kinds[i] = "total"


def _number(text: str) -> Decimal | None:
    if not text or is_missing(text):
        return None
    try:
        return parse_amount(text).number
    except NotANumber:
        return None


def _is_close(stated: Decimal, rows: Sequence[Row], position: int) -> bool:
    total = sum((v for row in rows if (v := _number(_cell(row, position))) is not None), Decimal(0))
    return abs(stated - total) <= _CLOSE * abs(total)


def _described(row: Row, sheet_name: str, number: int, kind: NonDataKind, layout: Layout) -> NonDataRow:
    stated = {}
    if kind in ("total", "subtotal"):
        stated = {name: row[p] or "" for name, p in layout.additive.items() if _cell(row, p)}
    text = clean_text(" | ".join(_texts(row)))[:500] if kind != "repeated_header" else ""
    return NonDataRow(sheet_name, number, kind, text, stated)
