"""Credit lines month by month: what was known of each share and of its files at every Jalali month's end.

A *line* is a share: scheme, budget year, area and domain. Nothing is known of a stage before the day that its event
bears; an event without a day counts from the end of the period that tells it. A line of which neither a list nor an
event tells anything is not a line without files: its counts are missing, unless the allocation itself states how many
had been presented.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from pipelines.analysis.jalali_days import create_jalali_months, first_day, last_day
from pipelines.foundation.sql_text import literal

if TYPE_CHECKING:
    from pipelines.engines import DuckDBEngine

LINE = "scheme, budget_year, area_code, domain"
#: Years after the budget year in which a share is still followed.
YEARS_FOLLOWED = 2

#: Grain: transaction, with the day from which it counts: that of the notification or decision, else the first day of
#: the budget year.
TRANSACTIONS = f"""
SELECT concat_ws('|', scheme, budget_year, area_code, domain) AS line_id, scheme, budget_year, area_code, domain,
  transaction_kind, net_amount_rial, amount_rial, extendable = 'yes' AS extendable,
  coalesce({first_day("CASE WHEN transaction_kind = 'reallocated' THEN decided_on ELSE notified_on END")},
    {first_day("coalesce(decided_on, notified_on)")}, {first_day("CAST(budget_year AS VARCHAR)")}) AS counts_from,
  CASE WHEN transaction_kind = 'allocated' THEN {first_day("notified_on")} END AS notified_day,
  {last_day("deadline")} AS deadline_day, {first_day("CAST(budget_year AS VARCHAR)")} AS year_start,
  {last_day("CAST(budget_year AS VARCHAR)")} AS year_end, applied_files, applied_amount_rial,
  {last_day("k.last_month")} AS stated_day, t.delivery_id, t.is_synthetic
FROM core.credit_allocations t
JOIN derived.deliveries d ON d.delivery_id = t.delivery_id
LEFT JOIN reference.period_keys k ON k.period_key = d.period
"""

#: Grain: line.
LINES = f"""
SELECT line_id, {LINE}, min(notified_day) AS notified_day, min(counts_from) AS begins, min(year_start) AS year_start,
  coalesce(max(deadline_day), max(year_end)) AS deadline_day, max(deadline_day) IS NOT NULL AS deadline_told,
  coalesce(bool_or(extendable), false) AS extendable, min(stated_day) FILTER (applied_files IS NOT NULL) AS stated_day,
  sum(applied_files) AS stated_files, CAST(sum(applied_amount_rial) AS DECIMAL(38,9)) AS stated_rial,
  string_agg(DISTINCT delivery_id, ', ' ORDER BY delivery_id) AS delivery_ids, bool_or(is_synthetic) AS is_synthetic
FROM derived.credit_transactions GROUP BY line_id, {LINE} ORDER BY line_id
"""

#: Grain: line × day: every month's end while the share is followed, and the day of the build while it is current.
DAYS = """
WITH ends AS (
  SELECT month_key, first_day + CAST(days - 1 AS INTEGER) AS day FROM derived.jalali_months
  UNION ALL
  SELECT 'now', DATE {today}
)
SELECT l.line_id, e.month_key, e.day,
  CAST((SELECT sum(t.net_amount_rial) FROM derived.credit_transactions t
    WHERE t.line_id = l.line_id AND t.counts_from <= e.day) AS DECIMAL(38,9)) AS share_rial,
  CAST((SELECT coalesce(sum(t.amount_rial), 0) FROM derived.credit_transactions t
    WHERE t.line_id = l.line_id AND t.counts_from <= e.day AND t.transaction_kind = 'reallocated'
  ) AS DECIMAL(38,9)) AS moved_rial
FROM derived.credit_lines l
JOIN ends e ON e.day >= l.begins AND e.day <= DATE {today}
  AND e.day <= CAST(l.year_start + INTERVAL {months} MONTH AS DATE)
"""

#: Grain: line × event of a file in its area.
EVENTS = f"""
WITH home AS (SELECT min(area_code) AS area_code FROM reference.areas WHERE kind = 'province')
SELECT l.line_id, e.application_no, e.area_code AS county, e.stage, e.stage_order, e.outcome, e.amount_rial,
  coalesce(e.event_on, {last_day("k.last_month")}) AS day
