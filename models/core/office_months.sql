/*---
name: office_months
grain: one row a feed of events, office, part and month for which a list of the office speaks
description: >-
  Which months each office has told, by lists of any length. A month without a row is silent; what happened in it is not
  known, which is not the same as nothing. The list of one county tells that county alone.
columns:
  row_id: VARCHAR, A delivery as a whole
  feed: VARCHAR, Feed
  office: VARCHAR, Office; empty where it is not named
  cover: VARCHAR, What the lists are restricted to; empty where they cover every county
  month_key: VARCHAR, Month
  period: VARCHAR, Quarter of the month
  first_day: DATE, First day of the quarter
  last_day: DATE, Last day of the quarter
  delivery_id: VARCHAR, Delivery that tells it (the first, of several)
  is_synthetic: BOOLEAN, Whether it is invented
---*/
WITH told AS (
  SELECT 'licences' AS feed, c.delivery_office, c.delivery_cover, c.delivery_id, c.delivery_span, c.delivery_period, c.is_synthetic
  FROM clean.licences AS c
  UNION ALL
  SELECT 'training' AS feed, c.delivery_office, c.delivery_cover, c.delivery_id, c.delivery_span, c.delivery_period, c.is_synthetic
  FROM clean.training AS c
  UNION ALL
  SELECT 'events' AS feed, c.delivery_office, c.delivery_cover, c.delivery_id, c.delivery_span, c.delivery_period, c.is_synthetic
  FROM clean.events AS c
  UNION ALL
  SELECT 'suitcase_exports' AS feed, c.delivery_office, c.delivery_cover, c.delivery_id, c.delivery_span, c.delivery_period, c.is_synthetic
  FROM clean.suitcase_exports AS c
  UNION ALL
  SELECT 'credit_events' AS feed, c.delivery_office, c.delivery_cover, c.delivery_id, c.delivery_span, c.delivery_period, c.is_synthetic
  FROM clean.credit_events AS c
),
lists AS (
  SELECT DISTINCT t.feed, coalesce(t.delivery_office, '') AS office, coalesce(t.delivery_cover, '') AS cover, t.delivery_id,
    coalesce(t.delivery_span, t.delivery_period) AS span_key, t.is_synthetic
  FROM told AS t
),
-- First and last month of each list: of its period, or of the span that its title names.
dated AS (
  SELECT l.feed, l.office, l.cover, l.delivery_id, l.is_synthetic,
    CASE WHEN l.span_key LIKE '%/%' THEN substring(l.span_key, 1, 7) ELSE p.first_month END AS first_month,
    CASE WHEN l.span_key LIKE '%/%' THEN substring(l.span_key, 9, 7) ELSE p.last_month END AS last_month
  FROM lists AS l
  LEFT JOIN reference.period_keys AS p ON p.period_key = l.span_key
),
months AS (
  SELECT q.period, q.first_day, q.last_day, k.period_key AS month_key
  FROM reference.quarters AS q
  INNER JOIN reference.period_keys AS k ON k.period = q.period AND length(k.period_key) = 7
)
SELECT concat(min(d.delivery_id), '##') AS row_id, d.feed, d.office, d.cover, m.month_key, m.period, m.first_day,
  m.last_day, min(d.delivery_id) AS delivery_id, max(CASE WHEN d.is_synthetic THEN 1 ELSE 0 END) = 1 AS is_synthetic
FROM dated AS d
INNER JOIN months AS m ON m.month_key >= d.first_month AND m.month_key <= d.last_month
GROUP BY d.feed, d.office, d.cover, m.month_key, m.period, m.first_day, m.last_day
