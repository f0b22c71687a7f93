/*---
name: requirements
title:
  fa: آنچه هدف‌ها می‌خواهند
  en: What the targets would take
grain: one row a target for the whole, and one a county (and the rest) among which it is apportioned
from: derived.requirements
key: [target_id, part, area_code]
optional: [unit, current_value, goal_value, need, quarters_left, months_left, weeks_left, per_quarter, per_month, per_week, rate_quarter, best_quarter, best_period, at_this_rate, reached_period, period, age_months, basis, value_ids]
codes: {part: [whole, share, rest], state: [needed, reached, missed, unmeasured], at_this_rate: [reached, period, never, slower, unknown]}
---*/
