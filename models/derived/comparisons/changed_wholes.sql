/*---
name: changed_wholes
grain: one row a whole and comparison in which it changed
description: >-
  The changes that can be taken apart: of what the roll-up adds up and of which parts are known. What the two ends
  count stands beside them; of a ratio that is the numerator.
columns:
  value_id: VARCHAR, Later value of the whole
  comparison: VARCHAR, previous (period) or year_before (the same quarter)
  other_value_id: VARCHAR, Earlier value of the whole
  indicator_id: ~
  basis: VARCHAR, register, customs, suitcase
  domain: VARCHAR, Domain of the whole
  area_code: VARCHAR, Area of the whole
  frequency: ~
  from_period: VARCHAR, Earlier period
  period: VARCHAR, Later period
  is_ratio: BOOLEAN, Whether the indicator is a ratio
  unit: VARCHAR, Unit of the whole
  change: DECIMAL(38,9), Change of the whole; of a ratio a difference of fractions
  from_number: DECIMAL(38,9), Earlier value; of a ratio its numerator
  to_number: DECIMAL(38,9), Later value; of a ratio its numerator
  from_denominator: DECIMAL(38,9), Earlier denominator
  to_denominator: DECIMAL(38,9), Later denominator
  is_provisional: BOOLEAN, Whether one of the two is provisional
  is_synthetic: BOOLEAN, True for invented data
---*/
SELECT c.value_id, c.comparison, c.other_value_id, t.indicator_id, t.basis, t.domain, t.area_code, t.frequency,
  f.period AS from_period, t.period, k.kind = 'ratio' AS is_ratio, t.unit,
  CAST(t.value - f.value AS DECIMAL(38,9)) AS change,
  CASE WHEN k.kind = 'ratio' THEN f.numerator ELSE f.value END AS from_number,
  CASE WHEN k.kind = 'ratio' THEN t.numerator ELSE t.value END AS to_number,
  f.denominator AS from_denominator, t.denominator AS to_denominator, c.status = 'provisional' AS is_provisional,
  t.is_synthetic
FROM derived.indicator_changes c
JOIN derived.indicator_values t ON t.value_id = c.value_id
JOIN derived.indicator_values f ON f.value_id = c.other_value_id
JOIN derived.indicator_facts k ON k.indicator_id = t.indicator_id
JOIN derived.rollups r ON r.indicator_id = t.indicator_id AND r.basis = t.basis
WHERE c.comparison IN ('previous', 'year_before') AND c.change IS NOT NULL AND t.breakdown = '' AND t.category = ''
  AND k.kind IN ('stock', 'flow', 'cumulative', 'ratio')
  AND c.value_id IN (SELECT whole_id FROM derived.parts_of_wholes)
