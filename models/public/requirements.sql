/*---
name: requirements
title:
  fa: آنچه هدف‌ها می‌خواهند
  en: What the targets would take
grain: one row a target for the whole, and one a county (and the rest) among which it is shared out
key: [target_id, part, area_code]
optional: [unit, current_value, goal_value, need, quarters_left, months_left, weeks_left, per_quarter, per_month, per_week, pace_quarter, best_quarter, best_period, at_this_pace, reached_period, period, basis, value_ids]
codes: {part: [whole, share, rest], state: [needed, reached, past, unmeasured]}
columns:
  target_id: Target
  part: whole, share (of a county) or rest (of the area)
  area_code: Area
  state: needed, reached, past (its period is over) or unmeasured
  unit: What is counted; of a ratio the unit of its numerator
  current_value: Where it stands, in what is counted
  goal_value: Where it has to be, the denominator of a ratio as last measured
  need: What is missing, rounded up
  quarters_left: Full quarters from the day of the judgement to the target
  months_left: Full Jalali months
  weeks_left: Full weeks
  per_quarter: Needed a quarter, rounded up; empty where less than one falls on each
  per_month: Needed a month, rounded up; empty where less than one falls on each
  per_week: Needed a week, rounded up; empty where less than one falls on each
  pace_quarter: Present pace a quarter (mean of the last year)
  best_quarter: Best pace a quarter so far
  best_period: When that was
  at_this_pace: reached, period, never or unknown
  reached_period: Period in which the target is reached at the present pace
  period: Period of the measurement; of a share that of the counties’ figures
  basis: Basis of the measurement; of a share that of the counties’ figures, by which it is shared out
  sentence_fa: In words, Persian
  sentence_en: In words, English
  value_ids: Values that the measurement is made of
  is_synthetic: True for invented data; real and invented never mix in one value
---*/
SELECT target_id, part, area_code, state, unit, current_value, goal_value, need, quarters_left, months_left,
  weeks_left, per_quarter, per_month, per_week, pace_quarter, best_quarter, best_period, at_this_pace,
  reached_period, period, basis, sentence_fa, sentence_en, value_ids, is_synthetic
FROM derived.requirements
ORDER BY target_id, part DESC, area_code
