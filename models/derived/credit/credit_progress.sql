/*---
name: credit_progress
grain: one row a credit line and month's end, up to the last day that anything is told of
description: >-
  What files asked for and what was paid, added up at the end of every Jalali month since the notification. After the last
  list or event nothing is known, so there is no row: a silent month is not a month without payments.
columns:
  line_id: ~
  scheme: ~
  budget_year: ~
  area_code: ~
  domain: ~
  month_key: VARCHAR, Jalali month (1402-07)
  day: ~
  day_jalali: VARCHAR, The same, Jalali
  share_rial: ~
  requested_rial: ~
  paid_rial: ~
  paid_in_month_rial: DECIMAL(38,9), Amount paid in the month, rial
  is_synthetic: ~
---*/
WITH told AS (
  SELECT m.line_id, max(m.last_told) AS last_told FROM derived.credit_months m GROUP BY m.line_id
),
ends AS (
  SELECT m.line_id, m.month_key, m.day, m.share_rial, m.requested_rial, m.paid_rial
  FROM derived.credit_months m
  JOIN told t ON t.line_id = m.line_id
  WHERE m.month_key <> 'now' AND m.day <= t.last_told AND m.paid_rial IS NOT NULL
)
SELECT e.line_id, l.scheme, l.budget_year, l.area_code, l.domain, e.month_key, e.day, j.jalali_date AS day_jalali,
  e.share_rial, e.requested_rial, e.paid_rial,
  CAST(e.paid_rial - coalesce(lag(e.paid_rial) OVER (PARTITION BY e.line_id ORDER BY e.day), 0) AS DECIMAL(38,9))
    AS paid_in_month_rial, l.is_synthetic
FROM ends e
JOIN derived.credit_lines l ON l.line_id = e.line_id
LEFT JOIN reference.jalali_dates j ON j.first_day = e.day AND length(j.jalali_date) = 10
ORDER BY e.line_id, e.day
