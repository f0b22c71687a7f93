"""Decide whether a cleaned delivery may be published or waits for a person, and say why.

A hold is a sentence with its numbers. Nothing here changes a row; an approved delivery is not assessed again.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from pipelines.engines.duckdb_engine import DuckDBEngine
from pipelines.foundation.messages import Message
from pipelines.foundation.persian import listed
from pipelines.foundation.sql_text import parquet_source
from pipelines.governance.assessment import (
    Assessment,
    Beside,
    Compared,
    Predecessor,
    Subject,
    data_rows,
    figure,
)
from pipelines.governance.comparison import Comparison, Memo, compare_files
from pipelines.governance.figure_holds import held_figures
from pipelines.governance.found import found_in_words
from pipelines.governance.periods import foreign_periods, period_told_otherwise, rows_without_month
from pipelines.governance.thresholds import Governance, HoldThresholds
from pipelines.governance.total_holds import held_by_totals
from pipelines.governance.totals import assess_edition
from pipelines.governance.word_holds import assess_words

#: The unit that a factor betrays, by its power of ten; the sentences stand in the message table.
HINTS = {1: "jump_by_ten", 3: "jump_by_thousand", 6: "jump_by_million"}


def assess(
    engine: DuckDBEngine,
    subject: Subject,
    compared: Compared,
    governance: Governance,
    memo: Memo | None = None,
) -> Assessment:
    """Compare one delivery with its contract, its period and the deliveries around it.

    The engine only queries the clean files; nothing is made in it.
    """
    found, limits = Assessment(), governance.holds
    found.holds += _unknown_columns(subject, governance)
    found.holds += _quarantined(subject, limits)
    assess_words(subject, limits, found)
    found.holds += held_by_totals(engine, subject, limits)
    _periods(engine, subject, limits, found)
    found.holds += _contract_rules(engine, subject)
    found.holds += found_in_words(engine, subject, governance.words)
    known: Memo = {} if memo is None else memo
    if compared.predecessor is not None:
        found.comparisons += _compare(engine, subject, compared.predecessor, limits, known)
        found.holds += _shrunk(subject, compared.predecessor, limits)
        found.holds += _jumped(subject, compared.predecessor, found.comparisons, limits)
    if compared.follower is not None:
        _beside_follower(engine, subject, compared.follower, limits, known, found)
    for edition in compared.editions:
        assess_edition(engine, subject, edition, limits, known, found)
    found.holds += held_figures(engine, subject, compared.documents, governance)
    if subject.contract.delivery_kind == "snapshot":
        found.holds += _within(subject, compared)
    else:
        for other in compared.within:
            _beside_whole(engine, subject, other, limits, known, found)
    return found


def _beside_whole(
    engine: DuckDBEngine,
    subject: Subject,
    other: Predecessor,
    limits: HoldThresholds,
    memo: Memo,
    found: Assessment,
) -> None:
    """Compare the list of one office with an edition of all, of one period: another unit in one of them waits."""
    told = {m.params.get("column") for m in found.holds if m.id == "jump"}
    jumps = _jumped(subject, other, _compare(engine, subject, other, limits, memo), limits)
    found.holds += [m for m in jumps if m.params.get("column") not in told]


def _within(subject: Subject, compared: Compared) -> list[Message]:
    """Hold the list of one county of a register beside a list of all of them, and the other way round."""
    return [
        Message(
            "list_within_list",
            "hold",
            {
                "file": subject.file_name,
                "value": other.file_name,
                "expected": subject.period or "—",
                "suggestion": other.delivery_id,
            },
        )
        for other in compared.within
    ]


def _compare(
    engine: DuckDBEngine, subject: Subject, other: Predecessor, limits: HoldThresholds, memo: Memo
) -> list[Comparison]:
    ratios = limits.ratios_of(subject.contract.feed)
    return [
        _rows_compared(subject, other),
        *compare_files(
            engine,
            subject.contract,
            other.clean,
            subject.clean,
            ratios,
            same_period=other.same_period,
            memo=memo,
        ),
    ]


def _beside_follower(
    engine: DuckDBEngine,
    subject: Subject,
    follower: Predecessor,
    limits: HoldThresholds,
    memo: Memo,
    found: Assessment,
) -> None:
    """Compare a late delivery with the period after it, which was here first: what does not fit holds the late one."""
    comparisons = _compare(engine, subject, follower, limits, memo)
    found.beside.append(Beside(follower.delivery_id, "after", comparisons))
    told = {m.params.get("column") for m in found.holds if m.id == "jump"}
    jumps = _jumped(subject, follower, comparisons, limits)
    found.holds += [m for m in jumps if m.params.get("column") not in told]
    found.holds += _shrunk_after(subject, follower, limits)


def _unknown_columns(subject: Subject, governance: Governance) -> list[Message]:
    by_sheet: dict[str, list[str]] = {}
    for sheet, heading in subject.unknown:
        if heading.strip() and not governance.is_harmless(subject.contract.feed, heading):
            by_sheet.setdefault(sheet, []).append(f"«{heading.strip()}»")
    return [
        Message(
            "extra_columns",
            "hold",
            {
                "file": subject.file_name,
                "sheet": sheet,
                "value": listed(headings),
                "feed": subject.contract.title_fa,
                "feed_en": subject.contract.title_en,
            },
        )
        for sheet, headings in by_sheet.items()
    ]


def _quarantined(subject: Subject, limits: HoldThresholds) -> list[Message]:
    rows, bad = data_rows(subject.cleaned), subject.cleaned.rows_quarantined
    if bad < limits.least_quarantined or bad <= limits.quarantine_share * rows:
        return []
    return [
        Message(
            "many_quarantined",
            "hold",
            {
                "file": subject.file_name,
                "found": str(bad),
                "count": str(rows),
                "limit": _percent(limits.quarantine_share),
            },
        )
    ]


def _periods(engine: DuckDBEngine, subject: Subject, limits: HoldThresholds, found: Assessment) -> None:
    if subject.period is None:
        return
    if told := period_told_otherwise(subject.contract, subject.period, subject.titles):
        params = {"file": subject.file_name, "value": told, "expected": subject.period}
        found.holds.append(Message("period_differs", "hold", params))
    if subject.span and "/" in subject.span:
        undated = rows_without_month(engine, subject.contract, subject.clean)
        if undated:
            params = {"file": subject.file_name, "value": subject.span, "found": str(undated)}
            found.holds.append(Message("span_needs_months", "hold", params))
    for foreign in foreign_periods(engine, subject.contract, subject.span or subject.period, subject.clean):
        mixed = (
            foreign.outside >= limits.least_other_period and foreign.outside > limits.other_period_share * foreign.dated
        )
        params = {
            "file": subject.file_name,
            "column": foreign.column.title_fa,
            "column_en": foreign.column.title_en,
            "expected": subject.period,
            "found": str(foreign.outside),
            "count": str(foreign.dated),
            "value": listed(f"{period} ({rows})" for period, rows in foreign.periods[:4]),
        }
        if mixed:
            found.holds.append(Message("mixed_periods", "hold", params))
        else:
            found.notices.append(Message("few_other_periods", "warn", params))


def _contract_rules(engine: DuckDBEngine, subject: Subject) -> list[Message]:
    """Hold when a good row breaks a rule to which the contract gives the severity ``hold``."""
    rules = [r for r in subject.contract.rules if r.severity == "hold"]
    if not rules:
        return []
    counted = ", ".join(
        f"count(*) FILTER (NOT coalesce({rule.expression}, true)) AS n{n}" for n, rule in enumerate(rules)
    )
    row = engine.rows(f"SELECT {counted} FROM {parquet_source(subject.clean)}")[0]
    return [
        Message(
            "rule_holds",
            "hold",
            {
                "file": subject.file_name,
                "found": str(row[f"n{n}"]),
                "reason": rule.message_fa,
                "reason_en": rule.message_en,
            },
        )
        for n, rule in enumerate(rules)
        if row[f"n{n}"]
    ]


def _rows_compared(subject: Subject, predecessor: Predecessor) -> Comparison:
    before, after = data_rows(predecessor.cleaned), data_rows(subject.cleaned)
    return Comparison("", "rows", Decimal(before), Decimal(after), min(before, after))


def _shrunk(subject: Subject, predecessor: Predecessor, limits: HoldThresholds) -> list[Message]:
    """Hold a shorter list: against the delivery that it supersedes, and against a register's last one."""
    if not predecessor.same_period and subject.contract.delivery_kind != "snapshot":
        return []
    before, after = data_rows(predecessor.cleaned), data_rows(subject.cleaned)
    if before < limits.least_rows or after >= (1 - limits.shrinkage_share) * before:
        return []
    return [
        Message(
            "shrunk",
            "hold",
            {
                "file": subject.file_name,
                "found": str(after),
                "count": str(before),
                "value": predecessor.delivery_id,
                "limit": _percent(limits.shrinkage_share),
            },
        )
    ]


