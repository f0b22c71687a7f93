"""A guarded correction as cleaning sees it: one cell whose raw text is replaced before it is typed.

Why a cell is corrected, who said so, and whether it still holds what it held then, is judged in
:mod:`pipelines.governance.corrections`; the file itself and its landed copy are never changed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import astuple, dataclass


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
    return hashlib.sha256(json.dumps(listed, ensure_ascii=False).encode()).hexdigest() if listed else ""
