/*---
name: scenario_drivers
grain: one row a scenario and driver
description: >-
  What a reader may move in a scenario, each with its range and its default: the first of its sources that is known.
columns:
  scenario_id: ~
  driver_id: VARCHAR, Driver
  title_fa: VARCHAR, Title in Persian
  title_en: VARCHAR, Title in English
  unit: ~
  place: INTEGER, Place in which it is shown
  least: DECIMAL(38,9), Smallest value
  most: DECIMAL(38,9), Largest value
  step: DECIMAL(38,9), Step
  default_value: DECIMAL(38,9), Default, from history where it is known
  source: VARCHAR, pace, flow_month, value, mean_of or assumed
  source_fa: VARCHAR, Where the default is from, in Persian
  source_en: VARCHAR, Where the default is from, in English
  value_ids: VARCHAR, Values from which the default was reckoned
  is_synthetic: BOOLEAN, True where the default comes from invented data
today: true
function: pipelines.analysis.scenarios.scenarios
tables: [derived.scenario_settings, derived.indicator_values]
---*/
