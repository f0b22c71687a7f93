/*---
name: person_groups
grain: one row a group of persons
description: >-
  Groups of persons, numbered in the order in which the next smallest is looked for; a group of none is a zero. A group
  is who is counted of one area at one time, in whichever indicators: a reader knows that these are the same persons.
columns:
  group_id: BIGINT, Group of persons
  area_code: ~
  moment: ~
  print: ~
  persons: ~
  is_small: BOOLEAN, Whether it is too small to be published
  is_wide: BOOLEAN, Whether it is of a province or more
  is_total: BOOLEAN, Whether it is the total of a province or more; hidden only where it is itself small
rules:
  smallest: disclosure.smallest_published
---*/
SELECT row_number() OVER (ORDER BY c.persons, min(c.value_id || c.part)) AS group_id, c.area_code, c.moment, c.print, c.persons,
  c.persons > 0 AND (c.persons < $smallest OR bool_or(c.is_low)) AS is_small,
  bool_or(coalesce(a.kind, '') IN ('province', 'country')) AS is_wide,
  c.persons >= $smallest AND bool_or(f.kind <> 'ratio' AND c.breakdown = '' AND coalesce(a.kind, '') IN ('province', 'country')) AS is_total
FROM derived.counted c
JOIN derived.indicator_facts f ON f.indicator_id = c.indicator_id
LEFT JOIN reference.areas a ON a.area_code = c.area_code
GROUP BY c.area_code, c.moment, c.print, c.persons
