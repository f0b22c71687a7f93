"""What is wrong with a delivery's rows, cell by cell, as it is kept beside its clean rows.

Grain of ``restricted/clean/<delivery id>.violations.parquet``: one row a reason for which one row was kept out
(or, for a warning, pointed out). A value is masked where its column may identify a person.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.cleaning.result import QuarantinedCell

if TYPE_CHECKING:
    import pyarrow as pa

SUFFIX = ".violations.parquet"


def violations_path(clean: Path) -> Path:
    """Return where the violations of the delivery lie whose clean rows are at ``clean``."""
    return clean.with_name(clean.stem + SUFFIX)


def violations_schema() -> pa.Schema:
    """Return the columns of the file; ``params`` is a JSON object of texts."""
    import pyarrow as pa

    texts = ("column_name", "column_letter", "rule", "severity", "value", "params")
    return pa.schema(
        [("sheet_name", pa.string()), ("row_number", pa.int32()), *((name, pa.string()) for name in texts)]
    )


def read_violations(path: Path) -> list[QuarantinedCell]:
    """Return the violations in the order of sheets and rows; none when the file is not there."""
    import pyarrow.parquet as pq

    if not path.exists():
        return []
    cells = as_cells(pq.read_table(path).to_pylist())
    return sorted(cells, key=lambda c: (c.sheet_name, c.row_number, c.column_name, c.rule))


def as_cells(rows: Iterable[Mapping[str, Any]]) -> list[QuarantinedCell]:
    """Return rows of the file as values."""
    return [
        QuarantinedCell(
            r["sheet_name"],
            int(r["row_number"]),
            r["column_name"],
            r["column_letter"] or "",
            r["rule"],
            r["severity"],
            r["value"] or "",
            json.loads(r["params"] or "{}"),
        )
        for r in rows
    ]


def write_violations(path: Path, cells: Iterable[QuarantinedCell]) -> None:
    """Write ``cells`` to ``path``, in the form that :func:`read_violations` reads."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    rows = [
        {
            "sheet_name": c.sheet_name,
            "row_number": c.row_number,
            "column_name": c.column_name,
            "column_letter": c.column_letter,
            "rule": c.rule,
            "severity": c.severity,
            "value": c.value,
            "params": json.dumps(c.params, ensure_ascii=False, sort_keys=True),
        }
        for c in cells
    ]
    pq.write_table(pa.Table.from_pylist(rows, violations_schema()), path, compression="zstd")
