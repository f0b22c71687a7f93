/*---
name: cells
grain: one row a value
description: The address of every value, with its key.
columns:
  value_id: VARCHAR, Value
  indicator_id: ~
  area_code: ~
  domain: ~
  breakdown: ~
  category: ~
  frequency: ~
  period: ~
  basis: ~
---*/
SELECT substring(md5(concat_ws('|', indicator_id, area_code, domain, breakdown, category, frequency, period, basis)), 1, 16) AS value_id, indicator_id, area_code, domain, breakdown, category, frequency, period, basis
FROM (SELECT DISTINCT indicator_id, area_code, domain, breakdown, category, frequency, period, basis FROM derived.carried_cells)
