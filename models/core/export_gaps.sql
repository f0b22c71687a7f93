/*---
name: export_gaps
grain: one row a period that was told in part, area and domain
description: >-
  Periods of which customs told a part only, so that a figure for the whole would fall beside the others. A quarter of
  which months are missing, or that lies within a release of the year to date without a release before it, has no
  figure; a year of which a quarter has none, once a later year was told, neither. Where only single offices told a
  period, the figure of an area is the least that it can be.
columns:
  row_id: A delivery as a whole
  frequency: Q or A
  period: Period key
  area_code: Province, the country, or the area that a tariff line names
  domain: crafts or carpet
  state: incomplete (no figure) or at_least (the figure of the offices that told)
  delivery_id: Delivery that tells the part (the last, of several)
  is_synthetic: Whether it is invented
---*/
WITH editions AS (
  SELECT d.period_key, d.period, d.delivery_id, d.cover, d.standing, d.is_monthly, d.is_synthetic,
    substring(d.period_key, 1, 4) AS year
  FROM core.export_editions AS d
),
made AS (
  SELECT p.frequency, p.period, max(CASE WHEN p.cover = '' THEN 1 ELSE 0 END) AS of_all, max(p.delivery_id) AS delivery_id,
    max(CASE WHEN p.is_synthetic THEN 1 ELSE 0 END) = 1 AS is_synthetic
  FROM core.export_parts AS p
  GROUP BY p.frequency, p.period
),
-- Months of a quarter, and quarters within a release: both are told in part unless they are made of something.
touched AS (
  SELECT e.period, e.delivery_id, e.is_synthetic
  FROM editions AS e
  WHERE e.is_monthly
  UNION ALL
  SELECT q.period, e.delivery_id, e.is_synthetic
  FROM editions AS e
  INNER JOIN reference.period_keys AS q
    ON q.frequency = 'Q' AND q.period_key = q.period AND q.last_month >= substring(e.period_key, 1, 7)
    AND concat(
      substring(q.period, 1, 4), '-',
      CASE substring(q.period, 6, 1) WHEN '1' THEN '01' WHEN '2' THEN '04' WHEN '3' THEN '07' ELSE '10' END
    ) <= substring(e.period_key, 9, 7)
  WHERE e.standing = 'release'
),
open_quarters AS (
  SELECT t.period, max(t.delivery_id) AS delivery_id, max(CASE WHEN t.is_synthetic THEN 1 ELSE 0 END) = 1 AS is_synthetic
  FROM touched AS t
  LEFT JOIN made AS m ON m.frequency = 'Q' AND m.period = t.period
  WHERE m.period IS NULL
  GROUP BY t.period
),
open_years AS (
  SELECT e.year, max(e.delivery_id) AS delivery_id, max(CASE WHEN e.is_synthetic THEN 1 ELSE 0 END) = 1 AS is_synthetic
  FROM editions AS e
  LEFT JOIN made AS m ON m.frequency = 'A' AND m.period = e.year
  CROSS JOIN (SELECT max(l.year) AS last_year FROM editions AS l) AS n
  WHERE m.period IS NULL AND e.year < n.last_year
  GROUP BY e.year
),
missing AS (
  SELECT 'Q' AS frequency, o.period, 'incomplete' AS state, o.delivery_id, o.is_synthetic
  FROM open_quarters AS o
  UNION ALL
  SELECT 'A' AS frequency, o.year AS period, 'incomplete' AS state, o.delivery_id, o.is_synthetic
  FROM open_years AS o
  UNION ALL
  SELECT m.frequency, m.period, 'at_least' AS state, m.delivery_id, m.is_synthetic
  FROM made AS m
  WHERE m.of_all = 0
),
domains AS (
  SELECT 'crafts' AS domain
  UNION ALL
  SELECT 'carpet' AS domain
),
areas AS (
  SELECT a.area_code, k.domain, a.kind
  FROM reference.areas AS a
  CROSS JOIN domains AS k
  WHERE a.kind IN ('province', 'country')
  UNION
  SELECT h.origin_area_code AS area_code, 'crafts' AS domain, 'origin' AS kind
  FROM reference.hs_codes AS h
  WHERE h.origin_area_code IS NOT NULL
),
-- An edition of a whole province tells that province; an area that a line names is never told whole by some offices.
told_areas AS (
  SELECT DISTINCT p.frequency, p.period, substring(p.cover, 6) AS area_code
  FROM core.export_parts AS p
  WHERE p.cover LIKE 'area:%'
)
SELECT concat(m.delivery_id, '##') AS row_id, m.frequency, m.period, a.area_code, a.domain, m.state, m.delivery_id,
  m.is_synthetic
FROM missing AS m
CROSS JOIN areas AS a
LEFT JOIN told_areas AS t ON t.frequency = m.frequency AND t.period = m.period AND t.area_code = a.area_code
WHERE m.state = 'incomplete' OR t.area_code IS NULL
