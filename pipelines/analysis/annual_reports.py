"""The annual-report clock: what each agency owes for a world craft city, what came, and how many days are left.

The duty and its source are ``models/reference/report_duties.csv``: it is of world cities and villages; national ones
are not named in it, so nothing is ever late there. A list that was never delivered says nothing about reports, so
the years of such a city are not known rather than missed.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from pipelines.analysis.jalali_days import first_day, last_day
from pipelines.analysis.rows import load_rows
from pipelines.analysis.secretariats import counted
from pipelines.analysis.wording import day_name
from pipelines.period import Period

if TYPE_CHECKING:
    from pipelines.engines import DuckDBEngine

#: Grain: agency × city × year of report, as delivered. Days are counted from the last day that a due date may be.
YEARS = """
WITH dated AS (
  SELECT r.*, {due} AS due_day, CASE WHEN r.submitted_on IS NOT NULL THEN {came} END AS came_day
  FROM core.annual_report_duties r
)
SELECT d.* EXCLUDE (is_late, due_day, came_day), d.is_late AND d.is_world_city AS is_late,
  CASE
    WHEN NOT d.is_world_city THEN 'no_duty'
    WHEN d.came_day IS NOT NULL AND d.state <> 'returned' THEN CASE WHEN d.came_day > d.due_day THEN 'late' ELSE 'on_time' END
    WHEN d.due_day < {today} THEN 'overdue'
    ELSE 'awaited'
  END AS clock,
  CASE WHEN d.is_world_city AND d.came_day IS NOT NULL AND d.due_day IS NOT NULL AND d.state <> 'returned'
    THEN CAST(greatest(d.came_day - d.due_day, 0) AS INTEGER) END AS days_late,
  CASE WHEN d.is_world_city AND (d.came_day IS NULL OR d.state = 'returned') AND d.due_day < {today}
    THEN CAST({today} - d.due_day AS INTEGER) END AS days_overdue,
  CASE WHEN d.is_world_city AND (d.came_day IS NULL OR d.state = 'returned') AND d.due_day >= {today}
    THEN CAST(d.due_day - {today} AS INTEGER) END AS days_left
FROM dated d
ORDER BY d.report_year, d.area_code, d.agency
"""

#: Grain: agency × city. A world city of which no list came has one row without an agency.
CLOCK = """
WITH city_kinds AS (
  SELECT c.area_code, c.county_code, max(CASE WHEN d.owes = 'yes' THEN 1 ELSE 0 END) = 1 AS owes,
    max(CAST(d.since_year AS INTEGER)) AS since_year,
    min(CAST(left(c.registered_on, 4) AS INTEGER)) FILTER (d.owes = 'yes') AS registered_year,
    min(d.due_month_day) AS month_day,
    max_by(d.source_fa, d.owes) AS legal_source_fa, max_by(d.source_en, d.owes) AS legal_source_en,
    bool_or(c.is_synthetic) AS is_synthetic
  FROM core.craft_cities c JOIN reference.report_duties d ON d.city_kind = c.kind
  WHERE c.is_newest GROUP BY c.area_code, c.county_code
),
parties AS (
  SELECT DISTINCT y.agency, y.area_code FROM derived.annual_report_years y
  UNION
  SELECT '', k.area_code FROM city_kinds k
  WHERE k.owes AND NOT EXISTS (
    SELECT 1 FROM derived.annual_report_years y WHERE y.area_code IN (k.area_code, k.county_code)
  )
),
owed AS (
  SELECT p.agency, p.area_code, coalesce(k.owes, y.is_world, false) AS owes, k.since_year, k.registered_year,
    coalesce(k.month_day, w.month_day) AS month_day, coalesce(k.legal_source_fa, w.source_fa) AS legal_source_fa,
    coalesce(k.legal_source_en, w.source_en) AS legal_source_en, y.first_year,
    coalesce(y.is_synthetic, k.is_synthetic, false) AS is_synthetic,
    y.reported, y.late, y.last_year, y.last_due_on, y.last_submitted_on, y.days_late, y.is_given
  FROM parties p
  LEFT JOIN (SELECT * FROM city_kinds UNION ALL
    SELECT county_code, county_code, true, max(since_year), min(registered_year), min(month_day),
      max(legal_source_fa), max(legal_source_en), bool_or(is_synthetic)
    FROM city_kinds WHERE owes AND county_code NOT IN (SELECT area_code FROM city_kinds) GROUP BY county_code
  ) k ON k.area_code = p.area_code
  LEFT JOIN (
    SELECT agency, area_code, min(report_year) AS first_year, bool_or(is_synthetic) AS is_synthetic,
      bool_or(is_world_city) AS is_world, true AS is_given,
      count(*) FILTER (state = 'submitted') AS reported, count(*) FILTER (clock = 'late') AS late,
      max(report_year) FILTER (state = 'submitted') AS last_year, max_by(due_on, report_year) FILTER (state = 'submitted') AS last_due_on,
      max_by(submitted_on, report_year) FILTER (state = 'submitted') AS last_submitted_on,
      max_by(days_late, report_year) FILTER (state = 'submitted') AS days_late
    FROM derived.annual_report_years GROUP BY ALL
  ) y ON y.agency = p.agency AND y.area_code = p.area_code
  CROSS JOIN (SELECT min(due_month_day) AS month_day, min(source_fa) FILTER (owes = 'no') AS source_fa,
    min(source_en) FILTER (owes = 'no') AS source_en FROM reference.report_duties) w
),
years AS (
  SELECT o.agency, o.area_code, n.year, coalesce(r.due_on, concat(CAST(n.year + 1 AS VARCHAR), '-', o.month_day)) AS due_on,
    coalesce(r.state = 'submitted', false) AS came
  FROM owed o
  JOIN (SELECT CAST(unnest(range(1390, {year} + 2)) AS INTEGER) AS year) n
    ON n.year >= greatest(o.since_year, coalesce(o.registered_year, o.since_year), coalesce(o.first_year, o.since_year))
  LEFT JOIN derived.annual_report_years r ON r.agency = o.agency AND r.area_code = o.area_code AND r.report_year = n.year
  WHERE o.owes
),
days AS (SELECT y.*, {due} AS due_day FROM years y),
counted AS (
  SELECT agency, area_code, count(*) FILTER (NOT came AND due_day < {today}) AS missed,
    string_agg(CAST(year AS VARCHAR), ', ' ORDER BY year) FILTER (NOT came AND due_day < {today}) AS missed_years,
    max(year) FILTER (NOT came AND due_day < {today}) AS overdue_year,
    CAST({today} - max(due_day) FILTER (NOT came AND due_day < {today}) AS INTEGER) AS days_overdue,
    min(year) FILTER (NOT came AND due_day >= {today}) AS next_year,
    min_by(due_on, year) FILTER (NOT came AND due_day >= {today}) AS next_due_on,
    CAST(min(due_day) FILTER (NOT came AND due_day >= {today}) - {today} AS INTEGER) AS days_left
  FROM days GROUP BY ALL
)
SELECT o.agency, o.area_code,
  CASE WHEN NOT o.owes THEN 'no_duty' WHEN o.is_given IS NULL THEN 'not_known' WHEN c.missed > 0 THEN 'overdue' ELSE 'in_order' END AS status,
  o.owes AS is_owed, o.legal_source_fa, o.legal_source_en,
  CASE WHEN o.is_given THEN o.reported END AS years_reported, CASE WHEN o.is_given AND o.owes THEN o.late END AS years_late,
  CASE WHEN o.is_given THEN c.missed END AS years_missed, CASE WHEN o.is_given THEN c.missed_years END AS missed_years,
  o.last_year AS last_report_year, o.last_due_on, o.last_submitted_on, CASE WHEN o.owes THEN o.days_late END AS days_late,
  CASE WHEN o.is_given THEN c.overdue_year END AS overdue_year, CASE WHEN o.is_given THEN c.days_overdue END AS days_overdue,
  c.next_year AS next_report_year, c.next_due_on, c.days_left, o.is_synthetic
