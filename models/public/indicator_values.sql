/*---
name: indicator_values
title:
  fa: مقدار شاخص‌ها
  en: Indicator values
grain: one row an indicator, area, domain, breakdown, category, period and basis
key: [indicator_id, area_code, domain, breakdown, category, frequency, period, basis]
optional: [value, numerator, denominator, source_fa, source_en, evidence_grade, ambiguity_fa, ambiguity_en, as_of]
codes: {frequency: [A, Q], status: [final, provisional, missing, suppressed, not_applicable]}
columns:
  value_id: Stable key of the value, by which lineage finds its rows
  indicator_id: Indicator
  area_code: Area
  domain: crafts, carpet, all …
  breakdown: By what it is broken down, empty for the whole
  category: Category of the breakdown, empty for the whole
  frequency: Q quarter or A year
  period: Jalali period (1400Q4, 1402)
  value: The value in its unit; a ratio is a fraction
  numerator: Sum of the numerators
  denominator: Sum of the denominators, for ratios
  unit: Unit
  basis: reported, register, customs, suitcase
  qualifier: exact, about, more_than …
  status: final, provisional, missing, suppressed or not_applicable
  is_synthetic: True for invented data; real and invented never mix in one value
  source_fa: Source in Persian
  source_en: Source in English
  evidence_grade: Evidence grade, the weakest where several
  ambiguity_fa: What can be misread, in Persian
  ambiguity_en: What can be misread, in English
  as_of: Date of which it was said (partial Jalali date)
---*/
SELECT value_id, indicator_id, area_code, domain, breakdown, category, frequency, period, value, numerator,
  denominator, unit, basis, qualifier, status, is_synthetic, source_fa, source_en, evidence_grade,
  ambiguity_fa, ambiguity_en, as_of
FROM derived.indicator_values
ORDER BY indicator_id, area_code, domain, breakdown, category, frequency, period, basis
