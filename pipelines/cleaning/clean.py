"""Clean one delivery: normalise distinct values, type, find violations, split good rows from quarantine.

Rows in = loaded + quarantined + recognised non-data; a delivery for which that does not hold is a defect of
the system and raises.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.cleaning import statements
from pipelines.contracts import Column, Contract
from pipelines.contracts.model import ADDITIVE_KINDS
from pipelines.engines.duckdb_engine import DuckDBEngine, literal, quoted
from pipelines.normalise import CodeBook, NormaliseContext, normalise_distinct

if TYPE_CHECKING:
    from pipelines.reading import ReadResult

MASK = "•••"


class ReconciliationError(AssertionError):
    """Rows went missing, or were counted twice, between reading and loading."""


@dataclass(frozen=True, slots=True)
class QuarantinedCell:
    """One reason for which one row was kept out (or, for a warning, pointed out).

    ``value`` is masked where the column may identify a person.
    """

    sheet_name: str
    row_number: int
    column_name: str
    column_letter: str
    rule: str
    severity: str
    value: str
    params: dict[str, str]


@dataclass(frozen=True, slots=True)
class StatedTotal:
    """A total that the office wrote in its file, beside the sum of the rows (in the clean unit)."""

    sheet_name: str
    row_number: int
    kind: str
    text: str
    column_name: str
    stated: Decimal | None
    computed: Decimal | None
    difference: Decimal | None


@dataclass(frozen=True, slots=True)
class CleanedDelivery:
    """What cleaning made of one delivery."""

    rows_read: int
    rows_loaded: int
    rows_quarantined: int
    rows_non_data: int
    cells: list[QuarantinedCell] = field(default_factory=list)
    totals: list[StatedTotal] = field(default_factory=list)
    normalised: dict[str, dict[str, int]] = field(default_factory=dict)

    @property
    def reconciled(self) -> bool:
        """Whether every row that was read is accounted for exactly once."""
        return self.rows_read == self.rows_loaded + self.rows_quarantined + self.rows_non_data

    def to_json(self) -> dict[str, Any]:
        """Return the result as JSON-ready values (decimals as text)."""
        return json.loads(json.dumps(asdict(self), default=str))

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> CleanedDelivery:
        """Read back what :meth:`to_json` wrote."""

        def exact(value: str | None) -> Decimal | None:
            return None if value is None else Decimal(value)

        cells = [QuarantinedCell(**c) for c in data.pop("cells")]
        totals = [
            StatedTotal(
                **{**t, **{k: exact(t[k]) for k in ("stated", "computed", "difference")}}
            ) for t in data.pop("totals")
        ]  # fmt: skip
        return cls(**data, cells=cells, totals=totals)


@dataclass(frozen=True, slots=True)
class DeliveryFacts:
    """What cleaning needs to know of the delivery that the rows came with."""

    delivery_id: str
    period: str | None
    office: str | None
    is_synthetic: bool


def _map_column(engine: DuckDBEngine, column: Column, context: NormaliseContext) -> dict[str, int]:
    """Normalise one column's distinct values into ``map_<column>``; return how many cells each note touched."""
    import pyarrow as pa

    pairs = [(r["raw"], r["companion"]) for r in engine.query(statements.distinct_values(column)).to_pylist()]
    answers = normalise_distinct(column, pairs, context)
    table = pa.table(
        {
            "raw": pa.array([p[0] for p in pairs], pa.string()),
            "companion": pa.array([p[1] for p in pairs], pa.string()),
            "value": pa.array([a.value for a in answers], pa.string()),
            "note": pa.array([a.note for a in answers], pa.string()),
            "problem": pa.array([a.problem for a in answers], pa.string()),
            "params": pa.array(
                [json.dumps(dict(a.params), ensure_ascii=False) for a in answers], pa.string()
            ),
        }
    )
    engine.load_arrow("main", f"map_{column.name}", table)
    companion = f"l.{quoted(column.unit_column)}" if column.unit_column else "NULL"
    counted = engine.query(
        f"SELECT m.note, count(*) AS cells FROM landed l JOIN {quoted('map_' + column.name)} m"
        f" ON l.{quoted(column.name)} IS NOT DISTINCT FROM m.raw AND {companion} IS NOT DISTINCT FROM m.companion"
        " WHERE m.note IS NOT NULL GROUP BY 1 ORDER BY 1"
    )
    return {r["note"]: r["cells"] for r in counted.to_pylist()}


