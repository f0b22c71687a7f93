/*---
name: export_concentration
grain: one row a period, domain and dimension (line, destination, office)
description: >-
  How far exports lie in few hands. The Herfindahl index is the sum of squared shares: one part alone gives 1, n equal
  ones 1/n. An edition without the dimension has no row, nor has a period of which a row has no value: shares of a whole
  that nobody knows are not told.
columns:
  frequency: ~
  period: ~
  domain: ~
  dimension: VARCHAR, line, destination or office
  parts: BIGINT, Parts with a value above zero
  value_usd: DECIMAL(38,9), Value of the whole in US dollars
  herfindahl: "DECIMAL(38,9), Sum of the squared shares: 1 for one part alone, 1/n for n equal ones"
  largest: VARCHAR, The largest part
  largest_share: DECIMAL(38,9), Its share
  three_largest_share: DECIMAL(38,9), Share of the three largest
  is_synthetic: ~
---*/
WITH unknown AS (
  SELECT DISTINCT frequency, period, domain FROM derived.export_rows WHERE basis = 'office' AND rows_without_value > 0
),
parts AS (
  SELECT frequency, period, domain, d.dimension,
    CASE d.dimension WHEN 'line' THEN hs8 WHEN 'destination' THEN destination ELSE customs_office END AS part,
    sum(CAST(value_usd AS DECIMAL(28,2))) AS usd, bool_or(is_synthetic) AS is_synthetic
  FROM derived.export_rows CROSS JOIN (VALUES ('line'), ('destination'), ('office')) AS d(dimension)
  WHERE basis = 'office' AND (frequency, period, domain) NOT IN (SELECT (frequency, period, domain) FROM unknown)
  GROUP BY ALL HAVING sum(CAST(value_usd AS DECIMAL(28,2))) > 0
),
placed AS (
  SELECT *, row_number() OVER (PARTITION BY frequency, period, domain, dimension ORDER BY usd DESC, part) AS place,
    sum(usd) OVER (PARTITION BY frequency, period, domain, dimension) AS whole,
    bool_and(part IS NOT NULL) OVER (PARTITION BY frequency, period, domain, dimension) AS is_complete
  FROM parts
)
SELECT frequency, period, domain, dimension, count(*) AS parts, CAST(any_value(whole) AS DECIMAL(38,9)) AS value_usd,
  CAST(sum(CAST(usd / whole AS DECIMAL(19,17)) * CAST(usd / whole AS DECIMAL(19,17))) AS DECIMAL(38,9)) AS herfindahl,
  arg_min(part, place) AS largest,
  CAST(max(usd) FILTER (place = 1) / any_value(whole) AS DECIMAL(38,9)) AS largest_share,
  CAST(sum(usd) FILTER (place <= 3) / any_value(whole) AS DECIMAL(38,9)) AS three_largest_share,
  bool_or(is_synthetic) AS is_synthetic
FROM placed WHERE is_complete
GROUP BY frequency, period, domain, dimension ORDER BY ALL
