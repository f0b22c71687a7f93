"""What a delivery is restricted to: one customs office, one county, the offices of one province.

A list of one office says nothing of the others: there is no zero outside what a file covers, and no total. The note
beside a file says it first (``covers:``), then its titles, the name of its only sheet, and its own name; what they say
holds only where no row lies outside. Which column it is about, and before which words a name means a restriction,
stands in the contract.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.contracts import Contract
from pipelines.contracts.model import Cover
from pipelines.deliveries import Entry
from pipelines.normalise.text import search_key

if TYPE_CHECKING:
    from pipelines.normalise import CodeBook

#: Words of the longest name of an office or a place.
LONGEST_NAME = 8
#: Values of a covered column that are looked at: a file with more of them is of no single office or county.
MOST_VALUES = 60
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


def cover_of(
    contract: Contract, delivery: Entry, titles: Sequence[str], sheets: Sequence[str], values: Sequence[str],
    codebook: CodeBook,
) -> str:  # fmt: skip
    """Return what a delivery is restricted to: ``office:<code>``, ``area:<code>``, or empty for everything."""
    cover = contract.cover
    if cover is None or delivery.kind == "correction":
        return ""
    told = delivery.note.covers
    if told is not None:
        if told.strip() in EVERYTHING:
            return ""
        return next(iter(_named(told, cover, contract, codebook)), "")
    rows = _codes(values, contract, codebook)
    for text in (*titles, *(sheets if len(sheets) == 1 else ()), delivery.file_name):
        for candidate in _restrictions(text, cover, contract, codebook):
            if _contains(candidate, rows, contract, codebook):
                return candidate
    if cover.of_one_value and len(rows) == 1 and len(values) >= 1:
        return OFFICE + next(iter(rows))
    return ""


def _codes(values: Sequence[str], contract: Contract, codebook: CodeBook) -> set[str]:
    """Return the codes that the rows bear; a value that is not understood is one of its own."""
    assert contract.cover is not None
    listed = contract.column(contract.cover.column).codes
    spellings = codebook.lists[listed] if listed else codebook.places
    return {spellings.find(v) or v for v in values}


def _restrictions(text: str, cover: Cover, contract: Contract, codebook: CodeBook) -> Iterator[str]:
    """Yield what a text may restrict its file to: names behind the contract's words, and a text that is one name."""
    words = [
        w for w in text.rsplit(".", 1)[0].replace("\u200c", " ").replace("_", " ").split() if search_key(w)
    ]
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
