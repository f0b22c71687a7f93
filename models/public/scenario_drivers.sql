/*---
name: scenario_drivers
title:
  fa: اهرم‌های سناریوها
  en: Drivers of the scenarios
grain: one row a scenario and driver
from: derived.scenario_drivers
key: [scenario_id, driver_id]
optional: [value_ids]
codes: {source: [pace, flow_month, value, mean_of, assumed]}
---*/
