/*---
name: forecasts
title:
  fa: پیش‌بینی‌ها
  en: Forecasts
grain: one row a series and period to come
key: [series_id, period]
optional: [category]
codes: {frequency: [A, Q]}
columns:
  series_id: Key of the series
  indicator_id: Indicator
  area_code: Area
  domain: Domain
  category: Kind within the indicator
  frequency: Q quarter or A year
  basis: Basis of the series (register or customs)
  period: Period to come
  steps_ahead: Periods after the newest value
  point: Forecast
  low80: Lower end of the 80% interval
  high80: Upper end of the 80% interval
  low95: Lower end of the 95% interval
  high95: Upper end of the 95% interval
  unit: Unit
  model: Model
  is_synthetic: True for invented data; real and invented never mix in one value
---*/
SELECT series_id, indicator_id, area_code, domain, category, frequency, basis, period, steps_ahead,
  point, low80, high80, low95, high95, unit, model, is_synthetic
FROM derived.forecasts
ORDER BY series_id, steps_ahead
