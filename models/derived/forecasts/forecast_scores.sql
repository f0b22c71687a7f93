/*---
name: forecast_scores
grain: one row a series and candidate model
description: How each candidate model did at earlier origins of a series; the one that is forecast with is chosen by it.
columns:
  series_id: VARCHAR, Key of the series
  model: VARCHAR, Candidate model
  mase: DECIMAL(38,9), Mean absolute error at earlier origins, in units of the mean absolute change over a year
  interval_score: DECIMAL(38,9), Interval score of the 80% intervals in the same unit; smaller is better
  coverage80: DECIMAL(38,9), Share of later values inside the 80% interval as it is published
  coverage95: DECIMAL(38,9), Share of later values inside the 95% interval as it is published
  width_factor: DECIMAL(38,9), Factor by which the back-test widens the 80% interval
  width_factor95: DECIMAL(38,9), Factor by which the back-test widens the 95% interval
  tests: INTEGER, Later values that were compared
  origins: INTEGER, Earlier origins
  is_chosen: BOOLEAN, Whether it is forecast with
  is_synthetic: ~
today: true
function: pipelines.analysis.forecasting.forecasts.forecasts
tables: [core.targets, derived.indicators, derived.target_progress]
---*/
