/*---
name: groups_told
grain: one row a group
description: >-
  Groups that a reader of an earlier version knows: a value in which they stand was published then as it is now. To hide
  them would keep nothing from that reader, so something else is hidden.
columns:
  group_id: ~
---*/
SELECT DISTINCT g.group_id
FROM derived.group_values g
JOIN derived.measured m ON m.value_id = g.value_id
JOIN derived.values_before b ON b.value_id = m.value_id AND b.value = m.value