def _shrunk_after(subject: Subject, follower: Predecessor, limits: HoldThresholds) -> list[Message]:
    """Hold a late list of a register after which, if it were right, the next one would have lost rows."""
    before, after = data_rows(subject.cleaned), data_rows(follower.cleaned)
    if subject.contract.delivery_kind != "snapshot" or before < limits.least_rows:
        return []
    if after >= (1 - limits.shrinkage_share) * before:
        return []
    return [
        Message(
            "shrunk_after",
            "hold",
            {
                "file": subject.file_name,
                "found": str(before),
                "count": str(after),
                "value": follower.delivery_id,
                "expected": follower.period or "—",
                "limit": _percent(limits.shrinkage_share),
            },
        )
    ]


def _jumped(
    subject: Subject, predecessor: Predecessor, comparisons: Sequence[Comparison], limits: HoldThresholds
) -> list[Message]:
    """Hold when a column moved about tenfold or more; one sentence a column, the strongest evidence first.

    Where enough keys are shared they decide, and medians are not asked: a full edition that replaces a part of
    it has other medians and the same rows.
    """
    shared = {c.column for c in comparisons if c.measure == "sum" and c.evidence >= limits.least_rows}
    held: dict[tuple[str, str], Comparison] = {}
    for comparison in comparisons:
        if comparison.measure == "median" and comparison.column in shared:
            continue
        if comparison.measure == "ratio" and any(column in comparison.column.split("/") for column, _ in held):
            continue  # it moved because one of its columns did
        if comparison.column and _is_jump(comparison, predecessor.same_period, limits):
            held.setdefault((comparison.column, comparison.unit), comparison)
    return [_jump_message(subject, predecessor, c) for c in held.values()]


