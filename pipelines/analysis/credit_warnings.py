"""Early warning that a share of a credit line will go unused, replayed on history.

``models/rules/warnings.yaml`` holds limits and sentences. Each figure is computed at every Jalali month's end from what
was known on that day (:mod:`pipelines.analysis.credit_months`), so the day on which it would first have warned is the
first of those. Where nothing is told, a warning is *unknown*: a silent file is not a zero.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.analysis.credit_months import follow_lines
from pipelines.analysis.jalali_days import jalali
from pipelines.analysis.rows import load_rows
from pipelines.analysis.wording import number
from pipelines.configuration.errors import RuleError
from pipelines.configuration.outlook_rules import WarningPart, WarningsFile
from pipelines.configuration.rules import read_rules

if TYPE_CHECKING:
    from pipelines.analysis.judgements import Context

MILLIARD = Decimal(10) ** 9
Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Alarm:
    """One early-warning figure. ``limit`` is ``None`` where the limit itself is computed."""

    warning_id: str
    title: Texts
    unit: str
    warns_below: bool
    limit: Decimal | None
    sentence: Texts
    unknown: Texts


@dataclass(frozen=True, slots=True)
class WarningRules:
    """The figures in their order, and what they rest on."""

    warnings: tuple[Alarm, ...]
    smallest_base: int
    bank_days: int
    pace_factor: int
    benchmark: Decimal
    benchmark_source: Texts
    not_applicable: Texts
    source: Texts


#: What each figure is, in SQL over ``derived.credit_months`` (m) and ``derived.credit_lines`` (l): its value, and
#: whether it has a meaning at all. A share of nothing has none, and neither has a pace after the deadline.
LEFT = "CAST(m.share_rial - m.paid_rial AS DECIMAL(28,2))"
SHARE = "CAST(m.share_rial AS DECIMAL(28,2))"
DAYS_LEFT = "(l.deadline_day - m.day)"
FIGURES = {
    "pipeline_cover": (f"(m.paid_rial + m.expected_rial) / nullif({SHARE}, 0)", "m.share_rial > 0"),
    "silence_registered": ("CASE WHEN m.registered = 0 THEN m.day - l.notified_day WHEN m.registered > 0 THEN 0 END", "true"),
    "silence_committee": ("CASE WHEN m.passed = 0 THEN m.day - l.notified_day WHEN m.passed > 0 THEN 0 END", "true"),
    "silence_bank": ("CASE WHEN m.introduced = 0 THEN m.day - l.notified_day WHEN m.introduced > 0 THEN 0 END", "true"),
    "needed_pace": (
        f"CASE WHEN {LEFT} > 0 THEN {LEFT} ELSE {LEFT} - {LEFT} END * 30 / nullif({DAYS_LEFT}, 0)", f"{DAYS_LEFT} > 0 AND m.share_rial > 0",
    ),
    "stage_ageing": ("CAST(m.aged AS DECIMAL(18,6)) / nullif(m.waiting, 0)", "NOT m.is_told OR m.waiting > 0"),
    "bank_rejection": (
        "CAST(m.bank_rejected AS DECIMAL(18,6)) / nullif(m.bank_decided, 0)", "NOT m.is_told OR m.bank_decided > 0",
    ),
    "cities_without_file": ("m.cities_without", "a.kind = 'province'"),
    "approved_unpaid": (f"(m.approved_rial - m.paid_rial) / nullif({SHARE}, 0)", "m.share_rial > 0"),
    "concentration": (
        "m.largest_rial / nullif(CAST(m.standing_rial AS DECIMAL(28,2)), 0)", "NOT m.is_told OR m.standing_rial > 0",
    ),
    "reallocated": ("m.moved_rial", "true"),
    "freshness": ("m.day - m.last_told", "true"),
}  # fmt: skip

#: The best payment of three months that the area and domain have ever seen, a month. Grain: line × day.
PACES = """
WITH paces AS (
  SELECT m.line_id, m.month_key, m.day, l.area_code, l.domain,
    m.paid_rial - coalesce((SELECT max(b.paid_rial) FROM derived.credit_months b
      WHERE b.line_id = m.line_id AND b.day <= m.day - 90), 0) AS three_months
  FROM derived.credit_months m JOIN derived.credit_lines l ON l.line_id = m.line_id
)
SELECT line_id, month_key, CAST(max(three_months) OVER (
    PARTITION BY area_code, domain ORDER BY day RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
  ) / 3 AS DECIMAL(38,9)) AS best_rial
