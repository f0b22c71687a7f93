/*---
name: ghost_figures
title:
  fa: رقم‌های بی‌تغییر
  en: Ghost figures
grain: one row a number that was stated unchanged over years
key: [indicator_id, area_code, domain, category, first_period, is_synthetic]
optional: [category, unit, roles, sources_fa, sources_en, others_moved, register_moved]
columns:
  indicator_id: Indicator
  area_code: Area
  domain: Domain
  category: Kind within the indicator
  value: The number
  unit: Unit
  qualifier: exact, about, more_than …
  first_period: Period of the first telling
  last_period: Period of the last telling
  months: Months between them
  tellings: How many times it was told
  sources: By how many sources
  roles: Roles of those who told it
  sources_fa: Sources in Persian
  sources_en: Sources in English
  reasons: Why it is doubtful (round, others_moved, register_moved)
  others_moved: Indicators of the same place that moved meanwhile
  register_moved: How far the register of the same thing moved meanwhile, as a share
  row_ids: The statements
  sentence_fa: In words, Persian
  sentence_en: In words, English
  is_synthetic: True for invented data
---*/
SELECT indicator_id, area_code, domain, category, value, unit, qualifier, first_period, last_period, months, tellings,
  sources, roles, sources_fa, sources_en, reasons, others_moved, register_moved, row_ids, sentence_fa, sentence_en,
  is_synthetic
FROM derived.ghost_figures
ORDER BY indicator_id, area_code, domain, category, first_period
