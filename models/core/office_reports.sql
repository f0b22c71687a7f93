/*---
name: office_reports
grain: one row a feed of events, office and quarter of which the office's list has come whole
description: >-
  Which quarters each office has told: by a list of the quarter or of a longer span, or by lists of its three months. A
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
-- The list of one county tells nothing of the others, so it is not the office's list.
WITH lists AS (
  SELECT DISTINCT 'licences' AS feed, coalesce(c.delivery_office, '') AS office, c.delivery_id,
    coalesce(c.delivery_span, c.delivery_period) AS span_key, c.is_synthetic
  FROM clean.licences AS c
  WHERE c.delivery_cover IS NULL
  UNION ALL
  SELECT DISTINCT 'training' AS feed, coalesce(c.delivery_office, '') AS office, c.delivery_id,
    coalesce(c.delivery_span, c.delivery_period) AS span_key, c.is_synthetic
  FROM clean.training AS c
  WHERE c.delivery_cover IS NULL
  UNION ALL
  SELECT DISTINCT 'events' AS feed, coalesce(c.delivery_office, '') AS office, c.delivery_id,
    coalesce(c.delivery_span, c.delivery_period) AS span_key, c.is_synthetic
  FROM clean.events AS c
  WHERE c.delivery_cover IS NULL
  UNION ALL
  SELECT DISTINCT 'suitcase_exports' AS feed, coalesce(c.delivery_office, '') AS office, c.delivery_id,
    coalesce(c.delivery_span, c.delivery_period) AS span_key, c.is_synthetic
  FROM clean.suitcase_exports AS c
  WHERE c.delivery_cover IS NULL
),
-- First and last month of each list: of its period, or of the span that its title names.
dated AS (
  SELECT l.feed, l.office, l.delivery_id, l.span_key, l.is_synthetic,
    CASE
      WHEN l.span_key LIKE '%/%' THEN substring(l.span_key, 1, 7)
      WHEN length(l.span_key) = 4 THEN concat(l.span_key, '-01')
      WHEN length(l.span_key) = 6 THEN concat(substring(l.span_key, 1, 4), '-', CASE substring(l.span_key, 6, 1)
          WHEN '1' THEN '01' WHEN '2' THEN '04' WHEN '3' THEN '07' ELSE '10'
        END)
      ELSE l.span_key
    END AS first_month,
    CASE WHEN l.span_key LIKE '%/%' THEN substring(l.span_key, 9, 7) ELSE p.last_month END AS last_month
  FROM lists AS l
  LEFT JOIN reference.period_keys AS p ON p.period_key = l.span_key
),
months AS (
  SELECT q.period, q.first_day, q.last_day, k.period_key AS month_key
  FROM reference.quarters AS q
  INNER JOIN reference.period_keys AS k ON k.period = q.period AND length(k.period_key) = 7
),
told AS (
  SELECT d.feed, d.office, d.delivery_id, d.is_synthetic, m.period, m.first_day, m.last_day, m.month_key
  FROM dated AS d
  INNER JOIN months AS m ON m.month_key >= d.first_month AND m.month_key <= d.last_month
)
SELECT concat(min(t.delivery_id), '##') AS row_id, t.feed, t.office, t.period, t.first_day, t.last_day,
  min(t.delivery_id) AS delivery_id, max(CASE WHEN t.is_synthetic THEN 1 ELSE 0 END) = 1 AS is_synthetic
FROM told AS t
GROUP BY t.feed, t.office, t.period, t.first_day, t.last_day
HAVING count(DISTINCT t.month_key) = 3
