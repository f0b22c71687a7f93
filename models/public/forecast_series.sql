/*---
name: forecast_series
title:
  fa: سری‌های پیش‌بینی
  en: Series and whether they are forecast
grain: one row a series (indicator, area, domain, category, frequency, basis)
from: derived.forecast_series
key: [series_id]
optional:
  [category, reason, first_period, last_period, observations, bridged, model, model_fa, model_en, coverage80, coverage95,
   tests, value_ids]
codes: {state: [forecast, refused]}
---*/
