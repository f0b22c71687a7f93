"""Compare each figure of a document with the same figure in the documents before it, and in those after it.

Statements mix persons, rial and cities, so no sum over them says anything: 72,000 weavers that become 720,000 show only
in the figure itself. Compared are documents of one office; where they gather what several sources say, a figure is
compared only with what the same source said before. Sources that contradict each other are news, not mistakes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from pipelines.contracts import Column, Contract
from pipelines.contracts.model import FigureSeries
from pipelines.engines.duckdb_engine import DuckDBEngine
from pipelines.foundation.sql_text import literal, parquet_source, quoted


@dataclass(frozen=True, slots=True)
class Document:
    """A document whose figures are compared; ``period`` is a key of which texts sort as the periods do."""

    delivery_id: str
    file_name: str
    period: str
    clean: Path


@dataclass(frozen=True, slots=True)
class MovedFigure:
    """A figure that moved manifold: where it stands, what it is of, both values and the other document.

    ``of`` are the filled columns that tell the figure, with their values; ``dated`` of when both figures are.
    """

    sheet_name: str
    row_number: int
    column: Column
    of: tuple[tuple[Column, str], ...]
    before: Decimal
    after: Decimal
    dated: tuple[str, str]
    other: Document

    @property
    def factor(self) -> Decimal:
        """Value / value in the other document."""
        return self.after / self.before


def moved_figures(
    engine: DuckDBEngine, contract: Contract, own: Document, others: Sequence[Document], least: Decimal
) -> list[MovedFigure]:
    """Return the figures of ``own`` that are at least ``least`` times, or one ``least``-th, of their nearest others.

    ``others`` stand in the order in which they are asked. Nearest before is the last one of the same time or earlier,
    nearest after the first one later; where one document gives several, one that agrees is enough. Zeros and figures
    that nobody told before move nothing.
    """
    found = []
    for series in contract.figures if others else ():
        rows = engine.rows(_query(contract, series, own, others, least))
        found += [_moved(contract, series, row, others) for row in rows]
    return sorted(found, key=lambda f: (f.sheet_name, f.row_number))


def _query(contract: Contract, series: FigureSeries, own: Document, others: Sequence[Document], least: Decimal) -> str:
    mine = _figures(contract, series, own, 0)
    theirs = " UNION ALL ".join(_figures(contract, series, other, n) for n, other in enumerate(others))
    same = " AND ".join(f"m.{quoted(c)} IS NOT DISTINCT FROM o.{quoted(c)}" for c in series.of)
    return (
        f"WITH mine AS ({mine}), theirs AS ({theirs}),"
        " gathered AS (SELECT sources FROM mine UNION ALL SELECT sources FROM theirs), pairs AS ("
        " SELECT m.*, o.doc AS other, o.value AS before, o.dated AS before_dated, o.dated <= m.dated AS is_before,"
        "  greatest(m.size / o.size, o.size / m.size) AS moved"
        f" FROM mine m JOIN theirs o ON {same} AND length(m.dated) = length(o.dated)"
        "  AND (m.source = o.source OR (SELECT max(sources) FROM gathered) <= 1)"
        "), near AS (SELECT *, rank() OVER (PARTITION BY sheet_name, row_number, is_before"
        "  ORDER BY CASE WHEN is_before THEN before_dated END DESC, before_dated, other) AS nearness FROM pairs"
        "), picked AS (SELECT *, row_number() OVER (PARTITION BY sheet_name, row_number, is_before"
        "  ORDER BY moved, before) AS pick FROM near WHERE nearness = 1"
        "), worst AS (SELECT *, row_number() OVER (PARTITION BY sheet_name, row_number ORDER BY is_before DESC) AS told"
        f"  FROM picked WHERE pick = 1 AND moved >= {least})"
        " SELECT * FROM worst WHERE told = 1"
    )


def _figures(contract: Contract, series: FigureSeries, document: Document, number: int) -> str:
    """Return the query of a document's figures above zero, with what tells them, their time and their source."""
    of = ", ".join(f"CAST({quoted(c)} AS VARCHAR) AS {quoted(c)}" for c in series.of)
    dated = f"CAST({quoted(series.dated)} AS VARCHAR)" if series.dated else "NULL"
    source = f"coalesce({quoted(series.source)}, '')" if series.source else "''"
    return (
        f"SELECT {number} AS doc, sheet_name, row_number, {of}, {quoted(series.value)} AS value,"
        f" CAST({quoted(series.value)} AS DOUBLE) AS size, coalesce({dated}, {literal(document.period)}) AS dated,"
        f" {source} AS source, (SELECT count(DISTINCT {source}) FROM {_file(document)}) AS sources"
        f" FROM {_file(document)} WHERE {quoted(series.value)} > 0"
    )


def _file(document: Document) -> str:
    return parquet_source(document.clean)


def _moved(contract: Contract, series: FigureSeries, row: dict[str, Any], others: Sequence[Document]) -> MovedFigure:
    told = tuple((contract.column(name), str(row[name])) for name in series.of if row[name])
    return MovedFigure(
        row["sheet_name"],
        row["row_number"],
        contract.column(series.value),
        told,
        Decimal(str(row["before"])),
        Decimal(str(row["value"])),
        (row["before_dated"], row["dated"]),
        others[row["other"]],
    )
