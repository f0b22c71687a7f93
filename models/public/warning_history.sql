/*---
name: warning_history
title:
  fa: هشدارها ماه به ماه
  en: Warnings month by month
grain: one row a warning, scheme, budget year, area, domain and month's end, as known on that day
key: [warning_id, scheme, budget_year, area_code, domain, month_key]
optional: [value, limit_value]
codes:
  state: warning_states
columns:
  warning_id: ~
  scheme: ~
  budget_year: ~
  area_code: ~
  domain: ~
  month_key: ~
  day: ~
  day_jalali: ~
  value: ~
  limit_value: ~
  state: ~
  is_synthetic: ~
---*/
SELECT warning_id, scheme, budget_year, area_code, domain, month_key, day, day_jalali, value, limit_value, state,
  is_synthetic
FROM derived.warning_history
-- In a county, the files of a stage are a few applicants whom everybody knows.
WHERE area_code IN (SELECT a.area_code FROM reference.areas AS a WHERE a.kind = 'province')
ORDER BY scheme, budget_year, area_code, domain, warning_id, day, month_key
