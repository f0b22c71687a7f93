/*---
name: scenarios
title:
  fa: اگر همین‌گونه پیش برود
  en: Baseline scenarios
grain: one row a scenario and period to come
key: [scenario_id, period]
optional: [start_whole]
codes: {formula: [levels, coverage, uptake, growth]}
columns:
  scenario_id: Scenario
  title_fa: Title in Persian
  title_en: Title in English
  indicator_id: Indicator whose path it is
  area_code: Area
  domain: Domain
  formula: Formula by which the drivers make the path
  start_period: Period from which the path starts
  start_level: Level at the start, of a ratio its numerator
  start_whole: Denominator at the start, for ratios
  basis: Basis of the start
  period: Quarter to come, or year where the formula goes by years
  value: The indicator at its end, if every driver stays at its default
  unit: Unit
  value_ids: Value from which the path starts
  is_synthetic: True for invented data; real and invented never mix in one value
---*/
SELECT scenario_id, title_fa, title_en, indicator_id, area_code, domain, formula, start_period, start_level,
  start_whole, basis, period, value, unit, value_ids, is_synthetic
FROM derived.scenarios
ORDER BY scenario_id, period
