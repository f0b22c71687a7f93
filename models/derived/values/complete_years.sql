/*---
name: complete_years
grain: one row an indicator, basis, domain and year
description: >-
  Years of which a header asks a sum of quarters and of which no annual figure was told. What an office has told of
  a year is seen in the months for which its lists speak, never in their folders or in the days of single rows: nine
  months in the folder of a year are no year, and a row that is told late is no list. The year is complete if each
  office that contributed to it told all twelve months, and over. Where an office sends lists of single counties
  alone each of them has to tell the whole year; beside a list of all counties they tell nothing of the others. A
  year that is over and not complete is missing, one that still runs is nothing yet.
columns:
  indicator_id: ~
  basis: ~
  domain: ~
  year: VARCHAR, Jalali year
  is_complete: BOOLEAN, Whether all of the year was told
---*/
WITH told AS (
  SELECT DISTINCT b.indicator_id, b.basis, b.domain, b.frequency, b.period, v.feed, v.office
  FROM derived.contributed c
  JOIN derived.base_cells b ON b.base_id = c.base_id
  JOIN derived.rollups r ON r.indicator_id = b.indicator_id AND r.basis = b.basis AND r.over_time = 'sum'
  JOIN derived.deliveries v ON v.delivery_id = c.delivery_id
  WHERE c.numerators + c.denominators > 0
),
offices AS (
  SELECT DISTINCT indicator_id, basis, domain, substr(period, 1, 4) AS year, feed, office FROM told WHERE frequency = 'Q'
),
months AS (
  SELECT period_key AS month_key, substr(period_key, 1, 4) AS year FROM reference.period_keys WHERE length(period_key) = 7
),
lists AS (
  SELECT d.feed, d.office, CASE WHEN r.delivery_id IS NULL THEN '' ELSE d.cover END AS part,
    string_split(coalesce(d.span, d.period), '/') AS ends
  FROM derived.deliveries d LEFT JOIN derived.restricted r ON r.delivery_id = d.delivery_id
  WHERE d.state = 'published'
),
spans AS (
  SELECT l.feed, l.office, l.part, b.first_month, k.last_month
  FROM lists l
  JOIN reference.period_keys b ON b.period_key = l.ends[1]
  JOIN reference.period_keys k ON k.period_key = l.ends[-1]
),
parts AS (
  SELECT s.feed, s.office, s.part, m.year, count(DISTINCT m.month_key) = 12 AS is_complete
  FROM spans s JOIN months m ON m.month_key BETWEEN s.first_month AND s.last_month
  GROUP BY ALL
),
years AS (
  SELECT feed, office, year, coalesce(bool_and(is_complete) FILTER (part = ''), bool_and(is_complete)) AS is_complete
  FROM parts GROUP BY feed, office, year
),
ends AS (
  SELECT substr(period, 1, 4) AS year, max(last_day) AS last_day FROM reference.quarters GROUP BY ALL
)
SELECT o.indicator_id, o.basis, o.domain, o.year, bool_and(coalesce(y.is_complete, false)) AS is_complete
FROM offices o
JOIN ends e ON e.year = o.year
LEFT JOIN years y ON y.feed = o.feed AND y.office IS NOT DISTINCT FROM o.office AND y.year = o.year
WHERE e.last_day < $today AND NOT EXISTS (
  SELECT 1 FROM told t WHERE t.frequency = 'A' AND t.indicator_id = o.indicator_id AND t.basis = o.basis
    AND t.domain = o.domain AND t.period = o.year
)
GROUP BY ALL
