/*---
name: cause_conditions
grain: one row a cause of models/rules/discrepancies.yaml and condition of it
description: >-
  When a cause may explain why two claims differ. All conditions of a cause must hold; which columns of the row a
  condition fills depends on its kind.
columns:
  cause_id: VARCHAR, Cause
  place: INTEGER, Place of the cause in the rules, 1 first
  explains: BOOLEAN, Whether the cause explains a difference; otherwise it is only a hint
  kind: VARCHAR, indicators, unlike, apart, between, marked or status
  compared: VARCHAR, Column of a claim that is compared (unlike, apart, between)
  one: VARCHAR, What one of the claims has there (between), or the status of either (status)
  other: VARCHAR, What the other claim has there (between)
  listed: VARCHAR[], Indicators of which both claims are (indicators), or figures of which either is (marked)
function: pipelines.analysis.discrepancies.rules.cause_conditions
---*/
