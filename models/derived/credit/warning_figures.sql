/*---
name: warning_figures
grain: one row a credit line, month's end and early-warning figure
description: >-
  The twelve early-warning figures at every Jalali month's end, each from what was known on that day. A share of
  nothing has no meaning, and neither has a required rate after the deadline.
columns:
  line_id: ~
  month_key: ~
  day: ~
  warning_id: VARCHAR, Early-warning figure
  value: DECIMAL(38,9), The figure; empty where it is unknown
  applies: BOOLEAN, Whether it has a meaning at all
---*/
WITH months AS (
  SELECT m.*, l.notified_day, l.deadline_day - m.day AS days_left, a.kind = 'province' AS is_province,
    CAST(m.share_rial AS DECIMAL(28,2)) AS share, CAST(m.share_rial - m.paid_rial AS DECIMAL(28,2)) AS unpaid
  FROM derived.credit_months m
  JOIN derived.credit_lines l ON l.line_id = m.line_id
  JOIN reference.areas a ON a.area_code = l.area_code
),
figures AS (
  SELECT line_id, month_key, day, 'pipeline_cover' AS warning_id,
    CAST((paid_rial + expected_rial) / nullif(share, 0) AS DECIMAL(38,9)) AS value, share_rial > 0 AS applies
  FROM months
  UNION ALL
  SELECT line_id, month_key, day, 'silence_registered',
    CASE WHEN registered = 0 THEN day - notified_day WHEN registered > 0 THEN 0 END, true
  FROM months
  UNION ALL
  SELECT line_id, month_key, day, 'silence_committee',
    CASE WHEN passed = 0 THEN day - notified_day WHEN passed > 0 THEN 0 END, true
  FROM months
  UNION ALL
  SELECT line_id, month_key, day, 'silence_bank',
    CASE WHEN introduced = 0 THEN day - notified_day WHEN introduced > 0 THEN 0 END, true
  FROM months
  UNION ALL
  -- Nothing is required of a share that is used up; of one of which no payment is known, it is not known.
  SELECT line_id, month_key, day, 'needed_pace',
    CAST(CASE WHEN unpaid > 0 THEN unpaid ELSE unpaid - unpaid END * 30 / nullif(days_left, 0) AS DECIMAL(38,9)),
    days_left > 0 AND share_rial > 0
  FROM months
  UNION ALL
  SELECT line_id, month_key, day, 'stage_ageing',
    CAST(CAST(aged AS DECIMAL(18,6)) / nullif(waiting, 0) AS DECIMAL(38,9)), NOT is_told OR waiting > 0
  FROM months
  UNION ALL
  SELECT line_id, month_key, day, 'bank_rejection',
    CAST(CAST(bank_rejected AS DECIMAL(18,6)) / nullif(bank_decided, 0) AS DECIMAL(38,9)),
    NOT is_told OR bank_decided > 0
  FROM months
  UNION ALL
  SELECT line_id, month_key, day, 'cities_without_file', cities_without, is_province FROM months
  UNION ALL
  SELECT line_id, month_key, day, 'approved_unpaid',
    CAST((approved_rial - paid_rial) / nullif(share, 0) AS DECIMAL(38,9)), share_rial > 0
  FROM months
  UNION ALL
  SELECT line_id, month_key, day, 'concentration',
    CAST(largest_rial / nullif(CAST(standing_rial AS DECIMAL(28,2)), 0) AS DECIMAL(38,9)),
    NOT is_told OR standing_rial > 0
  FROM months
  UNION ALL
  SELECT line_id, month_key, day, 'reallocated', moved_rial, true FROM months
  UNION ALL
  SELECT line_id, month_key, day, 'freshness', day - last_told, true FROM months
)
SELECT line_id, month_key, day, warning_id, CAST(value AS DECIMAL(38,9)) AS value, coalesce(applies, true) AS applies
FROM figures
