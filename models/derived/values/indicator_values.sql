/*---
name: indicator_values
grain: one row a value
description: The values as they are published, after suppression.
columns:
  value_id: VARCHAR, Value
  indicator_id: VARCHAR, Indicator
  area_code: VARCHAR, Area
  domain: VARCHAR, crafts, carpet, all …
  breakdown: VARCHAR, By what it is broken down, empty for the whole
  category: VARCHAR, Category of the breakdown, empty for the whole
  frequency: VARCHAR, Q quarter or A year
  period: VARCHAR, Jalali period
  value: DECIMAL(38,9), The value in its unit; a ratio is a fraction
  numerator: DECIMAL(38,9), Sum of the numerators
  denominator: DECIMAL(38,9), Sum of the denominators
  unit: VARCHAR, Unit
  basis: VARCHAR, reported, register, customs, suitcase
  qualifier: VARCHAR, exact, about, more_than …
  status: VARCHAR, final, provisional, missing, suppressed or not_applicable
  is_synthetic: BOOLEAN, True for invented data
  source_fa: VARCHAR, Source in Persian
  source_en: VARCHAR, Source in English
  evidence_grade: VARCHAR, Evidence grade, the weakest where several
  ambiguity_fa: VARCHAR, What can be misread, in Persian
  ambiguity_en: VARCHAR, What can be misread, in English
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
