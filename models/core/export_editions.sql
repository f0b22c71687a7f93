/*---
name: export_editions
grain: one row a period key, delivery and layout of customs rows
description: >-
  Editions of the customs statistics and which one counts. One period may be told by country, by office, by
  tariff line and by all of them together; these are sums of the same trade. The finest counts (tariff line and
  office first, without which no craft line of an office can be told), the others stay as marginals to compare.
  Offices that tell only themselves stand side by side. A quarter of which a month is missing is told "so far" and
  does not count; a release of the year to date is no period, and counts only as a difference (core.export_parts).
columns:
  period_key: VARCHAR, Year, quarter or month, or first and last month of a release that is none of them
  frequency: VARCHAR, Q or A; empty for a release of another span
  period: VARCHAR, Period key; empty for a release of another span
  delivery_id: ~
  layout: VARCHAR, Dimensions that the edition has
  cover: VARCHAR, What the edition is restricted to (office or area); empty where it covers every office
  narrowness: INTEGER, 0 where it covers every office, 1 an area, 2 a single office
  is_monthly: BOOLEAN, Whether the key is a month
  fineness: INTEGER, 1 for office and tariff line together, 0 for less
  has_lines: BOOLEAN, Whether it tells tariff lines, without which no craft is told
  has_offices: BOOLEAN, Whether it tells offices, without which no province is told
  dimensions: INTEGER, How many dimensions the edition has
  rows: BIGINT, Rows
  core_rows: HUGEINT, Rows of core handicraft lines
  weight_kg: DECIMAL(38,9), Sum of the weights
  value_rial: DECIMAL(38,9), Sum of the values in rial
  value_usd: DECIMAL(38,9), Sum of the values in US dollars
  standing: >-
    VARCHAR, counted, other_sum (another sum of a period that counts), so_far (months of its quarter are missing),
    release
  is_counted: BOOLEAN, Whether indicators count this edition for the period
  is_complete: BOOLEAN, Whether it covers the whole period (for months, whether all three of the quarter are there)
  is_synthetic: ~
---*/
WITH told AS (
  SELECT e.period_key, e.frequency, e.period, e.base_id AS delivery_id, e.layout, e.cover,
    length(e.period_key) = 7 AS is_monthly,
    CASE WHEN count(e.customs_office) > 0 AND count(e.hs8) > 0 THEN 1 ELSE 0 END AS fineness,
    count(e.hs8) > 0 AS has_lines, count(e.customs_office) > 0 AS has_offices,
    CASE WHEN e.layout LIKE '%office%' THEN 1 ELSE 0 END + CASE WHEN e.layout LIKE '%destination%' THEN 1 ELSE 0 END
      + CASE WHEN count(e.hs8) > 0 THEN 1 ELSE 0 END AS dimensions,
    CASE WHEN e.cover = '' THEN 0 WHEN e.cover LIKE 'area:%' THEN 1 ELSE 2 END AS narrowness,
    count(*) AS rows, sum(CASE WHEN e.is_core_line THEN 1 ELSE 0 END) AS core_rows,
    CAST(sum(e.weight_kg) AS DECIMAL(38,9)) AS weight_kg, CAST(sum(e.value_rial) AS DECIMAL(38,9)) AS value_rial,
    CAST(sum(e.value_usd) AS DECIMAL(38,9)) AS value_usd, bool_or(e.is_synthetic) AS is_synthetic
  FROM core.exports AS e
  WHERE e.period_key IS NOT NULL
  GROUP BY e.period_key, e.frequency, e.period, e.base_id, e.layout, e.cover
),
-- Of the editions of one key and cover: real before invented, fine before coarse, then the one with more craft lines.
placed AS (
  SELECT t.period_key, t.delivery_id, t.layout, t.cover,
    row_number() OVER (
      PARTITION BY t.period_key, t.cover
      ORDER BY t.is_synthetic, t.fineness DESC, t.dimensions DESC, t.core_rows DESC, t.rows DESC,
        t.delivery_id DESC, t.layout
    ) AS place
  FROM told AS t
),
best AS (
  SELECT t.period_key, t.frequency, t.period, t.cover, t.narrowness, t.is_monthly, t.fineness, t.is_synthetic
  FROM told AS t
  INNER JOIN placed AS p
    ON p.period_key = t.period_key AND p.delivery_id = t.delivery_id AND p.layout = t.layout AND p.cover = t.cover
  WHERE p.place = 1 AND t.period IS NOT NULL
),
-- A quarter may be told as itself and by its months: the whole one counts, and never both.
ways AS (
  SELECT b.frequency, b.period, b.cover, b.narrowness, b.is_monthly, min(b.fineness) AS fineness,
    CASE WHEN NOT b.is_monthly OR count(*) = 3 THEN 1 ELSE 0 END AS whole, bool_or(b.is_synthetic) AS is_synthetic
  FROM best AS b
  GROUP BY b.frequency, b.period, b.cover, b.narrowness, b.is_monthly
),
chosen AS (
  SELECT w.frequency, w.period, w.cover, w.narrowness, w.is_monthly, w.fineness, w.whole, w.is_synthetic,
    row_number() OVER (
      PARTITION BY w.frequency, w.period, w.cover
      ORDER BY w.is_synthetic, w.whole DESC, w.fineness DESC, CASE WHEN w.is_monthly THEN 0 ELSE 1 END
    ) AS place
  FROM ways AS w
),
-- An edition of every office stands before one of an area or an office, which it contains, unless it is coarser.
widest AS (
  SELECT c.frequency, c.period, c.cover, c.is_monthly,
    dense_rank() OVER (
      PARTITION BY c.frequency, c.period
      ORDER BY c.is_synthetic, c.whole DESC, c.fineness DESC, c.narrowness
    ) AS place
  FROM chosen AS c
  WHERE c.place = 1
)
SELECT t.period_key, t.frequency, t.period, t.delivery_id, t.layout, t.cover, t.narrowness, t.is_monthly, t.fineness,
  t.has_lines, t.has_offices, t.dimensions, t.rows, t.core_rows, t.weight_kg, t.value_rial, t.value_usd,
  CASE
    WHEN t.period IS NULL THEN 'release'
    WHEN p.place > 1 OR w.place IS NULL OR w.place > 1 THEN 'other_sum'
    WHEN c.whole = 1 THEN 'counted'
    ELSE 'so_far'
  END AS standing,
  coalesce(p.place = 1 AND w.place = 1 AND c.whole = 1, false) AS is_counted, coalesce(c.whole = 1, false) AS is_complete,
  t.is_synthetic
FROM told AS t
INNER JOIN placed AS p
  ON p.period_key = t.period_key AND p.delivery_id = t.delivery_id AND p.layout = t.layout AND p.cover = t.cover
LEFT JOIN chosen AS c
  ON c.frequency = t.frequency AND c.period = t.period AND c.cover = t.cover AND c.is_monthly = t.is_monthly
LEFT JOIN widest AS w
  ON w.frequency = t.frequency AND w.period = t.period AND w.cover = t.cover AND w.is_monthly = t.is_monthly
