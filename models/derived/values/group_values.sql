/*---
name: group_values
grain: one row a value and group
description: Which groups of persons stand in each value; where one of them is hidden, none of the value is shown.
columns:
  value_id: ~
  group_id: ~
---*/
SELECT DISTINCT c.value_id, g.group_id
FROM derived.counted c
JOIN derived.person_groups g
  ON g.area_code = c.area_code AND g.moment = c.moment AND g.print = c.print AND g.persons = c.persons
