"""Bring in the rows of a correction: those, and only those, of its base that are still in quarantine.

A correction workbook holds quarantined rows of one delivery (the base), each with the sheet and the row where it
stood. Its rows are cleaned like any other, under the units that the base declared; a row that is not waiting,
or whose key a good row already has, is kept out with its reason. What the base's own rows were counted as never
changes: the base keeps its account, and the correction has one of its own.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.cleaning.clean import CleanedDelivery, QuarantinedCell
from pipelines.cleaning.violations import read_violations, violations_path, write_violations
from pipelines.contracts import Column, Contract
from pipelines.engines.duckdb_engine import DuckDBEngine, literal, quoted
from pipelines.normalise.units import UnitTable

if TYPE_CHECKING:
    import pyarrow as pa

    from pipelines.reading import ColumnMatch

#: The two columns that say where a row stood in the file that it corrects.
ORIGIN_ROW, ORIGIN_SHEET = "origin_row", "origin_sheet"
#: The two that say what is wrong: for the clerk, and left aside when the workbook comes back.
REASON_FA, REASON_EN = "reason_fa", "reason_en"
#: Rules that speak of a row's place in the base and of none of its cells.
PLACE_RULES = frozenset({"correction_row_unplaced", "correction_row_not_waiting", "correction_row_repeated"})
#: How many violations a cleaned delivery carries with it; the file beside it has all.
CARRIED_CELLS = 2000

_TRAILING_UNIT = re.compile(r"\s*\(([^()]*)\)\s*$")
_PERSIAN_DIGITS = "translate({}, '۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩', '01234567890123456789')"


@dataclass(frozen=True, slots=True)
class Files:
    """Where a delivery's rows as sent and its clean rows lie; the violations lie beside the latter."""

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
    """The delivery that is corrected, and the corrections of it that were taken before, in their order."""

    files: Files
    earlier: Sequence[Files] = ()


def workbook_contract(contract: Contract, declared: Mapping[str, str], units: UnitTable) -> Contract:
    """Return the contract of the correction workbook's sheet.

    Its columns are those of the feed between the two of the origin and the two of the reasons, under the headings
    that the workbook shows: an amount's names the unit in which the base's numbers stand (``declared``: unit code
    by column). Only the origin is required, so that a reader takes every row that has one for data.
    """
    columns = [
        replace(
            column, title_fa=heading(column, declared.get(column.name), units),
            aliases=(column.title_fa, *column.aliases), required=False, heading_required=False,
            from_sheet_name=False,
        ) for column in contract.columns
    ]  # fmt: skip
    origin = [
        Column(ORIGIN_ROW, "ردیف اصلی", "Original row", "text", required=True),
        Column(ORIGIN_SHEET, "برگهٔ اصلی", "Original sheet", "text", required=True),
    ]
    reasons = [
        Column(REASON_FA, "چه چیز درست شود", "What to correct (Persian)", "text"),
        Column(REASON_EN, "What to correct", "What to correct (English)", "text"),
    ]
    return replace(contract, columns=(*origin, *columns, *reasons), rules=(), key=())


def own_columns(matches: Sequence[ColumnMatch]) -> list[ColumnMatch]:
    """Return ``matches`` without the columns that say what is wrong."""
    return [m for m in matches if m.column not in (REASON_FA, REASON_EN)]


def heading(column: Column, declared: str | None, units: UnitTable) -> str:
    """Return the Persian heading of a column, with the unit in which its values stand."""
    unit = declared or (column.unit if column.kind == "money" else None)
    if unit is None or unit not in units.by_code:
        return column.title_fa
    title = units.by_code[unit].title_fa
    stated = _TRAILING_UNIT.search(column.title_fa)
    if stated is None:
        return (
            column.title_fa
            if declared is None and title in column.title_fa
            else f"{column.title_fa} ({title})"
        )
    if units.find(stated[1]) is None:  # the brackets say something else
        return f"{column.title_fa} ({title})"
    return f"{column.title_fa[: stated.start()]} ({title})"


