/*---
name: forecasts
grain: one row a series and period to come
description: >-
  The forecast of each period that is not over on the day of the build, with its intervals, by the model that the
  back-test of its series chose; never outside of what the indicator can be.
columns:
  series_id: VARCHAR, Key of the series
  indicator_id: VARCHAR, Indicator
  area_code: ~
  domain: ~
  category: ~
  frequency: VARCHAR, Q quarter or A year
  basis: VARCHAR, Basis of the series (register or customs)
  period: VARCHAR, Period to come
  steps_ahead: INTEGER, Periods after the newest value
  point: DECIMAL(38,9), Forecast
  low80: DECIMAL(38,9), Lower end of the 80% interval
  high80: DECIMAL(38,9), Upper end of the 80% interval
  low95: DECIMAL(38,9), Lower end of the 95% interval
  high95: DECIMAL(38,9), Upper end of the 95% interval
  unit: VARCHAR, Unit
  model: VARCHAR, Model
  is_synthetic: ~
today: true
function: pipelines.analysis.forecasting.forecasts.forecasts
tables: [core.targets, derived.indicators, derived.target_progress]
---*/
