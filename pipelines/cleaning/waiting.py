"""The rows of a delivery that wait for a correction: in quarantine, and brought in by no correction so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipelines.cleaning.clean import QuarantinedCell
from pipelines.cleaning.violations import read_violations, violations_path
from pipelines.contracts import Contract
from pipelines.engines.duckdb_engine import DuckDBEngine
from pipelines.foundation.persian import latin_digits_sql
from pipelines.foundation.sql_text import parquet_source, quoted

#: The two columns of a correction workbook that say where a row stood in the file that it corrects.
ORIGIN_ROW, ORIGIN_SHEET = "origin_row", "origin_sheet"
#: Rules that speak of a row's place in the base and of none of its cells.
PLACE_RULES = frozenset({"correction_row_unplaced", "correction_row_not_waiting", "correction_row_repeated"})

_ASCII = latin_digits_sql("trim({})")


@dataclass(frozen=True, slots=True)
class Files:
    """Where a delivery's rows as sent and its clean rows lie; what was found wrong lies beside the latter."""

    landed: Path
    clean: Path

    @property
    def violations(self) -> Path:
        """What is wrong with its rows."""
        return violations_path(self.clean)

    @property
    def resolved(self) -> Path:
        """The rows of its base that a correction brought in."""
        return self.clean.with_name(f"{self.clean.stem}.resolved.parquet")


@dataclass(frozen=True, slots=True)
class Base:
    """A delivery that is corrected, and the corrections of it that were taken so far, in their order."""

    delivery_id: str
    files: Files
    earlier: Sequence[Files] = ()


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """A row that waits: where it stood in the base, its values as they were last sent, and what is wrong.

    ``values`` are raw texts by contract column; ``cells`` may be of the base or of the last attempt to correct it.
    """

    sheet_name: str
    row_number: int
    values: dict[str, str | None]
    cells: list[QuarantinedCell] = field(default_factory=list)


def load_waiting(engine: DuckDBEngine, base: Base) -> int:
    """Load the table ``waiting`` (sheet_name, row_number of the base); return its rows."""
    if not base.files.violations.exists():
        return engine.create_table(
            "main", "waiting", "SELECT NULL::VARCHAR AS sheet_name, NULL::INTEGER AS row_number WHERE false"
        )
    resolved = "".join(
        f" EXCEPT SELECT {ORIGIN_SHEET}, {ORIGIN_ROW} FROM {parquet_source(f.resolved)}"
        for f in base.earlier
        if f.resolved.exists()
    )
    return engine.create_table(
        "main",
        "waiting",
        f"SELECT DISTINCT sheet_name, CAST(row_number AS INTEGER) AS row_number"
        f" FROM {parquet_source(base.files.violations)} WHERE severity = 'quarantine'{resolved}",
    )


def origins(landed: Path) -> str:
    """Return the query of a correction's landed rows with the place that each names (``at_sheet``, ``at_row``).

    A spreadsheet may have turned the row into a number (``25.0``) or written it in Persian digits.
    """
    number = f"regexp_extract({_ASCII.format(ORIGIN_ROW)}, '^([0-9]+)(\\.0+)?$', 1)"
    return (
        f"SELECT *, TRY_CAST(nullif({number}, '') AS INTEGER) AS at_row,"
        f" coalesce(trim({ORIGIN_SHEET}), '') AS at_sheet FROM {parquet_source(landed)}"
    )


def resolved_rows(files: Files) -> list[tuple[str, int]]:
    """Return the rows of its base (sheet, row) that a correction brought in."""
    import pyarrow.parquet as pq

    rows = pq.read_table(files.resolved).to_pylist()
    return [(r[ORIGIN_SHEET], int(r[ORIGIN_ROW])) for r in rows]


def corrected_places(files: Files) -> dict[tuple[str, int], tuple[str, int]]:
    """Return, by its own sheet and row, the row of the base that each row of a correction names."""
    engine = DuckDBEngine()
    try:
        rows = engine.query(f"SELECT * FROM ({origins(files.landed)}) WHERE at_row IS NOT NULL").to_pylist()
    finally:
        engine.close()
    return {(r["sheet_name"], r["row_number"]): (r["at_sheet"], r["at_row"]) for r in rows}


def waiting_rows(contract: Contract, base: Base, limit: int) -> tuple[list[WaitingRow], int]:
    """Return the first ``limit`` rows that wait, in the order of the file, and how many there are in all."""
    engine = DuckDBEngine()
    try:
        count = load_waiting(engine, base)
        rows = engine.query(
            f"SELECT w.sheet_name, w.row_number, {_values(contract, 'l')}"
            f" FROM {parquet_source(base.files.landed)} l JOIN waiting w"
            " ON w.sheet_name = l.sheet_name AND w.row_number = l.row_number ORDER BY 1, 2 LIMIT ?",
            [limit],
        ).to_pylist()
        wrong = _by_row(read_violations(base.files.violations))
        found = {}
        for r in rows:
            place = (r.pop("sheet_name"), int(r.pop("row_number")))
            found[place] = WaitingRow(*place, r, wrong.get(place, []))
        for attempt in base.earlier:
            _take_attempt(engine, contract, attempt, found)
    finally:
        engine.close()
    return list(found.values()), count


def _values(contract: Contract, alias: str) -> str:
    return ", ".join(f"{alias}.{quoted(c.name)}" for c in contract.columns)


def _by_row(cells: Sequence[QuarantinedCell]) -> dict[tuple[str, int], list[QuarantinedCell]]:
    found: dict[tuple[str, int], list[QuarantinedCell]] = {}
    for cell in cells:
        found.setdefault((cell.sheet_name, cell.row_number), []).append(cell)
    return found


def _take_attempt(
    engine: DuckDBEngine, contract: Contract, attempt: Files, found: dict[tuple[str, int], WaitingRow]
) -> None:
    """Let the rows that a correction tried in vain stand with what it sent: half of it may be right by now."""
    wrong = _by_row(read_violations(attempt.violations))
    rows = engine.query(
        f"SELECT o.sheet_name, o.row_number, w.sheet_name AS base_sheet, w.row_number AS base_row,"
        f" {_values(contract, 'o')} FROM ({origins(attempt.landed)}) o"
        " JOIN waiting w ON w.row_number = o.at_row AND trim(w.sheet_name) = o.at_sheet ORDER BY 1, 2"
    )
    for r in rows.to_pylist():
        cells = wrong.get((r.pop("sheet_name"), int(r.pop("row_number"))), [])
        place = (r.pop("base_sheet"), int(r.pop("base_row")))
        if place in found and cells and not any(c.rule in PLACE_RULES for c in cells):
            found[place] = WaitingRow(*place, r, cells)
