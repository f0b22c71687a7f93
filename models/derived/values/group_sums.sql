/*---
name: group_sums
grain: one row a sum and group
description: >-
  Sums that could be made of published parts: areas, categories, domains and the quarters of a year. A sum is known
  where its whole is published: at its own address, or wherever exactly the same persons are counted.
columns:
  sum_id: BIGINT, Sum
  group_id: ~
  is_whole: BOOLEAN, Whether the group is the whole of the sum and not one of its parts
---*/
WITH grouped AS (
  SELECT c.indicator_id, c.area_code, c.domain, c.breakdown, c.category, c.frequency, c.period, c.basis, c.part, a.parent_code,
    g.group_id, g.print, g.persons, f.kind = 'flow' OR r.indicator_id IS NOT NULL AS makes_years
  FROM derived.counted c
  JOIN derived.person_groups g ON g.print = c.print AND g.persons = c.persons
  JOIN derived.indicator_facts f ON f.indicator_id = c.indicator_id
  LEFT JOIN reference.areas a ON a.area_code = c.area_code
  LEFT JOIN derived.rollups r ON r.indicator_id = c.indicator_id AND r.basis = c.basis AND r.over_time = 'sum'
),
-- Each part at the address of its whole; the categories of two breakdowns are parts of two sums.
placed AS (
  SELECT 'area' AS sum_of, indicator_id, parent_code AS area_code, domain, breakdown, category, frequency, period, basis, part,
    CAST(NULL AS VARCHAR) AS apart, group_id, print, persons
  FROM grouped WHERE parent_code IS NOT NULL
  UNION ALL
  SELECT 'category', indicator_id, area_code, domain, '', '', frequency, period, basis, part, breakdown, group_id, print, persons
  FROM grouped WHERE category <> ''
  UNION ALL
  SELECT 'domain', indicator_id, area_code, 'all', breakdown, category, frequency, period, basis, part, NULL, group_id, print,
    persons
  FROM grouped WHERE domain <> 'all'
  UNION ALL
  SELECT 'time', indicator_id, area_code, domain, breakdown, category, 'A', substr(period, 1, 4), basis, part, NULL, group_id,
    print, persons
  FROM grouped WHERE frequency = 'Q' AND makes_years
),
parts AS (
  SELECT concat_ws('|', indicator_id, area_code, domain, breakdown, category, frequency, period, basis, part) AS whole,
    concat_ws('|', sum_of, indicator_id, area_code, domain, breakdown, category, frequency, period, basis, part, apart)
      AS sum_key, group_id, print, persons
  FROM placed
),
added AS (
  SELECT sum_key, any_value(whole) AS whole, CAST(sum(print) AS HUGEINT) AS print, CAST(sum(persons) AS BIGINT) AS persons
  FROM parts GROUP BY sum_key
),
addressed AS (
  SELECT concat_ws('|', indicator_id, area_code, domain, breakdown, category, frequency, period, basis, part) AS whole, group_id
  FROM grouped
),
wholes AS (
  SELECT a.sum_key, coalesce(w.group_id, g.group_id) AS group_id
  FROM added a
  LEFT JOIN addressed w ON w.whole = a.whole
  LEFT JOIN derived.person_groups g ON g.print = a.print AND g.persons = a.persons
  WHERE w.group_id IS NOT NULL OR g.group_id IS NOT NULL
),
told AS (
  SELECT sum_key, group_id, true AS is_whole FROM wholes
  UNION
  SELECT p.sum_key, p.group_id, false FROM parts p SEMI JOIN wholes w ON w.sum_key = p.sum_key
)
SELECT dense_rank() OVER (ORDER BY sum_key) AS sum_id, group_id, is_whole FROM told ORDER BY 1, 3, 2