def clean_correction(
    contract: Contract, files: Files, base: Base,
    clean: Callable[[pa.Table, Path], CleanedDelivery],
) -> CleanedDelivery:  # fmt: skip
    """Clean the landed rows of a correction into ``files.clean``; return counts and reasons.

    ``clean`` cleans rows like those of any delivery into a file, with the violations beside it. Writes which
    rows of the base were brought in to ``files.resolved``.
    """
    engine = DuckDBEngine()
    try:
        applied, misplaced = _placed(engine, contract, files, base)
        cleaned = clean(applied, files.clean)
        repeated = _without_known_keys(engine, contract, files, base)
        refused = [c for c in repeated if c.severity == "quarantine"]
        write_violations(files.violations, [*read_violations(files.violations), *misplaced, *repeated])
        _write_resolved(engine, files)
    finally:
        engine.close()
    return _counted(cleaned, misplaced, repeated, len(refused))


def waiting_rows(base: Base) -> list[tuple[str, int]]:
    """Return the rows of the base (sheet, row) that are in quarantine and were brought in by no correction."""
    engine = DuckDBEngine()
    try:
        _load_waiting(engine, base)
        rows = engine.query("SELECT * FROM waiting ORDER BY sheet_name, row_number").to_pylist()
    finally:
        engine.close()
    return [(r["sheet_name"], int(r["row_number"])) for r in rows]


def _load_waiting(engine: DuckDBEngine, base: Base) -> None:
    resolved = "".join(
        f" EXCEPT SELECT {ORIGIN_SHEET}, {ORIGIN_ROW} FROM read_parquet({literal(str(f.resolved))})"
        for f in base.earlier if f.resolved.exists()
    )  # fmt: skip
    source = (
        f"SELECT DISTINCT sheet_name, row_number FROM read_parquet({literal(str(base.files.violations))})"
        " WHERE severity = 'quarantine'"
        if base.files.violations.exists()
        else "SELECT CAST(NULL AS VARCHAR) AS sheet_name, CAST(NULL AS INTEGER) AS row_number WHERE false"
    )
    engine.create_table("main", "waiting", source + resolved)


def _placed(
    engine: DuckDBEngine, contract: Contract, files: Files, base: Base
) -> tuple[pa.Table, list[QuarantinedCell]]:
    """Return the rows that take the place of a waiting row, and the reasons against all others."""
    _load_waiting(engine, base)
    digits = _PERSIAN_DIGITS.format(f"trim({ORIGIN_ROW})")
    engine.create_table(
        "main", "placed",
        f"""
        WITH origins AS (
          SELECT *, TRY_CAST(nullif(regexp_extract({digits}, '^([0-9]+)(\\.0+)?$', 1), '') AS INTEGER) AS at_row,
            coalesce(trim({ORIGIN_SHEET}), '') AS at_sheet
          FROM read_parquet({literal(str(files.landed))})
        ), turns AS (
          SELECT *, row_number() OVER (PARTITION BY at_sheet, at_row ORDER BY sheet_name, row_number) AS turn
          FROM origins
        )
        SELECT t.*, w.sheet_name AS base_sheet, CASE
            WHEN at_row IS NULL THEN 'correction_row_unplaced'
            WHEN w.row_number IS NULL THEN 'correction_row_not_waiting'
            WHEN turn > 1 THEN 'correction_row_repeated'
          END AS reason
        FROM turns t LEFT JOIN waiting w ON w.row_number = t.at_row AND trim(w.sheet_name) = t.at_sheet
        """,
    )  # fmt: skip
    names = ", ".join(quoted(n) for n in ("sheet_name", "row_number", *(c.name for c in contract.columns)))
    applied = engine.query(f"SELECT {names} FROM placed WHERE reason IS NULL ORDER BY sheet_name, row_number")
    rest = engine.query(
        "SELECT sheet_name, row_number, reason, coalesce(CAST(at_row AS VARCHAR), trim(origin_row), '') AS at_row,"
        " at_sheet FROM placed WHERE reason IS NOT NULL ORDER BY sheet_name, row_number"
    )
    shown = contract.columns[0].name
    return applied, [
        QuarantinedCell(
            r["sheet_name"], int(r["row_number"]), shown, "", r["reason"], "quarantine", "",
            {"first_row": r["at_row"] or "—", "first_sheet": r["at_sheet"] or "—"},
        ) for r in rest.to_pylist()
    ]  # fmt: skip


