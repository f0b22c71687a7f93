/*---
name: office_reports
grain: one row a feed of events, office and quarter of which the office's list has come whole
description: >-
  Which quarters each office has told: by a list of the quarter or of its year, or by lists of its three months. A
  quarter without a row is silent; what happened in it is not known, which is not the same as nothing.
columns:
  row_id: A delivery as a whole
  feed: Feed
  office: Office; empty where it is not named
  period: Quarter
  first_day: First day of the quarter
  last_day: Last day of the quarter
  delivery_id: Delivery that tells it (the first, of several)
  is_synthetic: Whether it is invented
---*/
WITH lists AS (
  SELECT DISTINCT 'licences' AS feed, coalesce(c.delivery_office, '') AS office, c.delivery_id, c.delivery_period,
    c.is_synthetic
  FROM clean.licences AS c
  UNION ALL
  SELECT DISTINCT 'training' AS feed, coalesce(c.delivery_office, '') AS office, c.delivery_id, c.delivery_period,
    c.is_synthetic
  FROM clean.training AS c
  UNION ALL
  SELECT DISTINCT 'events' AS feed, coalesce(c.delivery_office, '') AS office, c.delivery_id, c.delivery_period,
    c.is_synthetic
  FROM clean.events AS c
),
told AS (
  SELECT l.feed, l.office, l.delivery_id, l.is_synthetic, l.delivery_period, q.period, q.first_day, q.last_day,
    l.delivery_period = p.period AS is_whole
  FROM lists AS l
  INNER JOIN reference.period_keys AS p ON p.period_key = l.delivery_period
  INNER JOIN reference.quarters AS q
    ON (p.frequency = 'Q' AND q.period = p.period)
    OR (p.frequency = 'A' AND CAST(q.jalali_year AS VARCHAR) = p.period)
)
SELECT concat(min(t.delivery_id), '##') AS row_id, t.feed, t.office, t.period, t.first_day, t.last_day,
  min(t.delivery_id) AS delivery_id, max(CASE WHEN t.is_synthetic THEN 1 ELSE 0 END) = 1 AS is_synthetic
FROM told AS t
GROUP BY t.feed, t.office, t.period, t.first_day, t.last_day
HAVING max(CASE WHEN t.is_whole THEN 1 ELSE 0 END) = 1 OR count(DISTINCT t.delivery_period) = 3
