/*---
name: commission_status
grain: one row an indicator, area, domain and category
description: >-
  Only adopted targets speak: of those still to come the gravest; where none is, those whose date was the last to pass,
  reached or missed. What was not measured has no state, with a target or without. An indicator of which nothing is
  known has its row for each province.
columns:
  indicator_id: ~
  area_code: ~
  domain: VARCHAR, Domain
  category: VARCHAR, Kind within the indicator
  status: VARCHAR, State by adopted targets alone; not_available where nothing is measured, no_target where no target is adopted
  target_id: VARCHAR, Target that gives the state
  period: VARCHAR, Period of the measurement by which it was given
  age_months: INTEGER, Full months since that period ended
  is_stale: BOOLEAN, Whether the measurement is too old to give a state
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
  SELECT p.indicator_id, p.area_code, p.domain, p.category, p.target_id, p.status, p.period, p.age_months, p.is_stale,
    row_number() OVER (
      PARTITION BY p.indicator_id, p.area_code, p.domain, p.category
      ORDER BY p.is_over, CASE WHEN p.is_over THEN k.last_month END DESC,
        list_position([$gravest_first], p.status), k.last_month, p.target_id
    ) AS place
  FROM derived.target_progress p
  LEFT JOIN reference.period_keys k ON k.period_key = p.target_period
  WHERE p.counts
)
SELECT c.indicator_id, c.area_code, c.domain, c.category,
  CASE WHEN c.only_missing THEN 'not_available' WHEN a.status IS NULL THEN 'no_target' ELSE a.status END AS status,
  a.target_id, a.period, a.age_months, coalesce(a.is_stale, false) AS is_stale
FROM cells c
LEFT JOIN adopted a ON a.indicator_id = c.indicator_id AND a.area_code = c.area_code AND a.domain = c.domain
  AND a.category = c.category AND a.place = 1
ORDER BY ALL
