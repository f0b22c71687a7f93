/*---
name: credit_days
grain: one row a credit line and month's end while it is followed, and now
description: >-
  The share as known at the end of every Jalali month while it is followed, and on the day of the build while it is
  current.
columns:
  line_id: ~
  month_key: VARCHAR, Jalali month (1402-07), or now for the day of the build
  day: DATE, Last day of the month
  notified_rial: DECIMAL(38,9), Share that was notified, rial
  share_rial: DECIMAL(38,9), What is left of the share after what was moved, as far as it is told, rial
  moved_rial: DECIMAL(38,9), Of it moved to another domain or area, rial; empty where nobody has told movements
  received_rial: DECIMAL(38,9), Moved to it from another domain or area, rial; empty where nobody has told movements
rules:
  years_followed: warnings.years_followed
---*/
WITH ends AS (
  SELECT jalali_date AS month_key, last_day AS day FROM reference.jalali_dates WHERE length(jalali_date) = 7
  UNION ALL
  SELECT 'now', $today
)
SELECT l.line_id, e.month_key, e.day,
  CAST((SELECT sum(t.amount_rial) FROM derived.credit_transactions t
    WHERE t.line_id = l.line_id AND t.counts_from <= e.day AND t.transaction_kind = 'allocated'
  ) AS DECIMAL(38,9)) AS notified_rial,
  CAST((SELECT sum(t.net_amount_rial) FROM derived.credit_transactions t
    WHERE t.line_id = l.line_id AND t.counts_from <= e.day) AS DECIMAL(38,9)) AS share_rial,
  CAST(CASE WHEN l.is_movement_told THEN (
    SELECT coalesce(sum(t.amount_rial), 0) FROM derived.credit_transactions t
    WHERE t.line_id = l.line_id AND t.counts_from <= e.day AND t.transaction_kind = 'reallocated'
  ) END AS DECIMAL(38,9)) AS moved_rial,
  CAST(CASE WHEN l.is_movement_told THEN (
    SELECT coalesce(sum(t.amount_rial), 0) FROM derived.credit_transactions t
    WHERE t.line_id = l.line_id AND t.counts_from <= e.day AND t.transaction_kind = 'received'
  ) END AS DECIMAL(38,9)) AS received_rial
FROM derived.credit_lines l
JOIN ends e ON e.day >= l.begins AND e.day <= $today
  AND e.day <= CAST(l.year_start + to_years(1 + $years_followed) AS DATE)
