"""Whether the rows and the titles of a delivery speak of the period under which it came."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipelines.contracts import Column, Contract
from pipelines.engines.duckdb_engine import DuckDBEngine
from pipelines.foundation.period import YEAR, Period
from pipelines.foundation.persian import latin_digits
from pipelines.foundation.sql_text import parquet_source, quoted
from pipelines.governance.calendar import frequency, overlap, span
from pipelines.normalise.span_titles import period_of_title, year_of_title
from pipelines.normalise.text import clean_text

#: Words of the headings of every year.
_ANY_YEAR = frozenset({"سال", "year", "Year", "شمسی"})

#: Columns that by their name say of which period their row is, beside the contract's period column.
PERIOD_NAMES = frozenset({"year", "period"})


@dataclass(frozen=True, slots=True)
class ForeignPeriods:
    """Rows of one column that lie outside the delivery's period, of all rows that are dated there."""

    column: Column
    dated: int
    outside: int
    periods: tuple[tuple[str, int], ...]


def period_columns(contract: Contract) -> list[Column]:
    """Return the columns that place a row of an events feed in its period."""
    if contract.delivery_kind != "events":
        return []
    return [
        c
        for c in contract.columns
        if c.name == contract.period_column or (c.name in PERIOD_NAMES and c.kind in ("year", "period"))
    ]


def foreign_periods(engine: DuckDBEngine, contract: Contract, period: str, clean: Path) -> list[ForeignPeriods]:
    """Count the rows of ``clean`` that are dated outside ``period``, column by column."""
    own = span(period)
    if own is None:
        return []
    found = []
    for column in period_columns(contract):
        own_date = contract.period_expression if column.name == contract.period_column else None
        rows = engine.rows(
            f"SELECT CAST({own_date or quoted(column.name)} AS VARCHAR) AS value, count(*) AS rows"
            f" FROM {parquet_source(clean)} GROUP BY 1 HAVING value IS NOT NULL"
        )
        found.append(_foreign_periods(column, own, frequency(period), [(r["value"], r["rows"]) for r in rows]))
    return [f for f in found if f.outside]


def rows_without_month(engine: DuckDBEngine, contract: Contract, clean: Path) -> int:
    """Count the rows that say neither their day nor their month, of a feed that adds them up by period."""
    months = next((c for c in contract.columns if c.codes == "months"), None)
    if contract.period_column is not None or months is None or contract.overlaps == "resolved":
        return 0
    counted = f"SELECT count(*) AS rows FROM {parquet_source(clean)} WHERE {quoted(months.name)} IS NULL"
    return int(engine.rows(counted)[0]["rows"])


def _foreign_periods(
    column: Column, own: tuple[date, date], every: str, counted: Sequence[tuple[str, int]]
) -> ForeignPeriods:
    outside: Counter[str] = Counter()
    dated = 0
    for value, rows in counted:
        days = (date.fromisoformat(value),) * 2 if column.kind == "date" else span(value)
        if days is None:
            continue
        dated += rows
        if not overlap(days, own):
            first, last = (Period.of_day(day, every) for day in days)
            outside[first.key if first == last else value] += rows
    ranked = sorted(outside.items(), key=lambda item: (-item[1], item[0]))
    return ForeignPeriods(column, dated, sum(outside.values()), tuple(ranked))


def titles_of_period(contract: Contract, titles: Sequence[str]) -> list[str]:
    """Return titles without the years that they name for another column: «قانون بودجه سال ۱۴۰۲» dates no list."""
    others = [c for c in contract.columns if c.kind == "year" and c.name not in PERIOD_NAMES]
    words = {word for c in others for heading in c.headings for word in heading.split()} - _ANY_YEAR
    if not words:
        return list(titles)
    named = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    year = re.compile(rf"(?:{named})(?:\s+(?:{named}|کل|کشور|سال|of|year))*\s*:?\s*{YEAR}(?!\d)", re.IGNORECASE)
    return [year.sub(" ", latin_digits(clean_text(title))) for title in titles]


def period_told_otherwise(contract: Contract, period: str, titles: Sequence[str]) -> str | None:
    """Return the period that the titles in the sheet name, when it shares no day with ``period``."""
    titles = titles_of_period(contract, titles)
    told = period_of_title(titles, contract.models) or year_of_title(titles)
    own, theirs = span(period), span(told) if told else None
    return told if own and theirs and not overlap(own, theirs) else None
