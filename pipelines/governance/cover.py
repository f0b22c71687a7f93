"""What a delivery is restricted to: one customs office, one county, the offices of one province.

A list of one office says nothing of the others: there is no zero outside what a file covers, and no total. The note
beside a file says it first (``covers:``), then its titles, the name of its only sheet, and its own name; what they say
holds only where no row lies outside. Which column it is about, and before which words a name means a restriction,
stands in the contract.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.contracts import Contract
from pipelines.contracts.model import Cover
from pipelines.foundation.messages import Message
from pipelines.foundation.persian import listed
from pipelines.intake.deliveries import Entry
from pipelines.normalise.text import search_key

if TYPE_CHECKING:
    from pipelines.normalise import CodeBook

#: Words of the longest name of an office or a place.
LONGEST_NAME = 8
#: Values of a covered column that are looked at: a file with more of them is of no single office or county.
MOST_VALUES = 60
#: Values that a sentence looks at.
SHOWN = 6
AREA, OFFICE = "area:", "office:"
EVERYTHING = frozenset({"all", "همه", "کلیه", "تمام", "IR", "ایران", "کشور"})


def covered_values(landed: Path, contract: Contract) -> list[str]:
    """Return the distinct values of a landed file in the column that its contract's cover is about."""
    if contract.cover is None:
        return []
    import pyarrow.parquet as pq

    column = pq.read_table(landed, columns=[contract.cover.column]).column(0)
    found = sorted(v for v in column.unique().to_pylist() if v)
    return found[: MOST_VALUES + 1]


@dataclass(frozen=True, slots=True)
class Covered:
    """What a delivery is restricted to (``office:<code>``, ``area:<code>``, empty for everything), and what is said.

    ``holds`` are reasons to wait: a note that cannot be understood, or that the rows contradict. ``notices`` tell of
    a note that was believed although the file shows a part alone.
    """

    cover: str = ""
    holds: list[Message] = field(default_factory=list)
    notices: list[Message] = field(default_factory=list)


def cover_of(
    contract: Contract,
    delivery: Entry,
    titles: Sequence[str],
    sheets: Sequence[str],
    values: Sequence[str],
    codebook: CodeBook,
) -> Covered:
    """Return what a delivery is restricted to: by its note, else by what the file shows of itself."""
    cover = contract.cover
    if cover is None or delivery.kind == "correction":
        return Covered()
    rows = _codes(values, contract, codebook)
    texts = (*titles, *(sheets if len(sheets) == 1 else ()), delivery.file_name)
    shown, text = _shown(texts, values, rows, contract, codebook)
    told = (delivery.note.covers or "").strip()
    if not told:
        return Covered(shown)
    if told in EVERYTHING:
        return Covered(notices=[_said("covers_all_believed", "warn", delivery, told, text)] if shown else [])
    named = list(_named(told, cover, contract, codebook))
    if not named:
        return Covered(shown, [_said("covers_not_known", "hold", delivery, told, contract.title_fa)])
    within = [candidate for candidate in named if _contains(candidate, rows, contract, codebook)]
    if not within:
        outside = listed(v for v in values[:SHOWN] if not _lies_within(v, named[0], contract, codebook))
        return Covered(named[0], [_said("covers_contradicted", "hold", delivery, told, outside)])
    return Covered(within[0])


def _shown(
    texts: Sequence[str], values: Sequence[str], rows: set[str], contract: Contract, codebook: CodeBook
) -> tuple[str, str]:
    """Return what a file shows that it is restricted to, and the words that show it; both empty where nothing does."""
    assert contract.cover is not None
    for text in texts:
        for candidate in _restrictions(text, contract.cover, contract, codebook):
            if _contains(candidate, rows, contract, codebook):
                return candidate, text
    if contract.cover.of_one_value and len(rows) == 1 and len(values) >= 1:
        return OFFICE + next(iter(rows)), values[0]
    return "", ""


def _lies_within(value: str, candidate: str, contract: Contract, codebook: CodeBook) -> bool:
    return _contains(candidate, _codes([value], contract, codebook), contract, codebook)


def _said(message_id: str, severity: str, delivery: Entry, told: str, shown: str) -> Message:
    return Message(message_id, severity, {"file": delivery.file_name, "value": told, "expected": shown or "—"})


def _codes(values: Sequence[str], contract: Contract, codebook: CodeBook) -> set[str]:
    """Return the codes that the rows bear; a value that is not understood is one of its own."""
    assert contract.cover is not None
    listed = contract.column(contract.cover.column).codes
    spellings = codebook.lists[listed] if listed else codebook.places
    return {spellings.find(v) or v for v in values}


def _restrictions(text: str, cover: Cover, contract: Contract, codebook: CodeBook) -> Iterator[str]:
    """Yield what a text may restrict its file to: names behind the contract's words, and a text that is one name."""
    words = [w for w in text.rsplit(".", 1)[0].replace("\u200c", " ").replace("_", " ").split() if search_key(w)]
    leads = {search_key(w) for w in cover.words}
    for place, word in enumerate(words):
        if search_key(word) not in leads:
            continue
        for length in range(min(LONGEST_NAME, len(words) - place), 0, -1):
            yield from _named(" ".join(words[place : place + length]), cover, contract, codebook)
            if length > 1:
                yield from _named(" ".join(words[place + 1 : place + length]), cover, contract, codebook)
    yield from _named(" ".join(words), cover, contract, codebook)


def _named(text: str, cover: Cover, contract: Contract, codebook: CodeBook) -> Iterator[str]:
    """Yield the office and the area that a text names as a whole."""
    listed = contract.column(cover.column).codes
    if listed and (office := codebook.lists[listed].find(text)):
        yield OFFICE + office
    area = codebook.places.find(text)
    if area is not None and codebook.area_kinds.get(area) in cover.levels:
        yield AREA + area


def _contains(candidate: str, rows: set[str], contract: Contract, codebook: CodeBook) -> bool:
    """Whether every row lies within ``candidate``; a file without such a column is taken at its word."""
    kind, _, code = candidate.partition(":")
    assert contract.cover is not None
    listed = contract.column(contract.cover.column).codes
    if kind + ":" == OFFICE:
        return rows <= {code}
    if listed:
        return all(codebook.list_areas.get(listed, {}).get(r) == code for r in rows)
    return all(code in codebook.within(r) for r in rows)
