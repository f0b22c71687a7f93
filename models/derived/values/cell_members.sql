/*---
name: cell_members
grain: one row a base cell and value
description: >-
  Which base cells make each value. A value is incomplete as a whole when one contribution says that its period was
  told in part, when it is a year of which quarters lack, or when it is of an area of which only single counties
  sent their lists.
columns:
  base_id: ~
  value_id: ~
  incomplete: BOOLEAN, Whether it lacks a part of its period or area, so that it is missing as a whole
---*/
WITH told_in_part AS (
  SELECT DISTINCT base_id FROM derived.contributed WHERE any_incomplete
),
of_single_counties AS (
  SELECT DISTINCT c.base_id FROM derived.contributed c JOIN derived.restricted r ON r.delivery_id = c.delivery_id
)
SELECT c.base_id, k.value_id,
  bool_or(c.incomplete OR i.base_id IS NOT NULL OR (p.base_id IS NOT NULL AND k.area_code <> b.area_code))
    OVER (PARTITION BY k.value_id) AS incomplete
FROM derived.carried_cells c
JOIN derived.cells k ON k.indicator_id = c.indicator_id AND k.area_code = c.area_code AND k.domain = c.domain AND k.breakdown = c.breakdown AND k.category = c.category
  AND k.frequency = c.frequency AND k.period = c.period AND k.basis = c.basis
JOIN derived.base_cells b ON b.base_id = c.base_id
LEFT JOIN told_in_part i ON i.base_id = c.base_id
LEFT JOIN of_single_counties p ON p.base_id = c.base_id
