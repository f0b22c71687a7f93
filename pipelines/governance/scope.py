"""What a delivery speaks for: which months (its span) and what it is restricted to (its cover).

A release that reaches back to the beginning of the year lies in the folder of its last quarter; its figures are the
year to date and never the quarter's. What a file says of itself stands before the folder it lies in, and where the two
cannot both be true it waits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from pipelines.contracts import Contract
from pipelines.foundation.messages import Message
from pipelines.foundation.period import Period, Span
from pipelines.foundation.persian import listed
from pipelines.governance.cover import cover_of
from pipelines.governance.periods import titles_of_period
from pipelines.intake.deliveries import Entry
from pipelines.normalise.span_titles import Unclear, period_of_title, span_of_title, year_of_title

if TYPE_CHECKING:
    from pipelines.normalise import CodeBook
    from pipelines.reading import ReadResult

#: A title is a line, not a page.
LONGEST_TITLE = 400


@dataclass(frozen=True, slots=True)
class Scope:
    """The period under which a delivery is filed, the months that it speaks for, and its cover; why it should wait.

    ``notices`` are told of it and keep nothing back.
    """

    period: str | None
    span: str | None
    holds: list[Message] = field(default_factory=list)
    cover: str = ""
    notices: list[Message] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Told:
    """The months that texts tell, or the text that can be meant in two ways."""

    span: Span | None = None
    unclear: str | None = None


def scope_of(contract: Contract, delivery: Entry, read: ReadResult, codebook: CodeBook) -> Scope:
    """Return what a read delivery speaks for."""
    sheets = list(dict.fromkeys(m.sheet_name for m in read.columns))
    covered = cover_of(contract, delivery, read.preamble, sheets, read.covered, codebook)
    months = _months(contract, delivery, read.preamble, sheets)
    holds = [*months.holds, *covered.holds]
    return replace(months, cover=covered.cover, holds=holds, notices=covered.notices)


def _months(contract: Contract, delivery: Entry, titles: Sequence[str], sheets: Sequence[str]) -> Scope:
    """Return period and span of a delivery. Of registers and statements no more than the period is asked."""
    titles = titles_of_period(contract, titles)
    texts = [*titles, delivery.file_name]
    named = period_of_title(texts, contract.models)
    if contract.delivery_kind != "events" or delivery.kind == "correction":
        period = delivery.period or named
        return Scope(period, period)
    year = delivery.period or named or year_of_title(texts)
    told = span_told(levels(delivery, titles, sheets), year, contract.models)
    period = delivery.period or (told.span.period.key if told.span else None if told.unclear else named)
    if told.unclear is not None and told.span is None:
        params = {"file": delivery.file_name, "value": told.unclear, "expected": delivery.period or "—"}
        return Scope(period, period, [Message("span_unclear", "hold", params)])
    if told.span is None or period is None:
        return Scope(period, period)
    if not agrees(told.span, period):
        params = {"file": delivery.file_name, "value": str(told.span), "expected": period}
        return Scope(period, period, [Message("span_differs", "hold", params)])
    return Scope(period, str(told.span))


def levels(delivery: Entry, titles: Sequence[str], sheets: Sequence[str]) -> list[Sequence[str]]:
    """Return the texts in which a delivery may tell its months, in the order in which they are trusted.

    A note was written for the purpose; a file's name may lie; remarks speak of many things.
    """
    note = delivery.note
    folder = PurePosixPath(delivery.path).parent.name
    return [
        [note.months] if note.months else [],
        titles,
        sheets,
        [delivery.file_name],
        [] if delivery.period and folder.startswith(delivery.period) else [folder],
        [*note.document.values(), *note.remarks.values()],
    ]


def span_told(levels: Sequence[Sequence[str]], period: str | None, models: Path) -> Told:
    """Return the months that the first telling level of texts names; ``period`` is that of the file, if it is known.

    Texts of one level that name spans one after another («بهار», «تابستان») speak of all of them together.
    """
    own = Period.parse(period) if period else None
    year = own.year if own else None
    ends = own.last_month.month if own and own.frequency != "A" else None
    unclear: str | None = None
    for place, texts in enumerate(levels):
        found: set[Span] = set()
        for text in texts:
            try:
                span = span_of_title(text[:LONGEST_TITLE], models, year, ends=ends)
            except Unclear:
                if place < len(levels) - 1:
                    unclear = unclear or text[:LONGEST_TITLE]
                continue
            if span is not None:
                found.add(span)
        if found:
            whole = _one_after_another(sorted(found))
            return Told(whole, None if whole else listed(texts)[:LONGEST_TITLE])
    return Told(None, unclear)


def _one_after_another(spans: Sequence[Span]) -> Span | None:
    if any(one.last + 1 != following.first for one, following in pairwise(spans)):
        return None
    return Span(spans[0].first, spans[-1].last)


def agrees(span: Span, period: str) -> bool:
    """Whether a span and the period of a folder can both be true.

    The span is the period or a part of it, or it is longer and both end together.
    """
    own = Span.parse(period)
    return own.contains(span) or (span.contains(own) and span.last == own.last)
