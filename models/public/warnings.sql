/*---
name: warnings
title:
  fa: هشدارهای زودهنگام اعتبار
  en: Early warnings of the credit line
grain: one row a warning, scheme, budget year, area and domain, on the last day on which the share is followed
key: [warning_id, scheme, budget_year, area_code, domain]
optional: [value, limit_value, first_warned_on, first_warned_jalali]
codes:
  state: warning_states
columns:
  warning_id: ~
  title_fa: ~
  title_en: ~
  scheme: ~
  budget_year: ~
  area_code: ~
  domain: ~
  as_of: ~
  as_of_jalali: ~
  value: ~
  limit_value: ~
  unit: ~
  state: ~
  first_warned_on: ~
  first_warned_jalali: ~
  sentence_fa: ~
  sentence_en: ~
  source_fa: ~
  source_en: ~
  delivery_ids: ~
  is_synthetic: ~
---*/
SELECT warning_id, title_fa, title_en, scheme, budget_year, area_code, domain, as_of, as_of_jalali, value, limit_value,
  unit, state, first_warned_on, first_warned_jalali, sentence_fa, sentence_en, source_fa, source_en, delivery_ids,
  is_synthetic
FROM derived.warnings
-- In a county, the files of a stage are a few applicants whom everybody knows.
WHERE area_code IN (SELECT a.area_code FROM reference.areas AS a WHERE a.kind = 'province')
ORDER BY scheme, budget_year, area_code, domain, warning_id
