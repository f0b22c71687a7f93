"""What a row shows by itself: that it is blank, a repeated heading, a labelled total, a note or a signature."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.normalise.text import clean_text, search_key
from pipelines.reading.non_data.layout import Layout, Row, cell, is_filled, leads_to_one, number_of, texts
from pipelines.reading.non_data.words import SUMS, Label, TotalRules
from pipelines.reading.result import NonDataKind

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


@dataclass(frozen=True, slots=True)
class Mark:
    """What a row shows: its kind, and the label of a total. ``is_sure`` is false where arithmetic has to decide."""

    kind: NonDataKind
    label: Label | None = None
    is_sure: bool = True


def own_mark(row: Row, layout: Layout, rules: TotalRules) -> Mark | None:
    """Return what a row shows by itself; None when it looks like data."""
    filled = texts(row)
    if not filled:
        return Mark("blank")
    if _repeats_header(row, layout):
        return Mark("repeated_header")
    if (mark := _labelled(row, layout, rules)) is not None and mark.is_sure:
        return mark
    if _NOTE_START.match(clean_text(filled[0])) and _is_sparse(row, layout):
        return Mark("note")
    return mark


def _repeats_header(row: Row, layout: Layout) -> bool:
    filled = [(p, c) for p, c in enumerate(row) if c and c.strip()]
    same = sum(1 for p, c in filled if search_key(layout.headings.get(p, "")) == search_key(c))
    return same >= 2 and same == len(filled)


def _labelled(row: Row, layout: Layout, rules: TotalRules) -> Mark | None:
    """Tell whether a cell of the row labels it a total, and the texts of a data row are absent.

    Of the columns that tell data rows apart a total fills at most every second one beside its label's own (every
    third where its label only begins like one); a row that fills more, or a table that has no other such column,
    leaves the decision to the figures.
    """
    found = _label_of(row, layout, rules)
    if found is None:
        return None
    label, place = found
    if any(leads_to_one(cell(row, p)) for p in layout.identities.values() if p != place):
        return None  # «جمع کارآفرینان» with a registered number is a firm
    if label.kind not in SUMS and any(number_of(text) is None for text in texts(row[:place])):
        return None  # «متوسط» may be the size of a workshop: it speaks of the row only where it stands first
    own = search_key(cell(row, place))
    others = [p for p in layout.distinguishing if p != place]
    filled = sum(1 for p in others if is_filled(cell(row, p)) and search_key(cell(row, p)) != own)
    if label.is_whole_cell:
        is_sure = filled <= len(others) // 2
    else:  # a name may begin so
        is_sure = bool(others) and filled <= len(others) // 3
    if not is_sure and (label.kind not in SUMS or (others and not label.is_whole_cell)):
        return None
    return Mark(_kind_of(label), label, is_sure)


def _label_of(row: Row, layout: Layout, rules: TotalRules) -> tuple[Label, int] | None:
    """Return the label of a row and where it stands: a cell that says nothing else goes before one with a name."""
    partial: tuple[Label, int] | None = None
    for place, text in enumerate(row):
        if not text or not text.strip() or (label := rules.label(text)) is None:
            continue
        if label.is_whole_cell:
            return label, place
        partial = partial or (label, place)
    return partial


def _kind_of(label: Label) -> NonDataKind:
    match label.kind:
        case "average" | "share":
            return "average"
        case "memo":
            return "note"
        case "subtotal" | "page":
            return "subtotal"
    return "total"


def _is_sparse(row: Row, layout: Layout) -> bool:
    """Tell whether a row fills at most one of the columns that data rows fill."""
    return sum(1 for p in layout.telling if cell(row, p)) <= 1 and len(texts(row)) <= 3


def closing_kind(row: Row, layout: Layout) -> NonDataKind | None:
    """Return the kind of a sparse row after the last data row: a signature or a note."""
    filled_texts, telling = texts(row), layout.telling
    filled = sum(1 for p in telling if cell(row, p))
    numbers = any(number_of(cell(row, p)) is not None for p in layout.additive.values())
    if not filled_texts or numbers or len(layout.positions) < 2 or filled > max(1, len(telling) // 2):
        return None
    if len(filled_texts) > max(3, len(layout.positions) // 3):
        return None  # «کارشناسی» may be somebody's education: a row that fills the table is no signature
    if any(_SIGNATURE.match(clean_text(text)) for text in filled_texts):
        return "signature"
    first = clean_text(filled_texts[0])
    return "note" if len(filled_texts) == 1 and len(first.split()) >= 4 and not first[0].isdigit() else None


def ends_a_table(lines: Sequence[str]) -> bool:
    """Tell whether a line ends the table above it, as a note or a signature, and is no title of the next one."""
    return bool(_NOTE_START.match(clean_text(lines[0]))) or all(_SIGNATURE.match(clean_text(t)) for t in lines)


def are_signatures(lines: Sequence[str]) -> bool:
    """Tell whether every text of a row is that of a signature."""
    return all(_SIGNATURE.match(clean_text(text)) for text in lines)
