/*---
name: requirements
grain: one row a target for the whole, and one a county (and the rest) among which it is apportioned
description: >-
  What is missing to each target, the rate that is required in the time that is left, and when it is reached at the
  present rate. For a ratio it is said in what is counted (licences, not percentage points), its denominator as last
  measured. A flow, and a share of flows, has to reach its level within the target's period, and of the year that runs
  what remains; anything else has to gain what is missing. What is said of the pace agrees with the state of the target.
  Where counties make up the whole, what is missing is apportioned among them, so that the parts of every number sum
  exactly to it. The query asks the values of the indicators that have a target, those of counties with their names.
columns:
  target_id: ~
  part: VARCHAR, whole, share (of a county) or rest (of the area)
  area_code: ~
  state: VARCHAR, needed, reached, missed (its date has passed) or unmeasured
  unit: VARCHAR, What is counted; of a ratio the unit of its numerator
  current_value: DECIMAL(38,9), Where it stands, in what is counted
  goal_value: DECIMAL(38,9), Where it has to be, the denominator of a ratio as last measured
  need: DECIMAL(38,9), What is missing, rounded up; of a flow what has still to come within the target’s period
  quarters_left: INTEGER, Full quarters from the day of the build to the target
  months_left: INTEGER, Full Jalali months
  weeks_left: INTEGER, Full weeks
  per_quarter: DECIMAL(38,9), Required rate a quarter, rounded up; empty where less than one falls on each
  per_month: DECIMAL(38,9), Required rate a month, rounded up; empty where less than one falls on each
  per_week: DECIMAL(38,9), Required rate a week, rounded up; empty where less than one falls on each
  rate_quarter: DECIMAL(38,9), Present rate a quarter (mean of the last year); empty where the measurement is too old
  best_quarter: DECIMAL(38,9), Best rate a quarter so far
  best_period: VARCHAR, When that was
  at_this_rate: "VARCHAR, When it is reached at the present rate: reached, period, never, slower (on its path, and the last year brought too little) or unknown"
  reached_period: VARCHAR, Period in which the target is reached at the present rate
  period: VARCHAR, Period of the measurement; of a share that of the counties’ figures
  age_months: ~
  is_stale: BOOLEAN, Whether the measurement is too old to say where the target stands
  basis: VARCHAR, Basis of the measurement; of a share that of the counties’ figures, by which it is apportioned
  sentence_fa: VARCHAR, In words, Persian
  sentence_en: VARCHAR, In words, English
  value_ids: ~
  is_synthetic: BOOLEAN, True for invented data; real and invented never mix in one value
function: pipelines.analysis.requirements.requirements
tables: [derived.target_progress, reference.codes, reference.units]
---*/
SELECT v.value_id, v.indicator_id, v.area_code, v.domain, v.category, v.frequency, v.period, v.basis, v.value,
  v.numerator, v.denominator, v.is_synthetic, a.kind AS area_kind, a.parent_code, a.name_fa, a.name_en
FROM derived.indicator_values v LEFT JOIN reference.areas a ON a.area_code = v.area_code
WHERE v.indicator_id IN (SELECT indicator_id FROM core.targets)
ORDER BY v.value_id
