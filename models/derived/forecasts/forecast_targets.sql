/*---
name: forecast_targets
grain: one row a target
description: >-
  How probable it is that a target is reached by its period, from the forecast of the series by which it is
  measured; or why nothing is said. A target is never set against a series of another basis.
columns:
  target_id: ~
  status: ~
  series_id: VARCHAR, Series by which it is forecast
  state: VARCHAR, forecast or refused
  reason: VARCHAR, Why not (not_forecast, too_far, past, uncovered, too_old)
  target_period: ~
  target_value: ~
  point: DECIMAL(38,9), Forecast for that period
  low80: DECIMAL(38,9), Lower end of the 80% interval
  high80: DECIMAL(38,9), Upper end of the 80% interval
  probability: DECIMAL(38,9), How probable it is that the target is reached, 0.01 to 0.99
  sentence_fa: VARCHAR, In words, Persian
  sentence_en: VARCHAR, In words, English
  is_synthetic: ~
today: true
function: pipelines.analysis.forecasting.forecasts.forecasts
tables: [core.targets, derived.indicators, derived.target_progress]
---*/
