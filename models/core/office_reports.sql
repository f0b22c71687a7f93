/*---
name: office_reports
grain: one row a feed of events, office, part and quarter of which the office's list has come whole
description: >-
  Which quarters each office has told: by lists that together speak for its three months, all of them of every county or
  all of one (core.office_months). A quarter without a row is silent; what happened in it is not known.
columns:
  row_id: ~
  feed: ~
  office: ~
  cover: ~
  period: VARCHAR, Quarter
  first_day: ~
  last_day: ~
  delivery_id: ~
  is_synthetic: ~
---*/
SELECT concat(min(m.delivery_id), '##') AS row_id, m.feed, m.office, m.cover, m.period, m.first_day, m.last_day,
  min(m.delivery_id) AS delivery_id, max(CASE WHEN m.is_synthetic THEN 1 ELSE 0 END) = 1 AS is_synthetic
FROM core.office_months AS m
GROUP BY m.feed, m.office, m.cover, m.period, m.first_day, m.last_day
HAVING count(DISTINCT m.month_key) = 3
