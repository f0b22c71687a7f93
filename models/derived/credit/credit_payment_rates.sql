/*---
name: credit_payment_rates
grain: one row a credit line and month's end while it is followed, and now
description: >-
  The best payment of three months that the area and domain had ever seen by that day, a month: what the required rate
  is held against.
columns:
  line_id: ~
  month_key: ~
  best_rial: DECIMAL(38,9), Best payment, rial a month; empty where none is known
---*/
WITH quarters AS (
  SELECT m.line_id, m.month_key, m.day, l.area_code, l.domain,
    m.paid_rial - coalesce((SELECT max(b.paid_rial) FROM derived.credit_months b
      WHERE b.line_id = m.line_id AND b.day <= m.day - 90), 0) AS three_months
  FROM derived.credit_months m JOIN derived.credit_lines l ON l.line_id = m.line_id
)
SELECT line_id, month_key, CAST(max(three_months) OVER (
    PARTITION BY area_code, domain ORDER BY day RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
  ) / 3 AS DECIMAL(38,9)) AS best_rial
FROM quarters
