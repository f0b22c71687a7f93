/*---
name: credit_payment_weeks
grain: one row a credit line and day on which something was paid
description: >-
  What was paid in the seven days that end on a day, of whole weeks since the notification and up to the last day that
  anything is told of. Never published row by row: in a week a handful of files are paid, and each is one person's loan.
columns:
  line_id: ~
  day: DATE, Last of seven days
  paid_files: BIGINT, Files of which something was paid in them
  paid_rial: DECIMAL(38,9), Amount paid in them, rial
---*/
WITH told AS (
  SELECT m.line_id, max(m.last_told) AS last_told FROM derived.credit_months m GROUP BY m.line_id
),
paid AS (
  SELECT e.line_id, e.day, e.application_no, e.amount_rial
  FROM derived.credit_events e
  WHERE e.stage = 'paid' AND e.outcome = 'passed'
),
-- The best seven days end with a payment, or they are the first seven.
ends AS (
  SELECT DISTINCT p.line_id, greatest(p.day, CAST(l.begins + 6 AS DATE)) AS day
  FROM paid p
  JOIN derived.credit_lines l ON l.line_id = p.line_id
  JOIN told t ON t.line_id = p.line_id AND p.day <= t.last_told AND CAST(l.begins + 6 AS DATE) <= t.last_told
  WHERE p.day >= l.begins
)
SELECT n.line_id, n.day, count(DISTINCT p.application_no) AS paid_files,
  CAST(sum(p.amount_rial) AS DECIMAL(38,9)) AS paid_rial
FROM ends n
JOIN paid p ON p.line_id = n.line_id AND p.day <= n.day AND p.day > n.day - 7
GROUP BY n.line_id, n.day
ORDER BY n.line_id, n.day
