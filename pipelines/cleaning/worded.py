"""Find words for totals among the rows that were loaded: a column of codes or places that says «جمع» names no place.

The words are looked up once for a whole batch; a query for each delivery and column would be most of the cost of
cleaning small files.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipelines.cleaning import statements
from pipelines.cleaning.columns import Resolved
from pipelines.cleaning.result import WordedRows
from pipelines.contracts import Contract
from pipelines.engines.duckdb_engine import DuckDBEngine
from pipelines.foundation.sql_text import quoted
from pipelines.reading.non_data.words import TotalRules

#: Kinds whose values come from lists: a word for a total among them is no value.
_LISTED = frozenset({"code", "place", "craft"})
#: Text columns of a key can hold one as well, but only where nothing lists what they may be.
_FREE = frozenset({"text"})
#: Table of the words for a total.
_SPELLINGS = "total_words"


def worded_rows(engine: DuckDBEngine, contract: Contract, found: Mapping[str, Resolved]) -> dict[int, list[WordedRows]]:
    """Return by part the loaded rows in which a column that says what the row is about holds a word for a total."""
    import pyarrow as pa

    spellings = sorted(TotalRules.load(contract.models).spellings)
    engine.keep_arrow(_SPELLINGS, pa.table({"word": pa.array(spellings, pa.string())}))
    worded: dict[int, list[WordedRows]] = {}
    for name in _looked_at(engine, contract, found):
        for part, rows in _worded(engine, name, found[name].parts):
            worded.setdefault(part, []).append(rows)
    return worded


def _looked_at(engine: DuckDBEngine, contract: Contract, found: Mapping[str, Resolved]) -> Iterator[str]:
    """Yield the columns in which to look: of listed ones the answers are known, and most have no such word."""
    for column in contract.columns:
        of_column = found[column.name]
        if not of_column.parts:
            continue
        if column.kind in _LISTED and of_column.has_map and not of_column.tiers:
            query = f"SELECT 1 FROM {of_column.map} SEMI JOIN {_SPELLINGS} ON raw = word LIMIT 1"
            if engine.rows(query):
                yield column.name
        elif column.kind in _FREE and column.name in contract.key:
            yield column.name


def _worded(engine: DuckDBEngine, name: str, parts: frozenset[int]) -> Iterator[tuple[int, WordedRows]]:
    for row in engine.rows(
        f"SELECT l.part, l.sheet_name, l.{quoted(name)} AS word, count(*) AS n, min(l.row_number) AS first"
        f" FROM landed l SEMI JOIN {_SPELLINGS} s ON l.{quoted(name)} = s.word"
        f" WHERE NOT EXISTS ({statements.EXCLUDED}) GROUP BY ALL ORDER BY ALL"
    ):
        if row["part"] in parts:
            yield row["part"], WordedRows(row["sheet_name"], row["first"], name, row["word"], row["n"])
