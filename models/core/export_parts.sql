/*---
name: export_parts
grain: one row a period that counts, an edition that counts towards it, and the sign with which it does
description: >-
  Of which editions each period is made. A quarter that was told only by releases of the year to date is the
  difference of two: the rows of the release that ends with it count, those of the release before (and of quarters told
  on their own since) count negative, in one layout and one cover. What a release revised stays in the difference; one
  that is smaller than what it contains is no difference, and the quarter has no figure. A year without an edition of
  its own is made of its four quarters.
columns:
  frequency: VARCHAR, Q or A
  period: VARCHAR, Period for which the edition counts
  period_key: VARCHAR, What the edition tells
  delivery_id: ~
  layout: ~
  cover: VARCHAR, What the edition is restricted to; empty where it covers every office
  sign: INTEGER, 1 where its rows are added, -1 where they are taken off
  is_difference: BOOLEAN, Whether the period is formed as a difference
  is_of_quarters: BOOLEAN, Whether the period is a year that is made of its four quarters
  is_synthetic: ~
---*/
WITH best AS (
  SELECT d.period_key, d.period, d.frequency, d.delivery_id, d.layout, d.cover, d.narrowness, d.is_synthetic, d.is_monthly,
    d.fineness, d.dimensions, d.core_rows, d.weight_kg, d.value_rial, d.value_usd, substring(d.period_key, 1, 4) AS year,
    row_number() OVER (
      PARTITION BY d.period_key, d.layout, d.cover, d.is_synthetic
      ORDER BY d.core_rows DESC, d.rows DESC, d.delivery_id DESC
    ) AS place
  FROM core.export_editions AS d
),
-- How many months of its year an edition tells from the beginning: a quarter's length of it, or more.
series AS (
  SELECT b.period_key, b.period, b.delivery_id, b.layout, b.cover, b.narrowness, b.is_synthetic, b.is_monthly, b.fineness,
    b.dimensions, b.core_rows, b.weight_kg, b.value_rial, b.value_usd, b.year,
    CASE
      WHEN length(b.period_key) = 4 THEN 12
      WHEN length(b.period_key) = 6 AND substring(b.period_key, 6, 1) = '1' THEN 3
      WHEN length(b.period_key) = 15 AND substring(b.period_key, 6, 2) = '01' AND substring(b.period_key, 9, 4) = b.year
        THEN CAST(substring(b.period_key, 14, 2) AS INTEGER)
    END AS months_to_date,
    CASE WHEN b.frequency = 'Q' THEN CAST(substring(b.period, 6, 1) AS INTEGER) END AS quarter
  FROM best AS b
  WHERE b.place = 1
),
quarters AS (
  SELECT s.year, s.quarter, s.layout, s.cover, s.is_synthetic, s.is_monthly
  FROM series AS s
  WHERE s.quarter IS NOT NULL
  GROUP BY s.year, s.quarter, s.layout, s.cover, s.is_synthetic, s.is_monthly
  HAVING NOT s.is_monthly OR count(*) = 3
),
-- A quarter that is told both as itself and by its months is taken as itself.
whole_quarters AS (
  SELECT q.year, q.quarter, q.layout, q.cover, q.is_synthetic, bool_and(q.is_monthly) AS by_months
  FROM quarters AS q
  GROUP BY q.year, q.quarter, q.layout, q.cover, q.is_synthetic
),
told AS (
  SELECT DISTINCT d.period
  FROM core.export_editions AS d
  WHERE d.is_counted AND d.frequency = 'Q'
),
minuends AS (
  SELECT s.period_key, s.delivery_id, s.layout, s.cover, s.narrowness, s.is_synthetic, s.fineness, s.dimensions, s.core_rows,
    s.year, s.weight_kg, s.value_rial, s.value_usd, s.months_to_date,
    CASE s.months_to_date WHEN 6 THEN 2 WHEN 9 THEN 3 ELSE 4 END AS quarter
  FROM series AS s
  WHERE s.months_to_date IN (6, 9, 12)
),
before AS (
  SELECT m.period_key, m.layout, m.cover, m.is_synthetic, max(p.months_to_date) AS months_before
  FROM minuends AS m
  INNER JOIN series AS p
    ON p.year = m.year AND p.layout = m.layout AND p.cover = m.cover AND p.is_synthetic = m.is_synthetic
    AND p.months_to_date IN (3, 6, 9) AND p.months_to_date < m.months_to_date
  GROUP BY m.period_key, m.layout, m.cover, m.is_synthetic
),
-- What is taken off a release: the release before it, and the quarters since that were told on their own.
taken AS (
  SELECT m.period_key, m.layout, m.cover, m.is_synthetic, p.period_key AS part_key, p.delivery_id AS part_id,
    p.weight_kg, p.value_rial, p.value_usd, p.months_to_date AS months
  FROM minuends AS m
  INNER JOIN before AS b
    ON b.period_key = m.period_key AND b.layout = m.layout AND b.cover = m.cover AND b.is_synthetic = m.is_synthetic
  INNER JOIN series AS p
    ON p.year = m.year AND p.layout = m.layout AND p.cover = m.cover AND p.is_synthetic = m.is_synthetic
    AND p.months_to_date = b.months_before
  UNION ALL
  SELECT m.period_key, m.layout, m.cover, m.is_synthetic, p.period_key AS part_key, p.delivery_id AS part_id,
    p.weight_kg, p.value_rial, p.value_usd, CASE WHEN p.is_monthly THEN 1 ELSE 3 END AS months
  FROM minuends AS m
  LEFT JOIN before AS b
    ON b.period_key = m.period_key AND b.layout = m.layout AND b.cover = m.cover AND b.is_synthetic = m.is_synthetic
  INNER JOIN whole_quarters AS q
    ON q.year = m.year AND q.layout = m.layout AND q.cover = m.cover AND q.is_synthetic = m.is_synthetic
    AND q.quarter < m.quarter AND 3 * q.quarter > coalesce(b.months_before, 0)
  INNER JOIN series AS p
    ON p.year = q.year AND p.quarter = q.quarter AND p.layout = q.layout AND p.cover = q.cover
    AND p.is_synthetic = q.is_synthetic AND p.is_monthly = q.by_months
),
formed AS (
  SELECT m.period_key, m.delivery_id, m.layout, m.cover, m.narrowness, m.is_synthetic, m.fineness, m.dimensions, m.core_rows,
    concat(m.year, 'Q', CAST(m.quarter AS VARCHAR)) AS period
  FROM minuends AS m
  INNER JOIN taken AS t
    ON t.period_key = m.period_key AND t.layout = m.layout AND t.cover = m.cover AND t.is_synthetic = m.is_synthetic
  GROUP BY m.period_key, m.delivery_id, m.layout, m.cover, m.narrowness, m.is_synthetic, m.fineness, m.dimensions,
    m.core_rows, m.year, m.quarter, m.months_to_date, m.weight_kg, m.value_rial, m.value_usd
  HAVING sum(t.months) = m.months_to_date - 3 AND coalesce(sum(t.value_usd), 0) <= coalesce(m.value_usd, 0)
    AND coalesce(sum(t.weight_kg), 0) <= coalesce(m.weight_kg, 0)
    AND coalesce(sum(t.value_rial), 0) <= coalesce(m.value_rial, 0)
),
placed AS (
  SELECT f.period_key, f.delivery_id, f.layout, f.cover, f.narrowness, f.is_synthetic, f.period, f.fineness,
    row_number() OVER (
      PARTITION BY f.period, f.cover
      ORDER BY f.is_synthetic, f.fineness DESC, f.dimensions DESC, f.core_rows DESC, f.layout, f.period_key
    ) AS place
  FROM formed AS f
  LEFT JOIN told AS t ON t.period = f.period
  WHERE t.period IS NULL
),
widest AS (
  SELECT p.period_key, p.delivery_id, p.layout, p.cover, p.is_synthetic, p.period,
    dense_rank() OVER (
      PARTITION BY p.period ORDER BY p.is_synthetic, p.fineness DESC, p.narrowness
    ) AS place
  FROM placed AS p
  WHERE p.place = 1
),
parts AS (
  SELECT d.frequency, d.period, d.period_key, d.delivery_id, d.layout, d.cover, 1 AS sign, false AS is_difference,
    d.is_synthetic
  FROM core.export_editions AS d
  WHERE d.is_counted
  UNION ALL
  SELECT 'Q' AS frequency, w.period, w.period_key, w.delivery_id, w.layout, w.cover, 1 AS sign, true AS is_difference,
    w.is_synthetic
  FROM widest AS w
  WHERE w.place = 1
  UNION ALL
  SELECT 'Q' AS frequency, w.period, t.part_key AS period_key, t.part_id AS delivery_id, w.layout, w.cover, -1 AS sign,
    true AS is_difference, w.is_synthetic
  FROM widest AS w
  INNER JOIN taken AS t
    ON t.period_key = w.period_key AND t.layout = w.layout AND t.cover = w.cover AND t.is_synthetic = w.is_synthetic
  WHERE w.place = 1
),
-- What a year can be made of: its quarters as they count, and releases of several whole quarters. Of one release the
-- editions that count are found as those of a quarter are.
released AS (
  SELECT s.period_key, s.delivery_id, s.layout, s.cover, s.narrowness, s.is_synthetic, s.fineness, s.year,
    row_number() OVER (
      PARTITION BY s.period_key, s.cover
      ORDER BY s.is_synthetic, s.fineness DESC, s.dimensions DESC, s.core_rows DESC, s.layout
    ) AS place
  FROM series AS s
  WHERE length(s.period_key) = 15 AND substring(s.period_key, 9, 4) = s.year
    AND substring(s.period_key, 6, 2) IN ('01', '04', '07', '10')
    AND substring(s.period_key, 14, 2) IN ('03', '06', '09', '12')
),
widest_released AS (
  SELECT r.period_key, r.delivery_id, r.layout, r.cover, r.is_synthetic, r.fineness, r.year,
    dense_rank() OVER (
      PARTITION BY r.period_key ORDER BY r.is_synthetic, r.fineness DESC, r.narrowness
    ) AS place
  FROM released AS r
  WHERE r.place = 1
),
members AS (
  SELECT substring(p.period, 1, 4) AS year, p.period AS piece, CAST(substring(p.period, 6, 1) AS INTEGER) AS first_quarter,
    CAST(substring(p.period, 6, 1) AS INTEGER) AS last_quarter, p.period_key, p.delivery_id, p.layout, p.cover, p.sign,
    p.is_synthetic
  FROM parts AS p
  WHERE p.frequency = 'Q'
  UNION ALL
  SELECT w.year, w.period_key AS piece, CASE substring(w.period_key, 6, 2) WHEN '01' THEN 1 WHEN '04' THEN 2 WHEN '07' THEN 3 ELSE 4 END AS first_quarter,
    CASE substring(w.period_key, 14, 2) WHEN '03' THEN 1 WHEN '06' THEN 2 WHEN '09' THEN 3 ELSE 4 END AS last_quarter,
    w.period_key, w.delivery_id, w.layout, w.cover,
    1 AS sign, w.is_synthetic
  FROM widest_released AS w
  WHERE w.place = 1
),
pieces AS (
  SELECT m.year, m.piece, m.first_quarter, m.last_quarter,
    max(CASE WHEN m.is_synthetic THEN 1 ELSE 0 END) AS invented, min(d.fineness) AS fineness,
    max(d.narrowness) AS narrowness
  FROM members AS m
  INNER JOIN core.export_editions AS d
    ON d.period_key = m.period_key AND d.delivery_id = m.delivery_id AND d.layout = m.layout AND d.cover = m.cover
  GROUP BY m.year, m.piece, m.first_quarter, m.last_quarter
),
-- Every way to fill the year from its first quarter to its last one.
fillings AS (
  SELECT a.year, a.piece AS piece_1, coalesce(b.piece, '') AS piece_2, coalesce(c.piece, '') AS piece_3,
    coalesce(e.piece, '') AS piece_4,
    greatest(a.invented, coalesce(b.invented, 0), coalesce(c.invented, 0), coalesce(e.invented, 0)) AS invented,
    least(a.fineness, coalesce(b.fineness, 1), coalesce(c.fineness, 1), coalesce(e.fineness, 1)) AS fineness,
    greatest(a.narrowness, coalesce(b.narrowness, 0), coalesce(c.narrowness, 0), coalesce(e.narrowness, 0)) AS narrowness
  FROM pieces AS a
  LEFT JOIN pieces AS b ON b.year = a.year AND b.first_quarter = a.last_quarter + 1
  LEFT JOIN pieces AS c ON c.year = a.year AND c.first_quarter = b.last_quarter + 1
  LEFT JOIN pieces AS e ON e.year = a.year AND e.first_quarter = c.last_quarter + 1
  WHERE a.first_quarter = 1 AND coalesce(e.last_quarter, c.last_quarter, b.last_quarter, a.last_quarter) = 4
),
made_years AS (
  SELECT f.year, f.piece_1, f.piece_2, f.piece_3, f.piece_4,
    row_number() OVER (
      PARTITION BY f.year
      ORDER BY f.invented, f.fineness DESC, f.narrowness,
        CASE WHEN f.piece_4 <> '' THEN 0 WHEN f.piece_3 <> '' THEN 1 ELSE 2 END, f.piece_1, f.piece_2, f.piece_3
    ) AS place
  FROM fillings AS f
  LEFT JOIN parts AS p ON p.frequency = 'A' AND p.period = f.year
  WHERE p.period IS NULL
),
year_parts AS (
  SELECT y.year, m.period_key, m.delivery_id, m.layout, m.cover, sum(m.sign) AS sign, m.is_synthetic,
    max(CASE WHEN y.piece_4 <> '' THEN 1 ELSE 0 END) = 1 AS is_of_quarters
  FROM made_years AS y
  INNER JOIN members AS m ON m.year = y.year AND m.piece IN (y.piece_1, y.piece_2, y.piece_3, y.piece_4)
  WHERE y.place = 1
  GROUP BY y.year, m.period_key, m.delivery_id, m.layout, m.cover, m.is_synthetic
),
year_differences AS (
  SELECT y.year, min(y.sign) < 0 AS is_difference
  FROM year_parts AS y
  GROUP BY y.year
)
SELECT p.frequency, p.period, p.period_key, p.delivery_id, p.layout, p.cover, p.sign, p.is_difference,
  false AS is_of_quarters, p.is_synthetic
FROM parts AS p
UNION ALL
SELECT 'A' AS frequency, y.year AS period, y.period_key, y.delivery_id, y.layout, y.cover, CAST(y.sign AS INTEGER) AS sign,
  d.is_difference, y.is_of_quarters, y.is_synthetic
FROM year_parts AS y
INNER JOIN year_differences AS d ON d.year = y.year
WHERE y.sign <> 0
