/*---
name: scenario_drivers
title:
  fa: اهرم‌های سناریوها
  en: Drivers of the scenarios
grain: one row a scenario and driver
key: [scenario_id, driver_id]
optional: [value_ids]
codes: {source: [pace, flow_month, value, mean_of, assumed]}
columns:
  scenario_id: Scenario
  driver_id: Driver
  title_fa: Title in Persian
  title_en: Title in English
  unit: Unit
  place: Place in which it is shown
  least: Smallest value
  most: Largest value
  step: Step
  default_value: Default, from history where it is known
  source: pace, flow_month, value, mean_of or assumed
  source_fa: Where the default is from, in Persian
  source_en: Where the default is from, in English
  value_ids: Values from which the default was reckoned
  is_synthetic: True where the default comes from invented data
---*/
SELECT scenario_id, driver_id, title_fa, title_en, unit, place, least, most, step, default_value, source,
  source_fa, source_en, value_ids, is_synthetic
FROM derived.scenario_drivers
ORDER BY scenario_id, place
