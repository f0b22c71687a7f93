/*---
name: carried_cells
grain: one row a base cell and cell to which it belongs
description: >-
  Each base cell in the areas above it, in the total of its categories and in that of its domains. Areas too small
  for the categories have their totals all the same.
columns:
  base_id: ~
  indicator_id: ~
  area_code: ~
  domain: ~
  breakdown: ~
  category: ~
  frequency: ~
  period: ~
  basis: ~
  incomplete: ~
---*/
WITH up AS (
  SELECT t.* REPLACE (a.ancestor_code AS area_code),
    t.category <> '' AND coalesce(l.level < r.categories_from, false) AS too_fine
  FROM derived.timed_cells t
  JOIN reference.area_ancestors a ON a.area_code = t.area_code
  LEFT JOIN derived.rollups r ON r.indicator_id = t.indicator_id AND r.basis = t.basis
  LEFT JOIN derived.levels l ON l.kind = a.ancestor_kind
  WHERE a.ancestor_code = t.area_code OR l.level <= r.top
),
across AS (
  SELECT * FROM up WHERE NOT too_fine
  UNION ALL
  SELECT * REPLACE ('' AS breakdown, '' AS category) FROM up WHERE in_category_total
),
domains AS (
  SELECT * FROM across
  UNION ALL
  SELECT * REPLACE ('all' AS domain) FROM across WHERE in_domain_total
)
SELECT base_id, indicator_id, area_code, domain, breakdown, category, frequency, period, basis, incomplete FROM domains