FROM paces
"""

HISTORY = """
WITH figures AS ({figures}),
held AS (
  SELECT f.line_id, f.month_key, f.day, f.warning_id, CASE WHEN f.applies THEN f.value END AS value, f.applies,
    CASE WHEN f.warning_id = 'needed_pace' THEN CAST({factor} * coalesce(p.best_rial, 0) AS DECIMAL(38,9))
      ELSE r."limit" END AS limit_value, r.warns_below, r.place
  FROM figures f
  JOIN derived.warning_rules r ON r.warning_id = f.warning_id
  LEFT JOIN derived.credit_paces p ON p.line_id = f.line_id AND p.month_key = f.month_key
)
SELECT h.warning_id, h.place, l.line_id, l.scheme, l.budget_year, l.area_code, l.domain, h.month_key, h.day,
  {jalali} AS day_jalali, h.value, h.limit_value,
  CASE
    WHEN NOT h.applies THEN 'not_applicable'
    WHEN h.value IS NULL THEN 'unknown'
    WHEN CASE WHEN h.warns_below THEN h.value < h.limit_value ELSE h.value > h.limit_value END THEN 'warns'
    ELSE 'calm'
  END AS state, l.delivery_ids, l.is_synthetic
FROM held h JOIN derived.credit_lines l ON l.line_id = h.line_id
ORDER BY l.line_id, h.place, h.day, h.month_key
"""

#: Grain: line, on the last day on which it is followed.
BALANCES = f"""
SELECT l.scheme, l.budget_year, l.area_code, l.domain, m.day AS as_of, {jalali("m.day")} AS as_of_jalali,
  m.share_rial + m.moved_rial AS allocated_rial, m.moved_rial, m.share_rial, m.registered AS files,
  m.requested_rial, m.approved_rial, m.contract_rial, m.paid_rial, m.paid_files,
  m.share_rial - m.paid_rial AS remaining_rial,
  CASE WHEN m.approved_rial > m.contract_rial THEN m.approved_rial - m.contract_rial
    WHEN m.approved_rial IS NOT NULL THEN 0 END AS approved_uncontracted_rial,
  CASE WHEN m.contract_rial > m.paid_rial THEN m.contract_rial - m.paid_rial
    WHEN m.contract_rial IS NOT NULL THEN 0 END AS contracted_unpaid_rial,
  l.notified_day AS notified_on, l.deadline_day AS deadline, l.deadline_told, l.extendable,
  CAST(l.deadline_day - m.day AS INTEGER) AS days_left,
  CASE WHEN m.is_told THEN 'told' WHEN m.is_stated THEN 'stated' ELSE 'missing' END AS told_by, l.delivery_ids,
  l.is_synthetic
FROM derived.credit_lines l
JOIN derived.credit_months m ON m.line_id = l.line_id
WHERE m.day = (SELECT max(x.day) FROM derived.credit_months x WHERE x.line_id = l.line_id)
  AND m.month_key = (SELECT max(x.month_key) FROM derived.credit_months x WHERE x.line_id = l.line_id AND x.day = m.day)
