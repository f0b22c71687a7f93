/*---
name: timed_cells
grain: one row a base cell and period for which it counts
description: >-
  Each base cell in its own period, and in the year that is made of its quarters: their sum, or the last of them.
columns:
  base_id: BIGINT, Base cell
  indicator_id: VARCHAR, Indicator
  area_code: VARCHAR, Area
  domain: VARCHAR, crafts, carpet, all …
  breakdown: VARCHAR, By what it is broken down, empty for the whole
  category: VARCHAR, Category of the breakdown, empty for the whole
  frequency: VARCHAR, Q quarter or A year
  period: VARCHAR, Jalali period
  basis: VARCHAR, reported, register, customs, suitcase
  in_category_total: BOOLEAN, Whether it counts for the total over the categories
  in_domain_total: BOOLEAN, Whether it counts for the total over the domains
  incomplete: BOOLEAN, Whether it is of a year of which quarters lack
---*/
SELECT base_id, * EXCLUDE (base_id), false AS incomplete FROM derived.base_cells
UNION ALL
SELECT b.* REPLACE ('A' AS frequency, y.year AS period), NOT y.is_complete
FROM derived.base_cells b
JOIN derived.complete_years y ON y.indicator_id = b.indicator_id AND y.basis = b.basis AND y.domain = b.domain
  AND y.year = substr(b.period, 1, 4)
WHERE b.frequency = 'Q'
UNION ALL
SELECT b.* REPLACE ('A' AS frequency, substr(b.period, 1, 4) AS period), false
FROM derived.base_cells b
JOIN derived.rollups r ON r.indicator_id = b.indicator_id AND r.basis = b.basis AND r.over_time = 'last'
WHERE b.frequency = 'Q' AND right(b.period, 2) = 'Q4' AND NOT EXISTS (
  SELECT 1 FROM derived.base_cells a WHERE a.frequency = 'A' AND a.indicator_id = b.indicator_id
    AND a.basis = b.basis AND a.domain = b.domain AND a.period = substr(b.period, 1, 4)
)
