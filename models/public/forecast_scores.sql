/*---
name: forecast_scores
title:
  fa: نمرهٔ روش‌های پیش‌بینی
  en: Scores of the forecasts
grain: one row a series and candidate model
from: derived.forecast_scores
key: [series_id, model]
optional: [mase, interval_score]
---*/
