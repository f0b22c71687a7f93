/*---
name: suppressed
grain: one row a value
description: Values that are not published.
columns:
  value_id: ~
---*/
SELECT DISTINCT v.value_id
FROM derived.group_values v
JOIN derived.hidden_groups h ON h.group_id = v.group_id AND h.hidden
