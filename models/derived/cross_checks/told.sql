/*---
name: told
grain: one row a value, or a preferred statement of what is not measured
description: What the rules between figures speak of.
columns:
  value_id: VARCHAR, The measured value; missing for a statement of what is not measured
  indicator_id: VARCHAR, Indicator
  area_code: ~
  domain: VARCHAR, Domain
  category: VARCHAR, Category, empty for the whole
  frequency: VARCHAR, Q or A
  period: VARCHAR, Period
  basis: VARCHAR, Basis
  value: DECIMAL(38,9), The figure; missing where it is unknown or suppressed
  unit: VARCHAR, Unit
  exact: BOOLEAN, Whether it was said without about, more than …
  is_synthetic: ~
---*/
SELECT value_id, indicator_id, area_code, domain, category, frequency, period, basis, value, unit,
  qualifier = 'exact' AS exact, is_synthetic
FROM derived.indicator_values
UNION ALL
SELECT CAST(NULL AS VARCHAR), s.indicator_id, s.area_code, s.domain, s.category, s.frequency, s.period, 'reported',
  s.value, s.unit, s.qualifier = 'exact', s.is_synthetic
FROM core.statements s
WHERE s.is_preferred AND s.frequency IS NOT NULL AND s.indicator_id NOT IN (SELECT indicator_id FROM derived.indicators)
