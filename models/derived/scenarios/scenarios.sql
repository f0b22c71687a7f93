/*---
name: scenarios
grain: one row a scenario and period to come
description: >-
  The path that an indicator takes if every driver stays at its default, from the period in which the day of the build
  lies to its latest target. What has passed since the newest value was not measured and goes on with the defaults. A
  scenario whose indicator has no value yet has drivers and no path. The query asks the values of the scenarios' areas.
columns:
  scenario_id: ~
  title_fa: VARCHAR, Title in Persian
  title_en: VARCHAR, Title in English
  indicator_id: VARCHAR, Indicator whose path it is
  area_code: ~
  domain: VARCHAR, Domain
  formula: VARCHAR, Formula by which the drivers make the path
  start_period: VARCHAR, Period from which the path starts
  start_level: DECIMAL(38,9), Level at the start, of a ratio its numerator
  start_whole: DECIMAL(38,9), Denominator at the start, for ratios
  basis: VARCHAR, Basis of the start
  period: VARCHAR, Quarter to come, or year where the formula goes by years
  value: DECIMAL(38,9), The indicator at its end, if every driver stays at its default
  unit: ~
  value_ids: VARCHAR, Value from which the path starts
  is_synthetic: BOOLEAN, True for invented data; real and invented never mix in one value
today: true
function: pipelines.analysis.scenarios.scenarios
tables: [core.targets]
---*/
SELECT v.value_id, v.indicator_id, v.area_code, v.domain, v.frequency, v.period, v.basis, v.value, v.numerator,
  v.denominator, v.is_synthetic
FROM derived.indicator_values v
WHERE v.breakdown = '' AND v.category = '' AND EXISTS (
  SELECT 1 FROM derived.scenario_settings s WHERE s.area_code = v.area_code AND s.domain = v.domain)
ORDER BY v.value_id
