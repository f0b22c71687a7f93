/*---
name: warning_rules
grain: one row an early-warning figure
description: How each early-warning figure is held against its limit, from models/rules/warnings.yaml.
columns:
  warning_id: VARCHAR, Early-warning figure
  place: INTEGER, Its place among them
  limit: DECIMAL(38,9), Its limit; empty where the limit itself is computed
  grows: BOOLEAN, Whether it grows evenly from nought at the notification to its limit at the deadline
  warns_below: BOOLEAN, Whether it warns below its limit; else above
function: pipelines.analysis.credit_warnings.warning_rules
---*/
