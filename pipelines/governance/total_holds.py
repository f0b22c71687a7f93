"""Hold a delivery whose own totals say that its rows count something twice.

Reading leaves total rows out. These are the last looks behind it, at what would be published: a measure that is twice
or three times the total that the file states, a word for a total among the loaded rows, a sheet that is the sum of
the other sheets.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from pipelines.contracts.model import Column
from pipelines.engines.duckdb_engine import DuckDBEngine
from pipelines.foundation.messages import Message
from pipelines.foundation.sql_text import parquet_source, quoted
from pipelines.governance.assessment import Subject, figure
from pipelines.governance.thresholds import HoldThresholds

if TYPE_CHECKING:
    from pipelines.cleaning import StatedTotal


def held_by_totals(engine: DuckDBEngine, subject: Subject, limits: HoldThresholds) -> list[Message]:
    """Return why a delivery waits for the sake of its totals."""
    return [
        *_multiples(subject, limits),
        *_worded(subject),
        *_summary_sheets(engine, subject, limits),
    ]


def _multiples(subject: Subject, limits: HoldThresholds) -> Iterator[Message]:
    """Yield a sentence for each measure whose loaded rows are a small multiple of the total that the file states.

    A total of more than the table lists is larger than its rows, never a fraction of them, so it is looked at as well.
    """
    told: set[tuple[str, str]] = set()
    for total in subject.cleaned.totals:
        multiple = _multiple(total, limits)
        if multiple is None or (total.sheet_name, total.column_name) in told:
            continue
        told.add((total.sheet_name, total.column_name))
        column = subject.contract.column(total.column_name)
        yield Message(
            "loaded_is_multiple_of_total",
            "hold",
            {
                "file": subject.file_name,
                "sheet": total.sheet_name,
                "row": str(total.row_number),
                "column": column.title_fa,
                "column_en": column.title_en,
                "expected": _figure(total.stated),
                "value": _figure(_loaded(total)),
                "factor": str(multiple),
            },
        )


def _loaded(total: StatedTotal) -> Decimal | None:
    return None if total.computed is None else total.computed - (total.quarantined or 0)


def _multiple(total: StatedTotal, limits: HoldThresholds) -> int | None:
    """Return how many times a total its loaded rows are, where that is two or a few more; else None."""
    loaded = _loaded(total)
    if total.claim == "group" or not total.stated or not loaded or total.stated < 0:
        return None
    multiple = int((loaded / total.stated).to_integral_value())
    if not 2 <= multiple <= limits.largest_multiple:
        return None
    return multiple if abs(loaded - multiple * total.stated) <= limits.total_tolerance * loaded else None


def _worded(subject: Subject) -> Iterator[Message]:
    for found in subject.cleaned.worded:
        column = subject.contract.column(found.column_name)
        yield Message(
            "word_of_total_in_rows",
            "hold",
            {
                "file": subject.file_name,
                "sheet": found.sheet_name,
                "row": str(found.row_number),
                "count": str(found.rows),
                "column": column.title_fa,
                "column_en": column.title_en,
                "word": found.word,
            },
        )


def _summary_sheets(engine: DuckDBEngine, subject: Subject, limits: HoldThresholds) -> Iterator[Message]:
    """Yield a sentence for a sheet whose sums are those of all other sheets of its dimensions, in every measure.

    Tables of one workbook by other dimensions (by country, by office) are sums of the same trade and are never added.
    """
    columns = [c for c in subject.contract.columns if c.is_additive]
    if not columns:
        return
    summed = ", ".join(f"sum({quoted(c.name)}) AS {quoted(c.name)}" for c in columns)
    shape = ", ".join(f"count({quoted(c.name)}) > 0" for c in subject.contract.columns if c.grain_column)
    found = engine.rows(
        f"SELECT sheet_name, CAST([{shape}] AS VARCHAR) AS shape, {summed}"
        f" FROM {parquet_source(subject.clean)} GROUP BY 1 ORDER BY 1"
    )
    for sheet in found:
        sheets = [s for s in found if s["shape"] == sheet["shape"]]
        if len(sheets) < 2:
            continue
        equal = _equal_to_others(sheet, sheets, columns)
        if sum(math.log2(max(1.0, float(value))) for value in equal) >= limits.summary_bits:
            params = {"file": subject.file_name, "sheet": sheet["sheet_name"], "count": str(len(sheets) - 1)}
            yield Message("sheet_sums_the_others", "hold", params)
            return  # of two equal sheets each is the sum of the other


def _equal_to_others(sheet: dict[str, Any], sheets: list[dict[str, Any]], columns: list[Column]) -> list[Decimal]:
    """Return the sums of a sheet, if each equals that of all other sheets, and there are two at least; else nothing."""
    equal = []
    for column in columns:
        own, whole = sheet[column.name] or 0, sum(s[column.name] or 0 for s in sheets)
        if whole and abs(whole - 2 * own) > abs(whole) / 10**6:
            return []
        if own:
            equal.append(abs(Decimal(own)))
    return equal if len(equal) >= 2 else []


def _figure(value: Decimal | None) -> str:
    return "" if value is None else figure(value)