def _is_jump(comparison: Comparison, same_period: bool, limits: HoldThresholds) -> bool:
    factor = comparison.factor
    if factor is None or factor == 0 or comparison.evidence < limits.least_rows:
        return False
    if max(factor, 1 / factor) < limits.jump_factor:
        return False
    if comparison.measure == "ratio" or (comparison.measure == "sum" and same_period):
        return True
    middle = comparison.middle if factor > 1 else 1 / comparison.middle if comparison.middle else None
    return middle is not None and middle >= limits.most_rows_factor


def _jump_message(subject: Subject, predecessor: Predecessor, comparison: Comparison) -> Message:
    factor = comparison.factor
    assert factor is not None
    size = max(factor, 1 / factor)
    columns = [subject.contract.column(name) for name in comparison.column.split("/")]
    money = any(c.kind == "money" for c in columns)
    power = (size * Decimal("3.1622776")).adjusted()
    hint = Message(HINTS.get(power, "jump_by_other") if money else "jump_of_quantity", "hold")
    return Message(
        "jump",
        "hold",
        {
            "file": subject.file_name,
            "column": "«" + "» / «".join(c.title_fa for c in columns) + "»",
            "column_en": "“" + "” / “".join(c.title_en for c in columns) + "”",
            "measure": Message(f"measure_{comparison.measure}", "hold").text("fa"),
            "measure_en": Message(f"measure_{comparison.measure}", "hold").text("en"),
            "expected": figure(comparison.before),
            "value": figure(comparison.after),
            "factor": ("×" if factor > 1 else "÷") + figure(size),
            "suggestion": hint.text("fa"),
            "suggestion_en": hint.text("en"),
            "other": predecessor.delivery_id,
        },
    )


def _percent(share: Decimal) -> str:
    return f"{(100 * share).normalize():f}"
