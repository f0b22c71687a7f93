/*---
name: suppressed
grain: one row a value
description: Values that are not published.
columns:
  value_id: ~
---*/
SELECT DISTINCT c.value_id FROM derived.counted c
JOIN derived.person_groups g ON g.print = c.print AND g.persons = c.persons
JOIN derived.hidden_groups h ON h.group_id = g.group_id AND h.hidden
