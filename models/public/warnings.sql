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
  warning_id: Early-warning figure
  title_fa: Its name in Persian
  title_en: Its name in English
  scheme: Credit scheme
  budget_year: Budget year
  area_code: Area
  domain: crafts or carpet
  as_of: Day for which it is computed
  as_of_jalali: The same, Jalali
  value: The figure, in its unit; empty where it is unknown or has no meaning
  limit_value: The limit that it is held against
  unit: share, days, cities, rial or rial a month
  state: warns, calm, unknown or not applicable; a silent file is not a zero
  first_warned_on: First month's end on which it would have warned
  first_warned_jalali: The same, Jalali
  sentence_fa: In words, Persian
  sentence_en: In words, English
  source_fa: Who proposes the limit, Persian
  source_en: Who proposes the limit, English
  delivery_ids: Deliveries of the allocation
  is_synthetic: Whether it is invented
---*/
SELECT warning_id, title_fa, title_en, scheme, budget_year, area_code, domain, as_of, as_of_jalali, value, limit_value,
  unit, state, first_warned_on, first_warned_jalali, sentence_fa, sentence_en, source_fa, source_en, delivery_ids,
  is_synthetic
FROM derived.warnings
-- In a county, the files of a stage are a few applicants whom everybody knows.
WHERE area_code IN (SELECT a.area_code FROM reference.areas AS a WHERE a.kind = 'province')
ORDER BY scheme, budget_year, area_code, domain, warning_id
