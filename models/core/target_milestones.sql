/*---
name: target_milestones
grain: one row a target, delivery and point on the way
description: >-
  Points on the way to a target: rows of the same target and delivery with an earlier period than the target itself.
columns:
  row_id: ~
  target_id: ~
  period: VARCHAR, When the point is due
  value: DECIMAL(38,9), Value to be reached by then
  is_newest: BOOLEAN, Whether it is of the newest claim of the target
  delivery_id: ~
  sheet_name: ~
  row_number: ~
  is_synthetic: ~
---*/
SELECT t.row_id, t.target_id, t.target_period AS period, t.target_value AS value, v.is_newest, t.delivery_id,
  t.sheet_name, t.row_number, t.is_synthetic
FROM clean.targets AS t
INNER JOIN core.target_versions AS v ON v.target_id = t.target_id AND v.delivery_id = t.delivery_id
WHERE v.row_id <> t.row_id
