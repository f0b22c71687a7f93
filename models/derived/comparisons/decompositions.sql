/*---
name: decompositions
grain: one row a change of a whole, dimension, part and effect
description: >-
  What a change is made of, by county, by the categories of a breakdown, by domain. The effect of what is added up is
  the change; a ratio has two, within and mix. The contributions sum exactly to the change of the published whole. A
  refused decomposition is one row with its reason. All is made of published values, so whatever stands here could be
  computed from them by anyone.
columns:
  value_id: VARCHAR, The value of the whole
  comparison: ~
  dimension: ~
  part: VARCHAR, Area code, domain or category; empty for the rest and where refused
  effect: VARCHAR, change of what is added up; of a ratio within (its own change at its mean weight) and mix (the change of its weight); none where refused
  part_kind: VARCHAR, part, rest (what is not told of single parts) or refused
  other_value_id: VARCHAR, The earlier value of the whole
  indicator_id: ~
  basis: VARCHAR, Basis
  domain: ~
  area_code: ~
  frequency: ~
  from_period: ~
  period: ~
  change: DECIMAL(38,9), Change of the whole, in change_unit
  change_unit: VARCHAR, Unit of change and contribution; of shares percentage_points, else that of the values
  contribution: DECIMAL(38,9), What the part adds to it. All contributions of a value, comparison and dimension sum exactly to the change
  part_value_id: VARCHAR, The part's later value
  part_other_value_id: VARCHAR, The part's earlier value
  untold: BIGINT, How many parts are in the rest; 0 where it only holds what belongs to no part
  reason: VARCHAR, Why it is refused. one_withheld (the rest would be one suppressed part), all_withheld, nothing_told (no part is known at both ends) or overlapping (the parts are more than the whole)
  status: VARCHAR, final or provisional; where refused suppressed, missing or not_applicable
  is_synthetic: BOOLEAN, True for invented data; real and invented never mix in one value
---*/
WITH effects AS (
  SELECT l.whole_id, l.comparison, l.dimension, l.part, 'change' AS effect,
    CAST(l.to_number - l.from_number AS DECIMAL(38,9)) AS contribution
  FROM derived.listed_parts l
  JOIN derived.changed_wholes w ON w.value_id = l.whole_id AND w.comparison = l.comparison
  WHERE NOT w.is_ratio
  UNION ALL
  SELECT whole_id, comparison, dimension, part, 'within', within FROM derived.ratio_effects
  UNION ALL
  SELECT whole_id, comparison, dimension, part, 'mix', mix FROM derived.ratio_effects
),
listed AS (
  SELECT t.value_id, t.comparison, t.dimension, l.part, e.effect, l.part_kind, t.other_value_id, t.indicator_id, t.basis,
    t.domain, t.area_code, t.frequency, t.from_period, t.period, t.change, t.unit AS change_unit, e.contribution, l.value_id AS part_value_id,
    l.other_value_id AS part_other_value_id, l.untold, CAST(NULL AS VARCHAR) AS reason,
    CASE WHEN t.is_provisional OR l.is_provisional THEN 'provisional' ELSE 'final' END AS status, t.is_synthetic
  FROM derived.taken_apart t
  JOIN derived.listed_parts l ON l.whole_id = t.value_id AND l.comparison = t.comparison AND l.dimension = t.dimension
  JOIN effects e ON e.whole_id = l.whole_id AND e.comparison = l.comparison AND e.dimension = l.dimension
    AND e.part = l.part
  UNION ALL
  SELECT value_id, comparison, dimension, '', 'none', 'refused', other_value_id, indicator_id, basis, domain, area_code,
    frequency, from_period, period, change, unit, NULL, NULL, NULL, untold, reason,
    CASE reason WHEN 'overlapping' THEN 'not_applicable' WHEN 'nothing_told' THEN 'missing' ELSE 'suppressed' END,
    is_synthetic
  FROM derived.taken_apart WHERE reason IS NOT NULL
)
-- Computing goes by fractions; what is told is told as indicator_changes tells it. A hundredfold stays exact.
SELECT * REPLACE (
  CAST(CASE WHEN change_unit = 'share' THEN change * 100 ELSE change END AS DECIMAL(38,9)) AS change,
  CASE WHEN change_unit = 'share' THEN 'percentage_points' ELSE change_unit END AS change_unit,
  CAST(CASE WHEN change_unit = 'share' THEN contribution * 100 ELSE contribution END AS DECIMAL(38,9)) AS contribution
)
FROM listed ORDER BY value_id, comparison, dimension, part_kind, part, effect
