/*---
name: forecast_scores
title:
  fa: نمرهٔ روش‌های پیش‌بینی
  en: Scores of the forecasts
grain: one row a series and candidate model
key: [series_id, model]
optional: [mase, interval_score]
columns:
  series_id: Key of the series
  model: Candidate model
  mase: Mean absolute error at earlier origins, in units of the mean absolute change over a year
  interval_score: Interval score of the 80% intervals in the same unit; smaller is better
  coverage80: Share of later values inside the 80% interval
  width_factor: Factor by which the back-test widens the intervals
  tests: Later values that were compared
  origins: Earlier origins
  is_chosen: Whether it is forecast with
  is_synthetic: True for invented data; real and invented never mix in one value
---*/
SELECT series_id, model, mase, interval_score, coverage80, width_factor, tests, origins, is_chosen,
  is_synthetic
FROM derived.forecast_scores
ORDER BY series_id, model
