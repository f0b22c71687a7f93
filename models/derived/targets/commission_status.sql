/*---
name: commission_status
grain: one row an indicator, area, domain and category
description: >-
  Only adopted targets speak, the gravest first; what was not measured has no state, with a target or without. An
  indicator of which nothing is known has its row for each province.
columns:
  indicator_id: ~
  area_code: ~
  domain: VARCHAR, Domain
  category: VARCHAR, Kind within the indicator
  status: VARCHAR, State by adopted targets alone; not_available where nothing is measured, no_target where no target is adopted
rules:
  gravest_first: status.gravest_first
---*/
WITH measured AS (
  SELECT indicator_id, area_code, domain, category, bool_and(status = 'missing') AS only_missing
  FROM derived.indicator_values GROUP BY ALL
),
cells AS (
  SELECT indicator_id, area_code, domain, category, only_missing FROM measured
  UNION ALL
  SELECT DISTINCT p.indicator_id, p.area_code, p.domain, p.category, true FROM derived.target_progress p
  WHERE p.counts AND NOT EXISTS (
    SELECT 1 FROM measured m WHERE m.indicator_id = p.indicator_id AND m.area_code = p.area_code
      AND m.domain = p.domain AND m.category = p.category)
  UNION ALL
  SELECT f.indicator_id, a.area_code, 'all', '', true
  FROM derived.indicator_facts f CROSS JOIN reference.areas a
  WHERE a.kind = 'province'
    AND f.indicator_id NOT IN (SELECT indicator_id FROM measured)
    AND f.indicator_id NOT IN (SELECT indicator_id FROM derived.target_progress WHERE counts)
),
adopted AS (
  SELECT indicator_id, area_code, domain, category, min(list_position([$gravest_first], status)) AS place
  FROM derived.target_progress WHERE counts GROUP BY indicator_id, area_code, domain, category
)
SELECT c.indicator_id, c.area_code, c.domain, c.category,
  CASE
    WHEN c.only_missing THEN 'not_available'
    WHEN a.place IS NULL THEN 'no_target'
    ELSE list_extract([$gravest_first], a.place)
  END AS status
FROM cells c
LEFT JOIN adopted a ON a.indicator_id = c.indicator_id AND a.area_code = c.area_code AND a.domain = c.domain
  AND a.category = c.category
ORDER BY ALL
