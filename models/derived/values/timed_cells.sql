/*---
name: timed_cells
grain: one row a base cell and period for which it counts
description: >-
  Each base cell in its own period, and in the year that is made of its quarters: their sum, or the last of them.
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
  in_category_total: ~
  in_domain_total: ~
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
