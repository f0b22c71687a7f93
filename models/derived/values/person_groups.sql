/*---
name: person_groups
grain: one row a group of persons
description: Groups of persons, numbered in the order in which the next smallest is looked for.
columns:
  group_id: BIGINT, Group of persons
  print: ~
  persons: ~
  is_small: BOOLEAN, Whether it is too small to be published
rules:
  smallest: disclosure.smallest_published
---*/
SELECT row_number() OVER (ORDER BY persons, min(value_id || part)) AS group_id, print, persons,
  persons < $smallest OR bool_or(is_low) AS is_small
FROM derived.counted GROUP BY print, persons
