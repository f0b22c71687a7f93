"""Compare tables of one period by their totals: by country, by office and by tariff line they are sums of one trade."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from pipelines.contracts import Column, Contract
from pipelines.engines.duckdb_engine import DuckDBEngine
from pipelines.foundation.messages import Language, Message, in_persian
from pipelines.foundation.persian import ANDS, listed
from pipelines.foundation.sql_text import parquet_source, quoted
from pipelines.governance.assessment import Assessment, Beside, Predecessor, Subject, figure
from pipelines.governance.comparison import Comparison, Memo, compared_columns, measured
from pipelines.governance.thresholds import HoldThresholds
from pipelines.reading.grain import dimensions


def totalled_columns(contract: Contract) -> list[Column]:
    """Return the columns of one unit, whose sum over a whole table says something."""
    return [c for c in compared_columns(contract) if c.unit and not c.unit_column]


def compare_totals(engine: DuckDBEngine, contract: Contract, other: Path, own: Path, memo: Memo) -> list[Comparison]:
    """Compare the totals of two clean files, column by column, where both have one."""
    columns = totalled_columns(contract)
    if not columns:
        return []
    sums = ", ".join(
        f"CAST(sum({quoted(c.name)}) AS DECIMAL(38,9)) AS s{n}, count({quoted(c.name)}) AS n{n}"
        for n, c in enumerate(columns)
    )
    before, after = (measured(engine, f"SELECT {sums} FROM {parquet_source(file)}", memo) for file in (other, own))
    return [
        Comparison(
            c.name,
            "total",
            Decimal(str(before[f"s{n}"])),
            Decimal(str(after[f"s{n}"])),
            min(before[f"n{n}"], after[f"n{n}"]),
        )
        for n, c in enumerate(columns)
        if before[f"n{n}"] and after[f"n{n}"]
    ]


def is_power_of_ten(comparison: Comparison, tolerance: Decimal) -> bool:
    """Whether two totals differ by ten, a hundred, a thousand … and hardly anything else: another unit."""
    factor = comparison.factor
    if factor is None or factor == 0:
        return False
    size = max(factor, 1 / factor)
    power = (size * Decimal("3.1622776")).adjusted()
    return power > 0 and abs(size / Decimal(10) ** power - 1) <= tolerance


def assess_edition(
    engine: DuckDBEngine,
    subject: Subject,
    edition: Predecessor,
    limits: HoldThresholds,
    memo: Memo,
    found: Assessment,
) -> None:
    """Set a delivery beside another edition of its period: a difference is noted, another unit waits."""
    comparisons = compare_totals(engine, subject.contract, edition.clean, subject.clean, memo)
    found.beside.append(Beside(edition.delivery_id, "edition", comparisons))
    for comparison in comparisons:
        if is_power_of_ten(comparison, limits.unit_tolerance):
            found.holds.append(_message("edition_of_other_unit", "hold", subject, edition, comparison))
        elif abs(comparison.after - comparison.before) >= limits.least_edition_difference:
            found.notices.append(_message("editions_differ", "warn", subject, edition, comparison))


def _message(message_id: str, severity: str, subject: Subject, edition: Predecessor, comparison: Comparison) -> Message:
    factor = comparison.factor or Decimal(0)
    column = subject.contract.column(comparison.column)
    numbers = {
        "found": _exact(comparison.after),
        "count": _exact(comparison.before),
        "limit": _exact(abs(comparison.after - comparison.before)),
        "factor": ("×" if factor > 1 else "÷") + figure(max(factor, 1 / factor)) if factor else "—",
    }
    return Message(
        message_id,
        severity,
        {
            "file": subject.file_name,
            "other": edition.file_name,
            "reason": edition.delivery_id,
            "column": column.title_fa,
            "column_en": column.title_en,
            "value": grain_words(subject.contract, subject.grain, "fa"),
            "value_en": grain_words(subject.contract, subject.grain, "en"),
            "expected": grain_words(subject.contract, edition.grain, "fa"),
            "expected_en": grain_words(subject.contract, edition.grain, "en"),
            **{name: in_persian(text) for name, text in numbers.items()},
            **{f"{name}_en": text for name, text in numbers.items()},
        },
    )


def grain_words(contract: Contract, grain: str, language: Language) -> str:
    """Return in words by what a table is broken down."""
    by = "به تفکیک " if language == "fa" else "by "
    tables = []
    for columns in dimensions(grain):
        titles = [contract.column(c) for c in columns]
        tables.append(listed((c.title_fa if language == "fa" else c.title_en.lower() for c in titles), language))
    told = ANDS[language].join(t for t in tables if t)
    return by + told if told else ("تنها جمع" if language == "fa" else "totals alone")


def _exact(value: Decimal) -> str:
    """Return a total for a sentence, with the decimals that it has."""
    return f"{value.normalize():,f}"
