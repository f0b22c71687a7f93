/*---
name: indicator_values
grain: one row a value
description: The values as they are published, after suppression.
columns:
  value_id: ~
  indicator_id: ~
  area_code: ~
  domain: ~
  breakdown: ~
  category: ~
  frequency: ~
  period: ~
  value: ~
  numerator: ~
  denominator: ~
  unit: ~
  basis: ~
  qualifier: ~
  status: VARCHAR, final, provisional, missing, suppressed or not_applicable
  is_synthetic: ~
  source_fa: ~
  source_en: ~
  evidence_grade: VARCHAR, Evidence grade, the weakest where several
  ambiguity_fa: ~
  ambiguity_en: ~
  as_of: VARCHAR, Date of which it was said (partial Jalali date)
---*/
SELECT m.value_id, m.indicator_id, m.area_code, m.domain, m.breakdown, m.category, m.frequency, m.period,
  CASE WHEN x.value_id IS NULL THEN m.value END AS value,
  CASE WHEN x.value_id IS NULL THEN m.numerator END AS numerator,
  CASE WHEN x.value_id IS NULL THEN m.denominator END AS denominator,
  m.unit, m.basis, m.qualifier,
  CASE WHEN x.value_id IS NULL THEN m.status ELSE 'suppressed' END AS status,
  m.is_synthetic, s.source_fa, s.source_en, s.evidence_grade, s.ambiguity_fa, s.ambiguity_en, s.as_of
FROM derived.measured m
LEFT JOIN derived.suppressed x ON x.value_id = m.value_id
LEFT JOIN derived.value_sources s ON s.value_id = m.value_id
ORDER BY m.indicator_id, m.area_code, m.domain, m.breakdown, m.category, m.frequency, m.period, m.basis
