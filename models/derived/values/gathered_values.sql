/*---
name: gathered_values
grain: one row a value
description: Values whose sheets are not told apart in the lineage, since something within them is suppressed.
columns:
  value_id: ~
---*/
SELECT DISTINCT c.value_id FROM derived.counted c
JOIN derived.person_groups g ON g.print = c.print AND g.persons = c.persons
JOIN derived.hidden_groups h ON h.group_id = g.group_id
