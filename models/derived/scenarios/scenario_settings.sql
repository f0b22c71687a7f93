/*---
name: scenario_settings
grain: one row a scenario
description: Of which indicator, area and domain each scenario of the rules is.
columns:
  scenario_id: VARCHAR, Scenario
  indicator_id: VARCHAR, Indicator whose path it is
  area_code: VARCHAR, Area
  domain: VARCHAR, Domain
function: pipelines.analysis.scenarios.scenario_settings
---*/
