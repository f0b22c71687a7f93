/*---
name: warning_history
grain: one row an early-warning figure, credit line and month's end
description: >-
  Early warnings that a share will go unused, replayed on history, each as known on that day: the day on which one
  would first have warned is the first of those. Where nothing is told, a warning is unknown: a silent file is not a
  zero.
columns:
  warning_id: ~
  place: ~
  line_id: ~
  scheme: ~
  budget_year: ~
  area_code: ~
  domain: ~
  month_key: ~
  day: ~
  day_jalali: VARCHAR, The same, Jalali
  value: DECIMAL(38,9), The figure; empty where it is unknown or has no meaning
  limit_value: DECIMAL(38,9), The limit that it is held against on that day; empty where there is none to hold it against
  state: VARCHAR, warns, calm, unknown or not applicable
  delivery_ids: ~
  is_synthetic: ~
rules:
  rate_factor: warnings.rate_factor
---*/
WITH terms AS (
  -- Of the days from the notification (else the beginning of the budget year) to the deadline, the share that has passed.
  SELECT d.line_id, d.month_key, CASE WHEN d.day >= l.deadline_day THEN CAST(1 AS DECIMAL(18,6))
      ELSE CAST(d.day - l.begins AS DECIMAL(18,6)) / nullif(l.deadline_day - l.begins, 0) END AS passed
  FROM derived.credit_days d JOIN derived.credit_lines l ON l.line_id = d.line_id
),
held AS (
  SELECT f.line_id, f.month_key, f.day, f.warning_id, CASE WHEN f.applies THEN f.value END AS value, f.applies,
    -- Where nothing was ever paid, there is no rate to hold the required one against: a limit of nought would warn of all.
    CASE WHEN f.warning_id = 'needed_pace' THEN CAST($rate_factor * nullif(p.best_rial, 0) AS DECIMAL(38,9))
      WHEN r.grows THEN CAST(r."limit" * CAST(t.passed AS DECIMAL(9,6)) AS DECIMAL(38,9))
      ELSE r."limit" END AS limit_value, r.warns_below, r.place
  FROM derived.warning_figures f
  JOIN derived.warning_rules r ON r.warning_id = f.warning_id
  JOIN terms t ON t.line_id = f.line_id AND t.month_key = f.month_key
  LEFT JOIN derived.credit_payment_rates p ON p.line_id = f.line_id AND p.month_key = f.month_key
)
SELECT h.warning_id, h.place, l.line_id, l.scheme, l.budget_year, l.area_code, l.domain, h.month_key, h.day,
  j.jalali_date AS day_jalali, h.value, h.limit_value,
  CASE
    WHEN NOT h.applies THEN 'not_applicable'
    WHEN h.value IS NULL OR h.limit_value IS NULL THEN 'unknown'
    WHEN CASE WHEN h.warns_below THEN h.value < h.limit_value ELSE h.value > h.limit_value END THEN 'warns'
    ELSE 'calm'
  END AS state, l.delivery_ids, l.is_synthetic
FROM held h
JOIN derived.credit_lines l ON l.line_id = h.line_id
LEFT JOIN reference.jalali_dates j ON j.first_day = h.day AND length(j.jalali_date) = 10
ORDER BY l.line_id, h.place, h.day, h.month_key