def _masked(cell: dict[str, Any], column: Column) -> tuple[str, dict[str, str]]:
    params = {str(k): str(v) for k, v in json.loads(cell["params"] or "{}").items()}
    if column.classification == "public":
        return cell["value"] or "", params
    kept = {k: v for k, v in params.items() if k in ("expected", "first_row", "first_sheet")}
    return (MASK if cell["value"] else ""), kept


def _cells(
    engine: DuckDBEngine, contract: Contract, letters: dict[tuple[str, str], str]
) -> list[QuarantinedCell]:
    rows = engine.query("SELECT * FROM violations ORDER BY sheet_name, row_number, column_name, rule")
    cells = []
    for row in rows.to_pylist():
        value, params = _masked(row, contract.column(row["column_name"]))
        letter = letters.get((row["sheet_name"], row["column_name"]), "")
        cells.append(
            QuarantinedCell(
                row["sheet_name"],
                int(row["row_number"]),
                row["column_name"],
                letter,
                row["rule"],
                row["severity"],
                value,
                params,
            )
        )
    return cells


def _stated_totals(
    engine: DuckDBEngine,
    contract: Contract,
    read: ReadResult,
    context_of: Callable[[Column], NormaliseContext],
) -> list[StatedTotal]:
    """Compare each total that the office wrote with the sum of the data rows of its sheet."""
    totals = []
    for row in read.non_data:
        for name, raw in sorted(row.stated.items()):
            column = contract.column(name)
            if column.kind not in ADDITIVE_KINDS or row.kind != "total":
                continue
            answer = normalise_distinct(column, [(raw, None)], context_of(column))[0]
            stated = None if answer.value is None else Decimal(answer.value)
            found = engine.query(
                f"SELECT CAST(sum({quoted(name)}) AS DECIMAL(38,9)) AS total FROM typed WHERE sheet_name = ?",
                [row.sheet_name],
            ).to_pylist()[0]["total"]
            difference = None if stated is None or found is None else stated - found
            totals.append(
                StatedTotal(
                    row.sheet_name, row.row_number, row.kind, row.text, name, stated, found, difference
                )
            )
    return totals


def clean_delivery(
    contract: Contract,
    read: ReadResult,
    facts: DeliveryFacts,
    codebook: CodeBook,
    pseudonym: Callable[[str, str], str],
    out: Path,
) -> CleanedDelivery:
    """Clean one read delivery into the Parquet file ``out``; return counts, quarantine and stated totals.

    Grain of ``out``: one row a good row of the file. Raises :class:`ReconciliationError` when the counts do
    not add up.
    """
    engine = DuckDBEngine()
    try:
        engine.load_arrow("main", "landed", read.rows)

        def context_of(column: Column) -> NormaliseContext:
            return NormaliseContext(
                codebook=codebook, declared_unit=read.units.get(column.name), period=facts.period,
                pseudonym=pseudonym,
            )  # fmt: skip

        notes = {c.name: _map_column(engine, c, context_of(c)) for c in contract.columns}
        engine.create_table("main", "typed", statements.typed_rows(contract))
        queries = [q for c in contract.columns for q in statements.column_violations(c)]
        queries += statements.row_violations(contract)
        engine.create_table("main", "violations", "\nUNION ALL ".join(queries))
        if duplicates := statements.duplicate_violations(contract):
            engine.create_table("main", "violations", f"SELECT * FROM violations UNION ALL ({duplicates})")
        provenance = {
            "delivery_id": literal(facts.delivery_id),
            "delivery_period": literal(facts.period) if facts.period else "NULL",
            "delivery_office": literal(facts.office) if facts.office else "NULL",
            "is_synthetic": str(facts.is_synthetic).lower(),
        }
        loaded = engine.create_table("main", "clean", statements.clean_rows(contract, provenance))
        engine.connection.execute(f"COPY clean TO {literal(str(out))} (FORMAT parquet, COMPRESSION zstd)")
        letters = {(m.sheet_name, m.column): m.letter for m in read.columns if m.column}
        cells = _cells(engine, contract, letters)
        quarantined = len({(c.sheet_name, c.row_number) for c in cells if c.severity == "quarantine"})
        result = CleanedDelivery(
            rows_read=read.rows_read, rows_loaded=loaded, rows_quarantined=quarantined,
            rows_non_data=len(read.non_data), cells=cells,
            totals=_stated_totals(engine, contract, read, context_of),
            normalised={name: counts for name, counts in notes.items() if counts},
        )  # fmt: skip
    finally:
        engine.close()
    if not result.reconciled:
        raise ReconciliationError(
            f"{facts.delivery_id}: {result.rows_read} rows read, but {result.rows_loaded} loaded + "
            f"{result.rows_quarantined} quarantined + {result.rows_non_data} non-data"
        )
    return result
