/*---
name: readiness_conditions
grain: one row a condition of a criterion
description: What a column of a row must hold for the row to count (where), or to leave the criterion open (unclear).
columns:
  criterion_id: VARCHAR, Criterion
  part: VARCHAR, where or unclear
  column_name: VARCHAR, Column of the evidence
  accepted: VARCHAR[], What it may hold, as text
function: pipelines.analysis.readiness.conditions
---*/
