/*---
name: statements
title:
  fa: گفته‌ها
  en: Statements
grain: one row a figure that somebody stated
key: [row_id]
optional: [value, qualifier, unit, role, instrument, ambiguity_fa, ambiguity_en, source_fa, source_en, source_grade, frequency, period, as_of, period_kind, category]
columns:
  figure_id: ~
  indicator_id: ~
  value: ~
  qualifier: ~
  unit: ~
  area_code: ~
  domain: ~
  category: ~
  period_kind: ~
  as_of: ~
  frequency: ~
  period: ~
  role: ~
  instrument: ~
  ambiguity_fa: ~
  ambiguity_en: ~
  source_fa: ~
  source_en: ~
  source_grade: ~
  is_preferred: ~
  delivery_id: ~
  sheet_name: ~
  row_number: ~
  row_id: ~
  is_synthetic: ~
---*/
SELECT figure_id, indicator_id, value, qualifier, unit, area_code, domain, category, period_kind, as_of,
  frequency, period, role, instrument, ambiguity_fa, ambiguity_en, source_fa, source_en, source_grade,
  is_preferred, delivery_id, sheet_name, row_number, row_id, is_synthetic
FROM core.statements
ORDER BY row_id
