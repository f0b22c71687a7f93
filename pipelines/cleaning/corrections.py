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
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.cleaning.clean import CleanedDelivery, QuarantinedCell
from pipelines.cleaning.violations import read_violations, write_violations
from pipelines.cleaning.waiting import ORIGIN_ROW, ORIGIN_SHEET, Base, Files, load_waiting, origins
from pipelines.contracts import Column, Contract
from pipelines.engines.duckdb_engine import DuckDBEngine
from pipelines.foundation.atomic_files import replacing
from pipelines.foundation.sql_text import literal, parquet_source, parquet_sources, quoted
from pipelines.normalise.units import UnitTable

if TYPE_CHECKING:
    from pipelines.reading import ColumnMatch

#: The columns that say where a row stood. «ردیف اصلی» heads the workbooks that lie at offices from before.
ORIGIN = (
    Column(ORIGIN_ROW, "سطر اصلی", "Original row", "text", required=True, aliases=("ردیف اصلی",)),
    Column(ORIGIN_SHEET, "برگهٔ اصلی", "Original sheet", "text", required=True),
)
#: The columns that say what is wrong: for the clerk, and left aside when the workbook comes back.
REASONS = (
    Column("reason_fa", "چه چیز درست شود", "What to correct (Persian)", "text"),
    Column("reason_en", "What to correct", "What to correct (English)", "text"),
)
#: How many violations a cleaned delivery carries with it; the file beside it has all.
CARRIED_CELLS = 2000

_TRAILING_UNIT = re.compile(r"\s*\(([^()]*)\)\s*$")


def workbook_contract(contract: Contract, declared: Mapping[str, str], units: UnitTable) -> Contract:
    """Return the contract of the correction workbook's sheet.

    Its columns are those of the feed between the two of the origin and the two of the reasons, under the headings
    that the workbook shows: an amount's names the unit in which the base's numbers stand (``declared``: unit code
    by column). Only the origin is required, so that a reader takes every row that has one for data.
    """
    columns = [
        replace(
            column,
            title_fa=heading(column, declared.get(column.name), units),
            aliases=(column.title_fa, *column.aliases),
            required=False,
            heading_required=False,
            told_by=(),
            from_headings=False,
        )
        for column in contract.columns
    ]
    return replace(contract, columns=(*ORIGIN, *columns, *REASONS), rules=(), key=())


def own_columns(matches: Sequence[ColumnMatch]) -> list[ColumnMatch]:
    """Return ``matches`` without the columns that say what is wrong."""
    return [m for m in matches if m.column not in [c.name for c in REASONS]]


def heading(column: Column, declared: str | None, units: UnitTable) -> str:
    """Return the Persian heading of a column, with the unit in which its values stand."""
    unit = declared or (column.unit if column.kind == "money" else None)
    if unit is None or unit not in units.by_code:
        return column.title_fa
    title = units.by_code[unit].title_fa
    stated = _TRAILING_UNIT.search(column.title_fa)
    if stated is None and declared is None and title in column.title_fa:
        return column.title_fa
    if stated is None or units.find(stated[1]) is None:  # brackets that say something else stay
        return f"{column.title_fa} ({title})"
    return f"{column.title_fa[: stated.start()]} ({title})"


def clean_correction(
    contract: Contract, files: Files, base: Base, clean: Callable[[Path, int], CleanedDelivery]
) -> CleanedDelivery:
    """Clean the landed rows of a correction into ``files.clean``; return counts and reasons.

    ``clean`` cleans a file of landed rows (and their number) into ``files.clean``, with what is wrong beside it,
    as it would those of any delivery. Which rows of the base are in now is written to ``files.resolved``.
    """
    applied = files.clean.with_name(f"{files.clean.stem}.applied.{os.getpid()}.tmp")
    engine = DuckDBEngine()
    try:
        misplaced = _place(engine, contract, files, base)
        names = ", ".join(quoted(n) for n in ("sheet_name", "row_number", *(c.name for c in contract.columns)))
        _copy(
            engine,
            f"SELECT {names} FROM placed WHERE reason IS NULL ORDER BY sheet_name, row_number",
            applied,
        )
        count = engine.query("SELECT count(*) AS n FROM placed WHERE reason IS NULL").to_pylist()[0]["n"]
        cleaned = clean(applied, int(count))
        repeated = _known_keys(engine, contract, files, base)
        write_violations(files.violations, [*read_violations(files.violations), *misplaced, *repeated])
        _write_clean(engine, files, base, [c for c in repeated if c.severity == "quarantine"])
        _write_resolved(engine, files)
    finally:
        engine.close()
        applied.unlink(missing_ok=True)
    return _counted(cleaned, misplaced, repeated)


def _copy(engine: DuckDBEngine, query: str, out: Path) -> None:
    engine.connection.execute(f"COPY ({query}) TO {literal(str(out))} (FORMAT parquet, COMPRESSION zstd)")