def _without_known_keys(
    engine: DuckDBEngine, contract: Contract, files: Files, base: Base
) -> list[QuarantinedCell]:
    """Take out of the clean rows those whose key a good row already has; return the reasons."""
    if not contract.key:
        return []
    known = [base.files.clean, *(f.clean for f in base.earlier)]
    same = " AND ".join(f"k.{quoted(c)} IS NOT DISTINCT FROM c.{quoted(c)}" for c in contract.key)
    paths = ", ".join(literal(str(p)) for p in known)
    engine.create_table(
        "main", "repeated",
        f"""
        SELECT c.row_id, c.sheet_name, c.row_number, min_by(k.row_number, k.row_id) AS first_row,
          min_by(k.sheet_name, k.row_id) AS first_sheet
        FROM read_parquet({literal(str(files.clean))}) c
        JOIN read_parquet([{paths}], union_by_name = true) k ON {same}
        GROUP BY ALL
        """,
    )  # fmt: skip
    rows = engine.query("SELECT * FROM repeated ORDER BY sheet_name, row_number").to_pylist()
    if rows and contract.duplicates == "quarantine":
        fresh = files.clean.with_name(f"{files.clean.name}.{os.getpid()}.tmp")
        engine.connection.execute(
            f"COPY (SELECT * FROM read_parquet({literal(str(files.clean))}) WHERE row_id NOT IN"
            f" (SELECT row_id FROM repeated) ORDER BY sheet_name, row_number)"
            f" TO {literal(str(fresh))} (FORMAT parquet, COMPRESSION zstd)"
        )
        os.replace(fresh, files.clean)
    severity = "quarantine" if contract.duplicates == "quarantine" else "warn"
    return [
        QuarantinedCell(
            r["sheet_name"], int(r["row_number"]), contract.key[0], "", "correction_repeats_key", severity, "",
            {"first_row": str(r["first_row"]), "first_sheet": r["first_sheet"]},
        ) for r in rows
    ]  # fmt: skip


def _write_resolved(engine: DuckDBEngine, files: Files) -> None:
    """Write which rows of the base are now in: grain, one row a row of the base."""
    engine.connection.execute(
        f"COPY (SELECT p.base_sheet AS {ORIGIN_SHEET}, p.at_row AS {ORIGIN_ROW}, p.sheet_name, p.row_number"
        f" FROM placed p SEMI JOIN read_parquet({literal(str(files.clean))}) c"
        " ON c.sheet_name = p.sheet_name AND c.row_number = p.row_number WHERE p.reason IS NULL"
        f" ORDER BY 1, 2) TO {literal(str(files.resolved))} (FORMAT parquet, COMPRESSION zstd)"
    )


def _counted(
    cleaned: CleanedDelivery, misplaced: Sequence[QuarantinedCell], repeated: Sequence[QuarantinedCell],
    taken_out: int,
) -> CleanedDelivery:  # fmt: skip
    """Return the account of the whole workbook: what was cleaned, what was misplaced, what repeats a key."""
    more: dict[str, Any] = {}
    if hasattr(cleaned, "rules"):
        rules = dict(cleaned.rules)
        for cell in (*misplaced, *repeated):
            name = f"{cell.severity}/{cell.rule}"
            rules[name] = rules.get(name, 0) + 1
        more["rules"] = rules
    return replace(
        cleaned, rows_read=cleaned.rows_read + len(misplaced), rows_loaded=cleaned.rows_loaded - taken_out,
        rows_quarantined=cleaned.rows_quarantined + len(misplaced) + taken_out,
        cells=[*cleaned.cells, *misplaced, *repeated][:CARRIED_CELLS], **more,
    )  # fmt: skip
