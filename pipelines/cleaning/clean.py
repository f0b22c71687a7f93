"""Clean one delivery: normalise distinct values, type, find violations, split good rows from quarantine.

Rows in = loaded + quarantined + recognised non-data; a delivery for which that does not hold is a defect of
the system and raises. Rows never come into Python: memory does not grow with the delivery.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.cleaning import statements
from pipelines.cleaning.columns import Resolved, resolve
from pipelines.cleaning.overrides import Override
from pipelines.cleaning.pseudonyms import Pseudonyms
from pipelines.cleaning.result import (
    CARRIED_CELLS,
    MASK,
    CleanedDelivery,
    DeliveryFacts,
    QuarantinedCell,
    ReconciliationError,
    StatedTotal,
)
from pipelines.cleaning.violations import as_cells, violations_path
from pipelines.contracts import Column, Contract
from pipelines.contracts.model import ADDITIVE_KINDS
from pipelines.engines.duckdb_engine import DuckDBEngine, literal, quoted
from pipelines.normalise import CodeBook, NormaliseContext, normalise_distinct
from pipelines.normalise.sql import number_columns, pseudonym_purpose

if TYPE_CHECKING:
    from pipelines.reading import NonDataRow, ReadResult

__all__ = [
    "CARRIED_CELLS", "MASK", "CleanedDelivery", "DeliveryFacts", "QuarantinedCell", "ReconciliationError",
    "StatedTotal", "clean_delivery",
]  # fmt: skip

#: Memory that the engine may use for one delivery before it spills to disk.
_MEMORY = "700MB"


def clean_delivery(
    contract: Contract, read: ReadResult, facts: DeliveryFacts, codebook: CodeBook, pseudonyms: Pseudonyms,
    out: Path, overrides: Sequence[Override] = (),
) -> CleanedDelivery:  # fmt: skip
    """Clean one read delivery into the Parquet file ``out``; return counts, reasons and compared totals.

    Grain of ``out``: one row a good row of the file. What is wrong with the others is written beside it
    (:func:`pipelines.cleaning.violations.violations_path`). ``overrides`` are corrected cells, put in before
    anything is typed. Raises :class:`ReconciliationError` when the counts do not add up.
    """
    engine = DuckDBEngine()
    try:
        with tempfile.TemporaryDirectory(dir=out.parent, prefix=".spill-") as spill:
            engine.bound(_MEMORY, Path(spill))
            cleaning = _Cleaning(engine, contract, read, facts, codebook, pseudonyms)
            cleaning.load(overrides)
            result = cleaning.run(out)
    finally:
        engine.close()
    if not result.reconciled:
        raise ReconciliationError(
            f"{facts.delivery_id}: {result.rows_read} rows read, but {result.rows_loaded} loaded + "
            f"{result.rows_quarantined} quarantined + {result.rows_non_data} non-data"
        )
    return result


class _Cleaning:
    """The cleaning of one delivery, step by step in one engine."""

    def __init__(
        self, engine: DuckDBEngine, contract: Contract, read: ReadResult, facts: DeliveryFacts,
        codebook: CodeBook, pseudonyms: Pseudonyms,
    ) -> None:  # fmt: skip
        self._engine, self._contract, self._read, self._facts = engine, contract, read, facts
        self._codebook, self._pseudonyms = codebook, pseudonyms

    def load(self, overrides: Sequence[Override]) -> None:
        """Make the view of the landed rows, with corrected cells in their place."""
        replaced: dict[str, str] = {}
        for o in overrides:
            here = f"sheet_name = {literal(o.sheet_name)} AND row_number = {int(o.row_number)}"
            text = "NULL" if o.new_raw is None else literal(o.new_raw)
            replaced[o.column] = replaced.get(o.column, "") + f" WHEN {here} THEN {text}"
        columns = ", ".join(
            f"CASE{replaced[n]} ELSE {quoted(n)} END AS {quoted(n)}" if n in replaced else quoted(n)
            for n in ("sheet_name", "row_number", *(c.name for c in self._contract.columns))
        )
        source = literal(str(self._read.landed))
        numbers = "".join(f", {sql}" for sql in number_columns(self._contract.columns))
        self._engine.connection.execute(
            f"CREATE VIEW landed AS SELECT *{numbers} FROM (SELECT {columns} FROM read_parquet({source}))"
        )

    def run(self, out: Path) -> CleanedDelivery:
        """Clean the rows into ``out``."""
        contexts = {c.name: self._context(c) for c in self._contract.columns}
        found = resolve(self._engine, self._contract, contexts)
        self._find_violations(found)
        self._find_duplicates(found)
        counts = self._write_violations(violations_path(out))
        loaded = self._write_clean(found, out)
        cells = self._engine.rows("SELECT * FROM shown_violations ORDER BY ALL LIMIT ?", [CARRIED_CELLS])
        return CleanedDelivery(
            rows_read=self._read.rows_read, rows_loaded=loaded, rows_quarantined=counts.pop("rows"),
            rows_non_data=len(self._read.non_data), cells=as_cells(cells),
            totals=list(self._compare_totals(found, contexts)),
            normalised={name: r.notes for name, r in found.items() if r.notes}, rules=counts,
        )  # fmt: skip

    def _context(self, column: Column) -> NormaliseContext:
        # Identifiers stay plain in this process; the engine turns them into pseudonyms as it writes.
        return NormaliseContext(
            codebook=self._codebook, declared_unit=self._read.units.get(column.name),
            period=self._facts.period, pseudonym=lambda _, plain: plain, date1904=self._read.date1904,
            latest=self._facts.latest,
        )  # fmt: skip

    def _find_violations(self, found: Mapping[str, Resolved]) -> None:
        """Fill ``violations``, and ``excluded`` with the rows that are kept out so far."""
        queries = [q for resolved in found.values() for q in statements.column_violations(resolved)]
        if broken := statements.broken_rules(self._contract, found):
            self._engine.create_table("main", "broken", broken)
            queries += statements.rule_violations(self._contract)
        none = (
            "SELECT NULL::VARCHAR AS sheet_name, NULL::INTEGER AS row_number, NULL::VARCHAR AS column_name,"
            " NULL::VARCHAR AS rule, NULL::VARCHAR AS severity, NULL::VARCHAR AS value, NULL::VARCHAR AS params"
            " WHERE false"
        )
        self._engine.create_table("main", "violations", none)
        for query in queries:
            self._engine.connection.execute(f"INSERT INTO violations {query}")
        self._exclude()

    def _exclude(self) -> None:
        self._engine.create_table(
            "main", "excluded",
            f"SELECT DISTINCT sheet_name, row_number FROM violations WHERE severity = '{statements.KEPT_OUT}'",
        )  # fmt: skip

    def _find_duplicates(self, found: Mapping[str, Resolved]) -> None:
        """Add the good rows that repeat the key of an earlier good row."""
        if not self._contract.key or all(found[k].is_absent for k in self._contract.key):
            return
        self._engine.create_table("main", "keys", statements.key_rows(self._contract, found))
        repeated = self._engine.create_table(
            "main", "repeated",
            "SELECT sheet_name, row_number FROM keys SEMI JOIN"
            " (SELECT key_hash FROM keys GROUP BY key_hash HAVING count(*) > 1) r USING (key_hash)",
        )  # fmt: skip
        self._engine.connection.execute("DROP TABLE keys")
        if repeated:
            query = statements.duplicate_violations(self._contract, found)
            self._engine.connection.execute(f"INSERT INTO violations {query}")
            self._exclude()

    def _write_violations(self, out: Path) -> dict[str, int]:
        """Write what is wrong, masked where it may identify; return rows by rule, and ``rows`` kept out in all."""
        letters = ", ".join(
            f"({literal(m.sheet_name)}, {literal(m.column)}, {literal(m.letter)})"
            for m in self._read.columns if m.column
        ) or "(NULL, NULL, NULL)"  # fmt: skip
        public = [literal(c.name) for c in self._contract.columns if c.classification == "public"]
        shown = f"CASE WHEN column_name IN ({', '.join(public) or 'NULL'}) THEN value ELSE '{MASK}' END"
        self._engine.create_table(
            "main", "shown_violations",
            f"SELECT v.sheet_name, v.row_number, v.column_name, coalesce(any_value(m.letter), '') AS column_letter,"
            f" v.rule, v.severity, coalesce(CASE WHEN value IS NOT NULL THEN {shown} END, '') AS value, v.params"
            f" FROM violations v LEFT JOIN (VALUES {letters}) m(sheet, name, letter)"
            " ON m.sheet = v.sheet_name AND m.name = v.column_name GROUP BY ALL",
        )  # fmt: skip
        self._engine.connection.execute(
            f"COPY (SELECT * FROM shown_violations ORDER BY sheet_name, row_number, column_name, rule)"
            f" TO {literal(str(out))} (FORMAT parquet, COMPRESSION zstd)"
        )
        counted = self._engine.rows(
            "SELECT severity || '/' || rule AS name, count(DISTINCT (sheet_name, row_number)) AS rows"
            " FROM violations GROUP BY 1 ORDER BY 1"
        )
        kept_out = self._engine.rows("SELECT count(*) AS n FROM excluded")[0]["n"]
        return {**{r["name"]: r["rows"] for r in counted}, "rows": kept_out}

    def _write_clean(self, found: Mapping[str, Resolved], out: Path) -> int:
        """Write the good rows; return how many."""
        facts, connection = self._facts, self._engine.connection
        provenance = {
            "delivery_id": literal(facts.delivery_id),
            "delivery_period": literal(facts.period) if facts.period else "NULL",
            "delivery_office": literal(facts.office) if facts.office else "NULL",
            "is_synthetic": str(facts.is_synthetic).lower(),
        }
        purposes = {p for c in self._contract.columns if (p := pseudonym_purpose(c))}
        self._pseudonyms.load(connection, sorted(purposes))
        query = statements.clean_rows(self._contract, found, provenance, self._pseudonym)
        copied = connection.execute(
            f"COPY ({query}) TO {literal(str(out))} (FORMAT parquet, COMPRESSION zstd)"
        ).fetchone()
        return int(copied[0]) if copied else 0

    def _pseudonym(self, column: Column, text: str) -> str:
        purpose = pseudonym_purpose(column)
        return text if purpose is None else self._pseudonyms.sql(purpose, text)

    # --- totals -----------------------------------------------------------------------------------------

    def _compare_totals(
        self, found: Mapping[str, Resolved], contexts: Mapping[str, NormaliseContext]
    ) -> list[StatedTotal]:
        """Compare each stated total with the rows of its sheet, a subtotal with those since the one before it."""
        totals: list[StatedTotal] = []
        begins: dict[str, int] = {}
        for row in self._read.non_data:
            if row.kind not in ("total", "subtotal") or not row.stated:
                continue
            named = [n for n in sorted(row.stated) if self._contract.column(n).kind in ADDITIVE_KINDS]
            sums = self._sums([found[n] for n in named], row, begins.get(row.sheet_name, 0))
            begins[row.sheet_name] = row.row_number
            totals += [self._compared(row, n, contexts[n], sums[n]) for n in named]
        return totals

    def _sums(self, found: Sequence[Resolved], row: NonDataRow, begin: int) -> dict[str, Any]:
        if not found:
            return {}
        bounded = row.kind == "subtotal"
        values: list[Any] = [row.sheet_name, begin, row.row_number] if bounded else [row.sheet_name]
        return self._engine.rows(statements.sums_of_sheet(found, bounded), values)[0]

    def _compared(
        self, row: NonDataRow, name: str, context: NormaliseContext, computed: Decimal | None
    ) -> StatedTotal:
        answer = normalise_distinct(self._contract.column(name), [(row.stated[name], None)], context)[0]
        stated = None if answer.value is None else Decimal(answer.value)
        difference = None if stated is None or computed is None else stated - computed
        return StatedTotal(
            row.sheet_name, row.row_number, row.kind, row.text, name, stated, computed, difference
        )
