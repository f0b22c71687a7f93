"""Refuse files in which nine of ten place names are unknown: they are of another province.

Row by row such a file would only fill the quarantine; as a whole it is plain what happened.
"""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.contracts import Column, Contract
from pipelines.foundation.persian import listed
from pipelines.normalise import CodeBook, NormaliseContext, normalise_distinct

#: Fewer cells than this say nothing of the whole.
ENOUGH_CELLS = 10
UNKNOWN_SHARE = Fraction(9, 10)
#: Distinct spellings that are looked at, the commonest first; a column of more is no column of places.
_MOST_SPELLINGS = 2_000
_SHOWN = 4


def other_province(landed: Path, contract: Contract, codebook: CodeBook) -> dict[str, str] | None:
    """Return the values of the sentence ``other_province`` for a landed file, or None when it is of here.

    What counts are the places that every row must name; all places where the feed asks for none.
    """
    places = [c for c in contract.columns if c.kind == "place"]
    checked = [c for c in places if c.required] or places
    if not checked:
        return None
    found = [_unknown_places(landed, column, codebook) for column in checked]
    filled = sum(cells for cells, _ in found)
    unknown = sum(names.total() for _, names in found)
    if filled < ENOUGH_CELLS or Fraction(unknown, filled) < UNKNOWN_SHARE:
        return None
    column, (_, names) = max(zip(checked, found, strict=True), key=lambda pair: pair[1][1].total())
    shown = [name for (_, name), _ in names.most_common(_SHOWN)]
    sheet = names.most_common(1)[0][0][0]
    return {
        "sheet": sheet,
        "column": column.title_fa,
        "column_en": column.title_en,
        "found": str(unknown),
        "count": str(filled),
        "value": listed(shown),
        "value_en": ", ".join(shown),
    }


def _unknown_places(landed: Path, column: Column, codebook: CodeBook) -> tuple[int, Counter[tuple[str, str]]]:
    """Return how many cells name a place, and those of them that name an unknown one, by sheet and name."""
    counted: Counter[tuple[str, str]] = Counter()
    for batch in pq.ParquetFile(landed).iter_batches(columns=["sheet_name", column.name], use_threads=False):
        grouped = pa.table(batch).group_by(["sheet_name", column.name]).aggregate([([], "count_all")])
        for sheet, raw, cells in zip(*(c.to_pylist() for c in grouped.columns), strict=True):
            if raw is not None:
                counted[sheet, raw] += cells
    commonest = sorted(counted.items(), key=lambda item: (-item[1], item[0]))[:_MOST_SPELLINGS]
    context = NormaliseContext(codebook=codebook, declared_unit=None, period=None, pseudonym=lambda _, v: v)
    answers = normalise_distinct(column, [(raw, None) for (_, raw), _ in commonest], context)
    filled, unknown = 0, Counter[tuple[str, str]]()
    for ((sheet, raw), cells), answer in zip(commonest, answers, strict=True):
        if answer.value is not None or answer.problem == "unknown_place":
            filled += cells
        if answer.problem == "unknown_place":
            unknown[sheet, raw.strip()] += cells
    return filled, unknown