ORDER BY l.line_id
"""

NOW = """
SELECT h.*, w.first_warned_on, w.first_warned_jalali FROM derived.warning_history h
LEFT JOIN (
  SELECT line_id, warning_id, min(day) AS first_warned_on, min(day_jalali) AS first_warned_jalali
  FROM derived.warning_history WHERE state = 'warns' GROUP BY line_id, warning_id
) w ON w.line_id = h.line_id AND w.warning_id = h.warning_id
WHERE (h.line_id, h.day, h.month_key) IN (
  SELECT (line_id, max(day), max_by(month_key, concat(day, month_key))) FROM derived.warning_history GROUP BY line_id
)
ORDER BY h.line_id, h.place
"""

TYPES = {
    "warning_id": "VARCHAR", "title_fa": "VARCHAR", "title_en": "VARCHAR", "scheme": "VARCHAR", "budget_year": "INTEGER",
    "area_code": "VARCHAR", "domain": "VARCHAR", "as_of": "DATE", "as_of_jalali": "VARCHAR", "value": "DECIMAL(38,9)",
    "limit_value": "DECIMAL(38,9)", "unit": "VARCHAR", "state": "VARCHAR", "first_warned_on": "DATE",
    "first_warned_jalali": "VARCHAR", "sentence_fa": "VARCHAR", "sentence_en": "VARCHAR", "source_fa": "VARCHAR",
    "source_en": "VARCHAR", "delivery_ids": "VARCHAR", "is_synthetic": "BOOLEAN",
}  # fmt: skip


def load_warning_rules(models: Path) -> WarningRules:
    """Read ``models/rules/warnings.yaml``; raises :class:`RuleError` with the place of what is wrong."""
    found = read_rules(models, WarningsFile)
    if sorted(found.warnings) != sorted(FIGURES):
        raise RuleError(f"models/rules/{found.FILE}: warnings: exactly {', '.join(FIGURES)} are expected")
    benchmark = found.benchmark_yield
    return WarningRules(
        tuple(_warning(name, part) for name, part in found.warnings.items()),
        found.smallest_base, found.bank_days, found.pace_factor, benchmark.value, benchmark.source.model_dump(),
        found.not_applicable.model_dump(), found.source.model_dump(),
    )  # fmt: skip


def _warning(name: str, part: WarningPart) -> Alarm:
    return Alarm(
        name, part.title.model_dump(), part.unit, part.warns == "below", part.limit, part.sentence.model_dump(),
        part.unknown.model_dump(),
    )  # fmt: skip


def judge_credit(context: Context) -> int:
    """Build ``derived.credit_balances``, ``warning_history`` and ``warnings``; return the rows of the last.

    Grain: line; warning × line × month's end; warning × line.
    """
    engine, rules = context.engine, load_warning_rules(context.models)
    follow_lines(
        engine, context.today, benchmark=str(rules.benchmark), smallest_base=rules.smallest_base,
        bank_days=rules.bank_days,
    )  # fmt: skip
    load_rows(
        engine, "warning_rules",
        {"warning_id": "VARCHAR", "place": "INTEGER", "limit": "DECIMAL(38,9)", "warns_below": "BOOLEAN"},
        [{"warning_id": w.warning_id, "place": place, "limit": w.limit, "warns_below": w.warns_below}
         for place, w in enumerate(rules.warnings)],
    )  # fmt: skip
    engine.create_table("derived", "credit_paces", PACES)
    engine.create_table("derived", "credit_balances", BALANCES)
    figures = "\nUNION ALL ".join(
        f"SELECT m.line_id, m.month_key, m.day, '{name}' AS warning_id, CAST({value} AS DECIMAL(38,9)) AS value,"
        f" coalesce({applies}, true) AS applies FROM derived.credit_months m"
        " JOIN derived.credit_lines l ON l.line_id = m.line_id JOIN reference.areas a ON a.area_code = l.area_code"
        for name, (value, applies) in FIGURES.items()
    )
    engine.create_table(
        "derived",
        "warning_history",
        HISTORY.format(figures=figures, factor=rules.pace_factor, jalali=jalali("h.day")),
    )
    by_id = {w.warning_id: w for w in rules.warnings}
    rows = [_row(row, by_id[row["warning_id"]], rules) for row in engine.rows(NOW)]
    return load_rows(engine, "warnings", TYPES, rows)


def _row(row: Mapping[str, Any], warning: Alarm, rules: WarningRules) -> dict[str, Any]:
    told = {language: _sentence(row, warning, rules, language) for language in ("fa", "en")}
    return {
        **{key: row[key] for key in ("warning_id", "scheme", "area_code", "domain", "value", "state", "first_warned_on",
                                     "first_warned_jalali", "delivery_ids", "is_synthetic")},
        "budget_year": int(row["budget_year"]), "as_of": row["day"], "as_of_jalali": row["day_jalali"],
        "title_fa": warning.title["fa"], "title_en": warning.title["en"], "limit_value": row["limit_value"],
        "unit": warning.unit, "sentence_fa": told["fa"], "sentence_en": told["en"], "source_fa": rules.source["fa"],
        "source_en": rules.source["en"],
    }  # fmt: skip


def _sentence(row: Mapping[str, Any], warning: Alarm, rules: WarningRules, language: str) -> str:
    if row["state"] == "not_applicable":
        return rules.not_applicable[language]
    if row["state"] == "unknown":
        return warning.unknown[language]
    shown = {
        "value": _shown(row["value"], warning.unit, language),
        "limit": _shown(row["limit_value"], warning.unit, language),
    }
    return warning.sentence[language].format(**shown)


def _shown(value: Decimal | None, unit: str, language: str) -> str:
    if value is None:
        return "—"
    if unit in ("rial", "rial_per_month"):
        return number(value / MILLIARD, "rial", 1, language)
    return number(value, unit, 0, language)
