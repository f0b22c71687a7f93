/*---
name: headline_decisions
grain: one row an indicator and area of which a person decided which basis stands first
description: The decisions of `models/rules/headlines.yaml`, each with who decided, when and why.
columns:
  indicator_id: VARCHAR, Indicator
  area_code: VARCHAR, Area
  basis: VARCHAR, Basis that stands first
  decided_by: VARCHAR, Office that decided it
  decided_on: VARCHAR, Jalali day of the decision
  reason: VARCHAR, Why
function: pipelines.analysis.headlines.headline_decisions
---*/
