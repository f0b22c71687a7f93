"""Have a person confirm what was found in words: figures whose indicator stands in a sentence and in no column.

The sentence of the hold shows the first of them as they were read, so that one look can tell whether it is right.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.contracts import Column, Contract
from pipelines.engines.duckdb_engine import DuckDBEngine
from pipelines.foundation.messages import Language, Message
from pipelines.foundation.persian import listed
from pipelines.foundation.sql_text import parquet_source, quoted
from pipelines.governance.words import Words
from pipelines.normalise.found_words import FOUND

if TYPE_CHECKING:
    from pipelines.governance.assessment import Subject

#: Rows that the sentence shows.
_SHOWN = 6


def found_in_words(engine: DuckDBEngine, subject: Subject, words: Words) -> list[Message]:
    """Hold a delivery in which a required code was found in words; the sentence says what was understood."""
    contract = subject.contract
    found = [
        contract.column(name)
        for name, notes in subject.cleaned.normalised.items()
        if FOUND in notes and contract.column(name).required
    ]
    if not found:
        return []
    rows = _rows(engine, contract, subject.clean)
    shown = {
        language: "؛ ".join(_told(contract, row, words, language) for row in rows[:_SHOWN]) for language in ("fa", "en")
    }
    more = max(0, len(rows) - _SHOWN)
    params = {
        "file": subject.file_name,
        "found": str(len(rows)),
        "value": shown["fa"] + (" …" if more else ""),
        "value_en": shown["en"].replace("؛ ", "; ") + (" …" if more else ""),
    }
    return [Message("figures_found_in_words", "hold", params)]


def _rows(engine: DuckDBEngine, contract: Contract, clean: Path) -> list[dict[str, object]]:
    names = ", ".join(quoted(c.name) for c in _telling(contract))
    return engine.rows(f"SELECT row_number, {names} FROM {parquet_source(clean)} ORDER BY sheet_name, row_number")


def _telling(contract: Contract) -> list[Column]:
    """Return the columns that say what a figure is: its codes, its place, its time and itself."""
    return [
        c
        for c in contract.columns
        if c.classification == "public"
        and not c.is_carrier
        and (c.required or c.found_in is not None)
        and c.kind in ("code", "place", "quantity", "jalali")
    ]


def _told(contract: Contract, row: dict[str, object], words: Words, language: Language) -> str:
    parts = [words.of(c, str(row[c.name]), language) for c in _telling(contract) if row[c.name] is not None]
    label = "سطر" if language == "fa" else "row"
    return f"{label} {row['row_number']}: {listed(parts, language)}"