def _place(engine: DuckDBEngine, contract: Contract, files: Files, base: Base) -> list[QuarantinedCell]:
    """Load ``placed``, each landed row with the waiting row that it takes the place of; return the others' reasons."""
    load_waiting(engine, base)
    engine.create_table(
        "main",
        "placed",
        f"""
        WITH turns AS (
          SELECT *, row_number() OVER (PARTITION BY at_sheet, at_row ORDER BY sheet_name, row_number) AS turn
          FROM ({origins(files.landed)})
        )
        SELECT t.*, w.sheet_name AS base_sheet, CASE
            WHEN at_row IS NULL THEN 'correction_row_unplaced'
            WHEN w.row_number IS NULL THEN 'correction_row_not_waiting'
            WHEN turn > 1 THEN 'correction_row_repeated'
          END AS reason
        FROM turns t LEFT JOIN waiting w ON w.row_number = t.at_row AND trim(w.sheet_name) = t.at_sheet
        """,
    )
    rest = engine.query(
        f"SELECT sheet_name, row_number, reason, coalesce(CAST(at_row AS VARCHAR), trim({ORIGIN_ROW}), '')"
        " AS at_row, at_sheet FROM placed WHERE reason IS NOT NULL ORDER BY sheet_name, row_number"
    )
    return [
        QuarantinedCell(
            r["sheet_name"],
            int(r["row_number"]),
            contract.columns[0].name,
            "",
            r["reason"],
            "quarantine",
            "",
            {"first_row": r["at_row"] or "—", "first_sheet": r["at_sheet"] or "—"},
        )
        for r in rest.to_pylist()
    ]


def _known_keys(engine: DuckDBEngine, contract: Contract, files: Files, base: Base) -> list[QuarantinedCell]:
    """Return the reasons against clean rows whose key a good row already has.

    Where a feed's source has no natural key, such rows are only pointed out.
    """
    if not contract.key:
        return []
    quarantine = contract.duplicates == "quarantine"
    clean = parquet_source(files.clean)
    known = parquet_sources((base.files.clean, *(f.clean for f in base.earlier)), "union_by_name = true")
    same = " AND ".join(f"k.{quoted(c)} IS NOT DISTINCT FROM c.{quoted(c)}" for c in contract.key)
    rows = engine.query(
        f"SELECT c.sheet_name, c.row_number, min_by(k.row_number, k.row_id) AS first_row,"
        f" min_by(k.sheet_name, k.row_id) AS first_sheet FROM {clean} c"
        f" JOIN {known} k ON {same} GROUP BY 1, 2 ORDER BY 1, 2"
    )
    return [
        QuarantinedCell(
            r["sheet_name"],
            int(r["row_number"]),
            contract.key[0],
            "",
            "correction_repeats_key",
            "quarantine" if quarantine else "warn",
            "",
            {"first_row": str(r["first_row"]), "first_sheet": r["first_sheet"]},
        )
        for r in rows.to_pylist()
    ]


def _write_clean(engine: DuckDBEngine, files: Files, base: Base, taken_out: Sequence[QuarantinedCell]) -> None:
    """Write the clean rows anew: without those taken out, and as a part of the delivery that they correct."""
    places = [(c.sheet_name, c.row_number) for c in taken_out]
    listed = ", ".join(f"({literal(sheet)}, {row})" for sheet, row in places)
    rewritten = (
        f"SELECT c.* REPLACE ({literal(base.delivery_id)} AS base_id, p.base_sheet AS base_sheet)"
        f" FROM {parquet_source(files.clean)} c"
        " JOIN placed p ON p.sheet_name = c.sheet_name AND p.row_number = c.row_number"
        + (f" WHERE (c.sheet_name, c.row_number) NOT IN ({listed})" if listed else "")
        + " ORDER BY c.sheet_name, c.row_number"
    )
    with replacing(files.clean) as fresh:
        _copy(engine, rewritten, fresh)


def _write_resolved(engine: DuckDBEngine, files: Files) -> None:
    """Write which rows of the base are in now: grain, one row a row of the base."""
    _copy(
        engine,
        f"SELECT p.base_sheet AS {ORIGIN_SHEET}, p.at_row AS {ORIGIN_ROW} FROM placed p"
        f" SEMI JOIN {parquet_source(files.clean)} c"
        " ON c.sheet_name = p.sheet_name AND c.row_number = p.row_number WHERE p.reason IS NULL ORDER BY 1, 2",
        files.resolved,
    )


def _counted(
    cleaned: CleanedDelivery, misplaced: Sequence[QuarantinedCell], repeated: Sequence[QuarantinedCell]
) -> CleanedDelivery:
    """Return the account of the whole workbook: what was cleaned, what was misplaced, what repeats a key."""
    taken_out = sum(c.severity == "quarantine" for c in repeated)
    more: dict[str, Any] = {}
    if hasattr(cleaned, "rules"):
        rules = dict(cleaned.rules)
        for cell in (*misplaced, *repeated):
            name = f"{cell.severity}/{cell.rule}"
            rules[name] = rules.get(name, 0) + 1
        more["rules"] = rules
    return replace(
        cleaned,
        rows_read=cleaned.rows_read + len(misplaced),
        rows_loaded=cleaned.rows_loaded - taken_out,
        rows_quarantined=cleaned.rows_quarantined + len(misplaced) + taken_out,
        cells=[*cleaned.cells, *misplaced, *repeated][:CARRIED_CELLS],
        **more,
    )
