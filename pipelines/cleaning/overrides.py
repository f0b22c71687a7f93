"""A guarded correction as cleaning sees it: one cell whose raw text is replaced before it is typed.

Why a cell is corrected, who said so, and whether it still holds what it held then, is checked in
:mod:`pipelines.governance.corrections`; the file itself and its landed copy are never changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING

from pipelines.foundation.hashing import json_hash

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True, slots=True, order=True)
class Override:
    """The raw text that stands for one cell; ``new_raw`` None empties the cell.

    ``row_number`` counts from 1 as the clerk sees it; ``column`` is the contract's name.
    """

    sheet_name: str
    row_number: int
    column: str
    new_raw: str | None


def overrides_key(overrides: Sequence[Override]) -> str:
    """Return the hash of ``overrides``: a part of the key under which a cleaning's result is kept."""
    listed = [astuple(o) for o in sorted(overrides, key=lambda o: (o.sheet_name, o.row_number, o.column))]
    return json_hash(listed) if listed else ""


def with_overrides(rows: pa.Table, overrides: Sequence[Override]) -> pa.Table:
    """Return landed rows in which each overridden cell reads as its override says."""
    import pyarrow as pa
    import pyarrow.compute as pc

    for column in sorted({o.column for o in overrides}):
        values = rows[column]
        for o in (o for o in overrides if o.column == column):
            at = pc.and_(pc.equal(rows["sheet_name"], o.sheet_name), pc.equal(rows["row_number"], o.row_number))
            values = pc.if_else(at, pa.scalar(o.new_raw, pa.string()), values)
        rows = rows.set_column(rows.column_names.index(column), column, values)
    return rows