FROM core.credit_stage_events e
CROSS JOIN home h
JOIN reference.area_ancestors a ON a.area_code = coalesce(e.area_code, h.area_code)
JOIN derived.credit_lines l ON l.scheme = e.scheme AND l.budget_year = e.budget_year AND l.domain = e.domain
  AND l.area_code = a.ancestor_code
LEFT JOIN reference.period_keys k ON k.period_key = e.period
"""

#: Grain: line × day × file, as known on that day.
FILES = """
SELECT d.line_id, d.month_key, d.day, e.application_no, any_value(e.county) AS county,
  max(e.stage_order) FILTER (e.outcome = 'passed') AS reached,
  bool_or(e.outcome IN ('rejected', 'withdrawn')) AS has_left,
  bool_or(e.outcome = 'rejected' AND e.stage_order >= 5) AS bank_rejected,
  max(e.amount_rial) FILTER (e.outcome = 'passed' AND e.stage = 'registered') AS requested_rial,
  max(e.amount_rial) FILTER (e.outcome = 'passed' AND e.stage = 'approved_bank') AS approved_rial,
  max(e.amount_rial) FILTER (e.outcome = 'passed' AND e.stage = 'contracted') AS contract_rial,
  sum(e.amount_rial) FILTER (e.outcome = 'passed' AND e.stage = 'paid') AS paid_rial,
  min(e.day) FILTER (e.outcome = 'passed' AND e.stage = 'at_bank') AS at_bank_since
