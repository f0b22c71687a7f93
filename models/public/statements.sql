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
-- A figure is kept in the unit of its indicator; the unit of its row stands only where there is no such indicator.
SELECT s.figure_id, s.indicator_id, s.value, s.qualifier, coalesce(f.unit, s.unit) AS unit, s.area_code, s.domain,
  s.category, s.period_kind, s.as_of, s.frequency, s.period, s.role, s.instrument, s.ambiguity_fa, s.ambiguity_en,
  s.source_fa, s.source_en, s.source_grade, s.is_preferred, s.delivery_id, s.sheet_name, s.row_number, s.row_id,
  s.is_synthetic
FROM core.statements AS s
LEFT JOIN derived.indicator_facts AS f ON f.indicator_id = s.indicator_id
ORDER BY s.row_id
