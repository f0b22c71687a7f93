/*---
name: forecast_series
title:
  fa: سری‌های پیش‌بینی
  en: Series and whether they are forecast
grain: one row a series (indicator, area, domain, category, frequency, basis)
key: [series_id]
optional: [category, reason, first_period, last_period, observations, bridged, model, model_fa, model_en, value_ids]
codes: {state: [forecast, refused]}
columns:
  series_id: Key of the series
  indicator_id: Indicator
  area_code: Area
  domain: Domain
  category: Kind within the indicator
  frequency: Q quarter or A year
  basis: Basis of the series (register or customs)
  state: forecast or refused
  reason: Why not (too_short, gaps, suppressed, mixed, unchanging)
  first_period: First period used
  last_period: Newest period
  observations: Known values used
  bridged: Single missing periods bridged for the estimate
  model: Model chosen by the back-test
  model_fa: The model in Persian
  model_en: The model in English
  sentence_fa: The forecast, or why there is none, in Persian
  sentence_en: The forecast, or why there is none, in English
  value_ids: Values from which it was forecast
  is_synthetic: True for invented data; real and invented never mix in one value
---*/
SELECT series_id, indicator_id, area_code, domain, category, frequency, basis, state, reason,
  first_period, last_period, observations, bridged, model, model_fa, model_en, sentence_fa, sentence_en,
  value_ids, is_synthetic
FROM derived.forecast_series
ORDER BY series_id
