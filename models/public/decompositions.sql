/*---
name: decompositions
title:
  fa: اجزای تغییر
  en: What a change is made of
grain: one row a change of a whole, dimension, part and effect
key: [value_id, comparison, dimension, part, effect]
optional: [contribution, part_value_id, part_other_value_id, untold, reason]
codes: {comparison: [previous, year_before], effect: [change, within, mix, none], part_kind: [part, rest, refused], frequency: [A, Q], reason: [one_withheld, all_withheld, nothing_told, overlapping], status: [final, provisional, missing, suppressed, not_applicable]}
columns:
  value_id: The value of the whole
  comparison: previous (period) or year_before (the same quarter)
  dimension: county, domain, or the breakdown by which it is taken apart
  part: Area code, domain or category; empty for the rest and where refused
  effect: change of what is added up; of a ratio within (its own change at its mean weight) and mix (the change of its weight); none where refused
  part_kind: part, rest (what is not told of single parts) or refused
  other_value_id: The earlier value of the whole
  indicator_id: Indicator
  basis: Basis
  domain: Domain of the whole
  area_code: Area of the whole
  frequency: Q quarter or A year
  from_period: Earlier period
  period: Later period
  change: Change of the whole; of a ratio a difference of fractions
  contribution: What the part adds to it. All contributions of a value, comparison and dimension sum exactly to the change
  part_value_id: The part's later value
  part_other_value_id: The part's earlier value
  untold: How many parts are in the rest; 0 where it only holds what belongs to no part
  reason: Why it is refused. one_withheld (the rest would be one suppressed part), all_withheld, nothing_told (no part is known at both ends) or overlapping (the parts are more than the whole)
  status: final or provisional; where refused suppressed, missing or not_applicable
  is_synthetic: True for invented data; real and invented never mix in one value
---*/
SELECT value_id, comparison, dimension, part, effect, part_kind, other_value_id, indicator_id, basis, domain, area_code,
  frequency, from_period, period, change, contribution, part_value_id, part_other_value_id, untold, reason, status,
  is_synthetic
FROM derived.decompositions
ORDER BY value_id, comparison, dimension, part_kind, part, effect
