/*---
name: cells
grain: one row a value
description: The address of every value, with its key.
columns:
  value_id: VARCHAR, Value
  indicator_id: VARCHAR, Indicator
  area_code: VARCHAR, Area
  domain: VARCHAR, crafts, carpet, all …
  breakdown: VARCHAR, By what it is broken down, empty for the whole
  category: VARCHAR, Category of the breakdown, empty for the whole
  frequency: VARCHAR, Q quarter or A year
  period: VARCHAR, Jalali period
  basis: VARCHAR, reported, register, customs, suitcase
---*/
SELECT substring(md5(concat_ws('|', indicator_id, area_code, domain, breakdown, category, frequency, period, basis)), 1, 16) AS value_id, indicator_id, area_code, domain, breakdown, category, frequency, period, basis
FROM (SELECT DISTINCT indicator_id, area_code, domain, breakdown, category, frequency, period, basis FROM derived.carried_cells)
