/*---
name: credit_counties
grain: one row a credit line of a province and county
description: >-
  From which counties files came, now: how many, or that none did. A count of one to four is hidden; where those that are
  told would tell a hidden one, every county with files is hidden, and where even the number of counties would, every
  county. A county of which nothing is told is missing, not zero: so are those without a file as long as some file
  does not say its county.
columns:
  line_id: ~
  scheme: ~
  budget_year: ~
  area_code: ~
  domain: ~
  county_code: VARCHAR, County
  files: BIGINT, Files registered; zero where none came, empty where nothing is told or they are too few
  status: VARCHAR, final, suppressed or missing
  is_synthetic: ~
rules:
  smallest: disclosure.smallest_published
---*/
WITH lines AS (
  SELECT l.line_id, l.scheme, l.budget_year, l.area_code, l.domain, l.is_synthetic, m.day, m.month_key, m.is_told,
    m.registered = 0 AS is_stated_zero
  FROM derived.credit_lines l
  JOIN reference.areas a ON a.area_code = l.area_code AND a.kind = 'province'
  JOIN derived.credit_months m ON m.line_id = l.line_id
  WHERE m.day = (SELECT max(x.day) FROM derived.credit_months x WHERE x.line_id = l.line_id)
    AND m.month_key = (SELECT max(x.month_key) FROM derived.credit_months x WHERE x.line_id = l.line_id AND x.day = m.day)
),
counties AS (
  SELECT l.line_id, n.area_code AS county_code
  FROM lines l
  JOIN reference.area_ancestors n ON n.ancestor_code = l.area_code
  JOIN reference.areas c ON c.area_code = n.area_code AND c.kind = 'county'
  WHERE left(coalesce(c.valid_from, '0000'), 4) <= CAST(l.budget_year AS VARCHAR)
),
-- A file of a town or district is one of its county.
placed AS (
  SELECT f.line_id, f.application_no, n.ancestor_code AS county_code
  FROM derived.credit_line_files f
  JOIN lines l ON l.line_id = f.line_id AND l.month_key = f.month_key
  LEFT JOIN reference.area_ancestors n ON n.area_code = f.county AND n.ancestor_kind = 'county'
),
counted AS (
  SELECT c.line_id, c.county_code, count(p.application_no) AS files
  FROM counties c
  LEFT JOIN placed p ON p.line_id = c.line_id AND p.county_code = c.county_code
  GROUP BY c.line_id, c.county_code
),
elsewhere AS (
  SELECT p.line_id, count(*) AS files
  FROM placed p
  LEFT JOIN counties c ON c.line_id = p.line_id AND c.county_code = p.county_code
  WHERE c.county_code IS NULL GROUP BY p.line_id
),
totals AS (
  SELECT c.line_id, sum(c.files) AS files, count(*) FILTER (c.files > 0) AS counties,
    count(*) FILTER (c.files > 0 AND c.files < $smallest) AS small,
    coalesce(sum(c.files) FILTER (c.files < $smallest), 0) AS small_files
  FROM counted c GROUP BY c.line_id
),
-- What a reader can work out of a hidden county lies between what is left when the others have most, and when they have least.
levels AS (
  SELECT t.line_id,
    CASE
      WHEN t.files = 0 THEN 'all'
      WHEN t.small = 0 THEN 'all'
      WHEN t.small_files - ($smallest - 1) * (t.small - 1) <= 1 AND t.small_files - (t.small - 1) >= $smallest - 1 THEN 'all'
      WHEN t.files - t.counties + 1 >= $smallest THEN 'zeros'
      ELSE 'none'
    END AS told
  FROM totals t
)
SELECT l.line_id, l.scheme, l.budget_year, l.area_code, l.domain, c.county_code,
  CASE
    WHEN NOT l.is_told AND NOT coalesce(l.is_stated_zero, false) THEN NULL
    WHEN v.told = 'none' THEN NULL
    WHEN c.files = 0 AND coalesce(e.files, 0) = 0 THEN 0
    WHEN c.files >= $smallest AND v.told = 'all' AND coalesce(e.files, 0) = 0 THEN c.files
  END AS files,
  CASE
    WHEN NOT l.is_told AND NOT coalesce(l.is_stated_zero, false) THEN 'missing'
    WHEN v.told = 'none' THEN 'suppressed'
    WHEN c.files = 0 AND coalesce(e.files, 0) = 0 THEN 'final'
    WHEN c.files = 0 THEN 'missing'
    WHEN c.files >= $smallest AND v.told = 'all' AND coalesce(e.files, 0) = 0 THEN 'final'
    ELSE 'suppressed'
  END AS status, l.is_synthetic
FROM lines l
JOIN counted c ON c.line_id = l.line_id
JOIN levels v ON v.line_id = l.line_id
LEFT JOIN elsewhere e ON e.line_id = l.line_id
ORDER BY l.line_id, c.county_code