FROM derived.credit_days d JOIN derived.credit_events e ON e.line_id = d.line_id AND e.day <= d.day
GROUP BY d.line_id, d.month_key, d.day, e.application_no
"""

#: Of the files of a domain that were decided by a day, how many of those that had passed a stage were paid.
#: Grain: domain × day × stage.
YIELDS = """
SELECT l.domain, f.month_key, s.stage_order, count(*) AS decided, count(*) FILTER (f.reached >= 8) AS paid
FROM derived.credit_line_files f
JOIN derived.credit_lines l ON l.line_id = f.line_id
JOIN reference.areas a ON a.area_code = l.area_code AND a.kind = 'province'
CROSS JOIN (VALUES (2), (3), (4), (5), (6), (7)) AS s(stage_order)
WHERE (f.reached >= 8 OR f.has_left) AND f.reached >= s.stage_order
GROUP BY l.domain, f.month_key, s.stage_order
"""

#: Grain: line × day. ``is_told`` says whether a list or an event tells of the line, ``is_stated`` whether the
#: allocation does.
MONTHS = """
WITH weighed AS (
  SELECT f.*, NOT f.has_left AND coalesce(f.reached, 0) < 8 AS is_open,
    CASE WHEN y.decided >= {smallest_base} THEN CAST(CAST(y.paid AS DECIMAL(18,6)) / y.decided AS DECIMAL(9,6))
      ELSE CAST({benchmark} AS DECIMAL(9,6)) END AS chance,
    row_number() OVER (PARTITION BY f.line_id, f.month_key, f.has_left
      ORDER BY f.requested_rial DESC NULLS LAST, f.application_no) AS place
  FROM derived.credit_line_files f
  JOIN derived.credit_lines l ON l.line_id = f.line_id
  LEFT JOIN derived.credit_yields y
    ON y.domain = l.domain AND y.month_key = f.month_key AND y.stage_order = least(greatest(f.reached, 2), 7)
),
counted AS (
  SELECT line_id, month_key, count(*) AS registered, count(*) FILTER (reached >= 4) AS passed,
    count(*) FILTER (reached >= 5) AS introduced, count(*) FILTER (reached >= 8) AS paid_files,
    count(*) FILTER (reached = 5 AND NOT has_left) AS waiting,
    count(*) FILTER (reached = 5 AND NOT has_left AND day - at_bank_since > {bank_days}) AS aged,
    count(*) FILTER (bank_rejected) AS bank_rejected, count(*) FILTER (bank_rejected OR reached >= 6) AS bank_decided,
    sum(requested_rial) AS requested_rial, sum(approved_rial) FILTER (NOT has_left) AS approved_rial,
    sum(coalesce(contract_rial, paid_rial)) FILTER (NOT has_left) AS contract_rial, sum(paid_rial) AS paid_rial,
    sum(CAST(requested_rial AS DECIMAL(28,2)) * chance) FILTER (is_open) AS expected_rial,
    sum(requested_rial) FILTER (NOT has_left) AS standing_rial,
    sum(requested_rial) FILTER (NOT has_left AND place <= 3) AS largest_rial
  FROM weighed GROUP BY line_id, month_key
),
lists AS (
  SELECT DISTINCT q.last_day FROM core.credit_files f JOIN reference.quarters q ON q.period = f.period
  UNION
  SELECT DISTINCT e.day FROM derived.credit_events e
)
SELECT d.line_id, d.month_key, d.day, d.share_rial, d.moved_rial, c.registered IS NOT NULL AS is_told,
  c.registered IS NULL AND coalesce(l.stated_day <= d.day, false) AS is_stated,
  CASE WHEN c.registered IS NULL AND l.stated_day <= d.day THEN l.stated_files ELSE c.registered END AS registered,
  CASE WHEN c.registered IS NULL AND l.stated_day <= d.day AND l.stated_files = 0 THEN 0 ELSE c.passed END AS passed,
  CASE WHEN c.registered IS NULL AND l.stated_day <= d.day AND l.stated_files = 0 THEN 0 ELSE c.introduced END AS introduced,
  c.paid_files, c.waiting, c.aged, c.bank_rejected, c.bank_decided,
  CAST(CASE WHEN c.registered IS NULL AND l.stated_day <= d.day THEN l.stated_rial ELSE c.requested_rial END
    AS DECIMAL(38,9)) AS requested_rial,
  CAST(CASE WHEN c.registered IS NOT NULL THEN coalesce(c.approved_rial, 0) END AS DECIMAL(38,9)) AS approved_rial,
  CAST(CASE WHEN c.registered IS NOT NULL THEN coalesce(c.contract_rial, 0) END AS DECIMAL(38,9)) AS contract_rial,
  CAST(CASE WHEN c.registered IS NOT NULL THEN coalesce(c.paid_rial, 0)
    WHEN l.stated_day <= d.day AND l.stated_files = 0 THEN 0 END AS DECIMAL(38,9)) AS paid_rial,
  CAST(CASE WHEN c.registered IS NOT NULL THEN coalesce(c.expected_rial, 0)
    WHEN l.stated_day <= d.day THEN CAST(l.stated_rial AS DECIMAL(28,2)) * CAST({benchmark} AS DECIMAL(9,6)) END
    AS DECIMAL(38,9)) AS expected_rial,
  CAST(c.standing_rial AS DECIMAL(38,9)) AS standing_rial, CAST(c.largest_rial AS DECIMAL(38,9)) AS largest_rial,
  (SELECT max(t.last_day) FROM lists t WHERE t.last_day <= d.day) AS last_told,
  CASE WHEN c.registered IS NOT NULL OR (l.stated_day <= d.day AND l.stated_files = 0) THEN (
    SELECT count(DISTINCT n.ancestor_code) FROM core.craft_cities x
    JOIN reference.area_ancestors n ON n.area_code = x.area_code AND n.ancestor_kind = 'county'
    JOIN reference.area_ancestors u ON u.area_code = n.ancestor_code AND u.ancestor_code = l.area_code
    WHERE NOT EXISTS (SELECT 1 FROM derived.credit_line_files f
      WHERE f.line_id = d.line_id AND f.month_key = d.month_key AND f.county = n.ancestor_code)
  ) END AS cities_without
FROM derived.credit_days d
JOIN derived.credit_lines l ON l.line_id = d.line_id
LEFT JOIN counted c ON c.line_id = d.line_id AND c.month_key = d.month_key
ORDER BY d.line_id, d.day, d.month_key
"""


def follow_lines(
    engine: DuckDBEngine, today: date, *, benchmark: str, smallest_base: int, bank_days: int
) -> None:
    """Build ``derived.credit_lines`` (grain: line) and ``derived.credit_months`` (grain: line × month's end or ``now``)."""
    create_jalali_months(engine)
    engine.create_table("derived", "credit_transactions", TRANSACTIONS)
    engine.create_table("derived", "credit_lines", LINES)
    days = DAYS.format(today=literal(today.isoformat()), months=12 * (YEARS_FOLLOWED + 1))
    engine.create_table("derived", "credit_days", days)
    engine.create_table("derived", "credit_events", EVENTS)
    engine.create_table("derived", "credit_line_files", FILES)
    engine.create_table("derived", "credit_yields", YIELDS)
    engine.create_table(
        "derived",
        "credit_months",
        MONTHS.format(benchmark=literal(benchmark), smallest_base=smallest_base, bank_days=bank_days),
    )