FROM owed o LEFT JOIN counted c ON c.agency = o.agency AND c.area_code = o.area_code
ORDER BY o.area_code, o.agency
"""

CLOCK_TYPES = {
    "agency": "VARCHAR", "area_code": "VARCHAR", "status": "VARCHAR", "is_owed": "BOOLEAN",
    "legal_source_fa": "VARCHAR", "legal_source_en": "VARCHAR", "years_reported": "INTEGER", "years_late": "INTEGER",
    "years_missed": "INTEGER", "missed_years": "VARCHAR", "last_report_year": "INTEGER", "last_due_on": "VARCHAR",
    "last_submitted_on": "VARCHAR", "days_late": "INTEGER", "overdue_year": "INTEGER", "days_overdue": "INTEGER",
    "next_report_year": "INTEGER", "next_due_on": "VARCHAR", "days_left": "INTEGER", "sentence_fa": "VARCHAR",
    "sentence_en": "VARCHAR", "is_synthetic": "BOOLEAN",
}  # fmt: skip


def judge_annual_reports(engine: DuckDBEngine, rules: Mapping[str, Any], today: date) -> int:
    """Build ``derived.annual_report_years`` and ``derived.annual_report_clock``; return the rows of the clock."""
    day = f"DATE '{today.isoformat()}'"
    engine.create_table(
        "derived", "annual_report_years",
        YEARS.format(due=last_day("r.due_on"), came=first_day("r.submitted_on"), today=day),
    )  # fmt: skip
    clock = CLOCK.format(due=last_day("y.due_on"), today=day, year=Period.of_day(today, "A").year)
    return load_rows(
        engine,
        "annual_report_clock",
        CLOCK_TYPES,
        [_clock(rules["sentences"], r) for r in engine.rows(clock)],
    )


def _clock(texts: Mapping[str, Mapping[str, str]], row: Mapping[str, Any]) -> dict[str, Any]:
    name = {"no_duty": "clock_no_duty", "not_known": "clock_not_known"}.get(row["status"], "clock_owed")
    said = {
        f"sentence_{language}": texts[name][language].format(
            reported=counted(row["years_reported"] or 0, language), late=counted(row["years_late"] or 0, language),
            missed=counted(row["years_missed"] or 0, language), left=counted(row["days_left"] or 0, language),
            next=day_name(row["next_due_on"] or "—", language),
        ) for language in ("fa", "en")
    }  # fmt: skip
    return {**row, **said}
