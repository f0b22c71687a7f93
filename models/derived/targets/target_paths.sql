/*---
name: target_paths
grain: one row a target and period, from its baseline to its date
description: >-
  What the path of each target asks for at each period, by quarters or years as the target is measured. It is the path that
  gives a target its state, and the one that pages draw. A target without a baseline has its date alone, and points before it.
columns:
  target_id: ~
  period: VARCHAR, Period
  value: DECIMAL(38,9), What is asked for by its end
  point: "VARCHAR, start (the baseline), due (a step or milestone), end (the target) or between"
  is_synthetic: ~
function: pipelines.analysis.paths.target_paths
tables: [core.target_milestones, derived.target_progress]
---*/
