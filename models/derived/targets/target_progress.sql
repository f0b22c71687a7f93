/*---
name: target_progress
grain: one row a target
description: >-
  Every target beside its newest measurement; once its date has passed, beside the first that was measured at it or
  after it, by which it is reached or missed for good (of a flow only that of the date itself). A figure that is too old
  gives no state. A target that nobody has adopted is computed and shown, but does not
  count as the commission's. Like is compared with like: of several bases, the one that has the target's own
  baseline speaks. The query asks the values of the indicators that have a target; the category is the target's own.
columns:
  target_id: VARCHAR, Target
  indicator_id: ~
  area_code: ~
  domain: VARCHAR, Domain
  category: VARCHAR, Kind within the indicator
  decision_state: VARCHAR, proposed, stated or adopted
  counts: BOOLEAN, Whether it is the commission’s (adopted)
  path: VARCHAR, linear, steps, milestones or cumulative (what came since the baseline, added up)
  period: VARCHAR, Period of the measurement that speaks
  basis: VARCHAR, Basis of the measurement
  value: DECIMAL(38,9), Measurement that speaks; for a cumulative path all that came since the baseline
  qualifier: VARCHAR, exact, about, more_than, less_than, at_least, at_most or range
  is_provisional: BOOLEAN, Whether the measurement may still change
  age_months: INTEGER, Full months since the measured period ended
  oldest_months: INTEGER, Age in months beyond which a figure gives no state
  is_stale: BOOLEAN, Whether the measurement is older and therefore gives none
  is_over: BOOLEAN, Whether the date of the target has passed
  baseline_period: VARCHAR, Period from which the path starts
  baseline_value: DECIMAL(38,9), Where the path starts
  expected_value: DECIMAL(38,9), What the path asked for by then; of a period that runs, by the part that is over
  gap: DECIMAL(38,9), Measurement minus what was expected
  gain_ratio: DECIMAL(38,9), Gain so far divided by the gain asked for by then, empty where nothing was asked for yet
  target_value: DECIMAL(38,9), Value to reach
  target_period: VARCHAR, By when
  status: VARCHAR, reached, missed, on_track, behind, off_track or not_available
  arithmetic_fa: VARCHAR, The arithmetic in Persian
  arithmetic_en: VARCHAR, The arithmetic in English
  value_ids: VARCHAR, Values that the measurement is made of
  is_synthetic: BOOLEAN, True for invented data; real and invented never mix in one value
today: true
function: pipelines.analysis.targets.target_progress
tables: [core.targets, core.target_milestones]
---*/
SELECT value_id, indicator_id, area_code, domain, category, frequency, period, basis, value,
  qualifier, status
FROM derived.indicator_values
WHERE indicator_id IN (SELECT indicator_id FROM core.targets)
ORDER BY value_id
