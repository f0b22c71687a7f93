/*---
name: forecast_series
grain: one row a series (indicator, area, domain, category, frequency, basis)
description: >-
  Every series that a target or a headline asks for, and whether it is forecast. It is refused where its own back-test
  does not cover what the intervals claim, within ten points. It is computed from values after
  suppression, so that nothing that is withheld can be reckoned back from a forecast. The query asks the values
  without a breakdown of the bases and areas that are forecast.
columns:
  series_id: VARCHAR, Key of the series
  indicator_id: VARCHAR, Indicator
  area_code: ~
  domain: VARCHAR, Domain
  category: VARCHAR, Kind within the indicator
  frequency: ~
  basis: VARCHAR, Basis of the series (register or customs)
  state: VARCHAR, forecast or refused
  reason: VARCHAR, Why not (too_short, gaps, suppressed, mixed, unchanging, uncovered, too_old)
  first_period: VARCHAR, First period used
  last_period: VARCHAR, Newest period
  observations: INTEGER, Known values used
  bridged: INTEGER, Single missing periods bridged for the estimate
  model: VARCHAR, Model chosen by the back-test
  model_fa: VARCHAR, The model in Persian
  model_en: VARCHAR, The model in English
  coverage80: DECIMAL(38,9), Share of the values of the back-test inside the 80% interval as it is published
  coverage95: DECIMAL(38,9), Share of the values of the back-test inside the 95% interval as it is published
  tests: INTEGER, Values of the back-test
  sentence_fa: VARCHAR, The forecast, or why there is none, in Persian
  sentence_en: VARCHAR, The forecast, or why there is none, in English
  value_ids: VARCHAR, Values from which it was forecast
  is_synthetic: BOOLEAN, True for invented data; real and invented never mix in one value
today: true
function: pipelines.analysis.forecasting.forecasts.forecasts
tables: [core.targets, derived.target_progress]
rules:
  bases: forecast.bases
  area_kinds: forecast.area_kinds
---*/
SELECT v.value_id, v.indicator_id, v.area_code, v.domain, v.category, v.frequency, v.period, v.basis, v.value, v.status,
  v.is_synthetic
FROM derived.indicator_values v
JOIN reference.areas a ON a.area_code = v.area_code
LEFT JOIN derived.indicators i ON i.indicator_id = v.indicator_id
WHERE v.breakdown = '' AND v.basis IN ($bases) AND (
  (a.kind IN ($area_kinds) AND v.category = ''
    AND (i.headline IS NOT NULL OR v.indicator_id IN (SELECT indicator_id FROM core.targets)))
  OR EXISTS (
    SELECT 1 FROM core.targets t WHERE t.indicator_id = v.indicator_id AND t.area_code = v.area_code
      AND t.domain = v.domain AND t.category = v.category))
ORDER BY v.value_id
