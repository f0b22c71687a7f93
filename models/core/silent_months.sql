/*---
name: silent_months
grain: one row a feed of events, office and month between two that the office told, for which it sent no list
description: >-
  Months that an office left out: lists of every county speak for months before and after. What happened in them is not
  known; sums over a year in which one lies are no sums of the year.
columns:
  row_id: ~
  feed: ~
  office: ~
  month_key: ~
  period: ~
  delivery_id: VARCHAR, Delivery that tells the next month that is told
  is_synthetic: BOOLEAN, Whether that is invented
---*/
WITH told AS (
  SELECT m.feed, m.office, m.month_key, m.delivery_id, m.is_synthetic
  FROM core.office_months AS m
  WHERE m.cover = ''
),
steps AS (
  SELECT t.feed, t.office, t.month_key, t.delivery_id, t.is_synthetic,
    lag(t.month_key) OVER (PARTITION BY t.feed, t.office ORDER BY t.month_key) AS month_before
  FROM told AS t
)
SELECT concat(s.delivery_id, '##') AS row_id, s.feed, s.office, k.period_key AS month_key, k.period, s.delivery_id,
  s.is_synthetic
FROM steps AS s
INNER JOIN reference.period_keys AS k
  ON length(k.period_key) = 7 AND k.period_key > s.month_before AND k.period_key < s.month_key
