/*---
name: forecasts
title:
  fa: پیش‌بینی‌ها
  en: Forecasts
grain: one row a series and period to come
from: derived.forecasts
key: [series_id, period]
optional: [category]
codes: {frequency: [A, Q]}
---*/
