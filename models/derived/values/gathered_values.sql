/*---
name: gathered_values
grain: one row a value
description: Values whose sheets are not told apart in the lineage, since something within them is suppressed.
columns:
  value_id: ~
---*/
SELECT DISTINCT v.value_id
FROM derived.group_values v
JOIN derived.hidden_groups h ON h.group_id = v.group_id
