"""Which dimensions a table has: by office, by country, by tariff line, by month, or several of them together."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pipelines.contracts.model import Contract

#: Between the dimensions of one table, and between tables of other dimensions in one file.
WITH, BESIDE = "+", " | "


def grain_of(landed: Path, contract: Contract) -> str:
    """Return the grain of a landed file: its filled grain columns (``customs_office+month``), sheet by sheet.

    A file whose sheets are tables of other grain has all of them (``destination | hs_code``). Empty where the feed
    has no such columns, and where none of them is filled: then the table tells totals alone.
    """
    columns = contract.grain_columns
    if not columns:
        return ""
    import pyarrow.parquet as pq

    rows = pq.read_table(landed, columns=["sheet_name", *columns])
    counted = rows.group_by("sheet_name").aggregate([(c, "count") for c in columns]).to_pylist()
    grains = {WITH.join(c for c in columns if sheet[f"{c}_count"]) for sheet in counted}
    return BESIDE.join(sorted(g for g in grains if g))


def dimensions(grain: str) -> Iterable[tuple[str, ...]]:
    """Yield the columns of each table that a grain names."""
    for table in grain.split(BESIDE):
        yield tuple(name for name in table.split(WITH) if name)
