/*---
name: ratio_effects
grain: one row a change of a ratio, dimension and part
description: >-
  What each part adds to the change of a ratio: within itself, and by the mix of the parts. Both are computed as
  fractions and rounded so that they sum exactly to the change.
columns:
  whole_id: ~
  comparison: ~
  dimension: ~
  part: ~
  within: DECIMAL(38,9), Change of its own ratio at its mean weight
  mix: DECIMAL(38,9), Change of its weight by how far its mean ratio lies from that of the whole
function: pipelines.analysis.decompositions.ratio_effects
---*/
SELECT t.value_id AS whole_id, t.comparison, t.dimension, l.part, t.change, t.from_number AS whole_from,
  t.to_number AS whole_to, t.from_denominator AS whole_from_denominator, t.to_denominator AS whole_to_denominator,
  l.from_number, l.to_number, l.from_denominator, l.to_denominator
FROM derived.taken_apart t
JOIN derived.listed_parts l ON l.whole_id = t.value_id AND l.comparison = t.comparison AND l.dimension = t.dimension
WHERE t.is_ratio AND t.reason IS NULL
ORDER BY t.value_id, t.comparison, t.dimension, l.part = '', l.part
