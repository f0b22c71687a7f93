/*---
name: export_gaps
grain: one row a period that was told in part, area and domain
description: >-
  Periods of which customs told a part only, so that a figure for the whole would fall beside the others. A quarter of
  which months are missing, or that lies within a release of the year to date without a release before it, has no
  figure; a year of which a quarter has none, once a later year was told, neither. Nor has a period of which one part
  tells no tariff lines, or for a province no offices, while the others do. Where only single offices told a period or a
  part of it, the figure of an area is the least that it can be.
columns:
  row_id: VARCHAR, A delivery as a whole
  frequency: VARCHAR, Q or A
  period: VARCHAR, Period key
  area_code: VARCHAR, Province, the country, or the area that a tariff line names
  domain: VARCHAR, crafts or carpet
  is_of_offices: BOOLEAN, Whether figures by customs office are told of the area (a province, the country)
  is_of_origin: BOOLEAN, Whether a tariff line names the area as origin
  state: VARCHAR, incomplete (no figure) or at_least (the figure of the offices that told)
  delivery_id: VARCHAR, Delivery that tells the part (the last, of several)
  is_synthetic: ~
---*/
WITH editions AS (
  SELECT d.period_key, d.period, d.delivery_id, d.cover, d.standing, d.is_monthly, d.is_synthetic,
    substring(d.period_key, 1, 4) AS year
  FROM core.export_editions AS d
),
made AS (
  SELECT DISTINCT p.frequency, p.period
  FROM core.export_parts AS p
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
  SELECT 'Q' AS frequency, o.period, o.delivery_id, o.is_synthetic
  FROM open_quarters AS o
  UNION ALL
  SELECT 'A' AS frequency, o.year AS period, o.delivery_id, o.is_synthetic
  FROM open_years AS o
),
domains AS (
  SELECT 'crafts' AS domain
  UNION ALL
  SELECT 'carpet' AS domain
),
named AS (
  SELECT a.area_code, k.domain, 1 AS of_offices, 0 AS of_origin
  FROM reference.areas AS a
  CROSS JOIN domains AS k
  WHERE a.kind IN ('province', 'country')
  UNION ALL
  SELECT h.origin_area_code AS area_code, 'crafts' AS domain, 0 AS of_offices, 1 AS of_origin
  FROM reference.hs_codes AS h
  WHERE h.origin_area_code IS NOT NULL
),
areas AS (
  SELECT n.area_code, n.domain, max(n.of_offices) = 1 AS is_of_offices, max(n.of_origin) = 1 AS is_of_origin,
    max(a.kind) = 'province' AS is_province
  FROM named AS n
  INNER JOIN reference.areas AS a ON a.area_code = n.area_code
  GROUP BY n.area_code, n.domain
),
-- The parts of a period follow one another: a year has its quarters or releases, a quarter itself or its months.
pieces AS (
  SELECT p.frequency, p.period, p.period_key, max(CASE WHEN d.has_lines THEN 1 ELSE 0 END) AS has_lines,
    max(CASE WHEN d.has_offices THEN 1 ELSE 0 END) AS has_offices, max(p.delivery_id) AS delivery_id,
    max(CASE WHEN p.is_synthetic THEN 1 ELSE 0 END) AS invented
  FROM core.export_parts AS p
  INNER JOIN core.export_editions AS d
    ON d.period_key = p.period_key AND d.delivery_id = p.delivery_id AND d.layout = p.layout AND d.cover = p.cover
  WHERE p.sign = 1
  GROUP BY p.frequency, p.period, p.period_key
),
-- An edition of a whole province tells that province; an area that a line names is never told whole by some offices.
told_areas AS (
  SELECT DISTINCT p.frequency, p.period, p.period_key, a.area_code
  FROM core.export_parts AS p
  CROSS JOIN areas AS a
  WHERE p.sign = 1 AND (p.cover = '' OR p.cover = concat('area:', a.area_code))
),
assessed AS (
  SELECT i.frequency, i.period, a.area_code, a.domain,
    CASE
      WHEN min(i.has_lines) < max(i.has_lines) OR (a.is_province AND min(i.has_offices) < max(i.has_offices))
        THEN 'incomplete'
      WHEN count(t.area_code) < count(*) THEN 'at_least'
    END AS state,
    max(i.delivery_id) AS delivery_id, max(i.invented) = 1 AS is_synthetic
  FROM pieces AS i
  CROSS JOIN areas AS a
  LEFT JOIN told_areas AS t
    ON t.frequency = i.frequency AND t.period = i.period AND t.period_key = i.period_key AND t.area_code = a.area_code
  GROUP BY i.frequency, i.period, a.area_code, a.domain, a.is_province
),
found AS (
  SELECT m.frequency, m.period, a.area_code, a.domain, 'incomplete' AS state, m.delivery_id, m.is_synthetic
  FROM missing AS m
  CROSS JOIN areas AS a
  UNION ALL
  SELECT j.frequency, j.period, j.area_code, j.domain, j.state, j.delivery_id, j.is_synthetic
  FROM assessed AS j
  WHERE j.state IS NOT NULL
)
SELECT concat(f.delivery_id, '##') AS row_id, f.frequency, f.period, f.area_code, f.domain, a.is_of_offices, a.is_of_origin,
  f.state, f.delivery_id, f.is_synthetic
FROM found AS f
INNER JOIN areas AS a ON a.area_code = f.area_code AND a.domain = f.domain
