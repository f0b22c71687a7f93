/*---
name: listed_parts
grain: one row a change of a whole, dimension and part that is told, or the rest
description: The parts of which the change is told, and the rest as one more, left out where it is nothing.
columns:
  whole_id: ~
  comparison: ~
  dimension: VARCHAR, county, domain, or the breakdown by which it is taken apart
  part: VARCHAR, Area code, domain or category; empty for the rest
  part_kind: VARCHAR, part or rest (what is not told of single parts)
  value_id: VARCHAR, Later value of the part; empty for the rest
  other_value_id: VARCHAR, Earlier value of the part; empty for the rest
  from_number: DECIMAL(38,9), Earlier value; of a ratio its numerator
  to_number: DECIMAL(38,9), Later value; of a ratio its numerator
  from_denominator: DECIMAL(38,9), Earlier denominator
  to_denominator: DECIMAL(38,9), Later denominator
  untold: BIGINT, How many parts are in the rest; 0 where it only holds what belongs to no part
  is_provisional: BOOLEAN, Whether the part is provisional at one end
---*/
SELECT t.value_id AS whole_id, t.comparison, t.dimension, p.part, 'part' AS part_kind, p.value_id, p.other_value_id,
  p.from_number, p.to_number, p.from_denominator, p.to_denominator, CAST(NULL AS BIGINT) AS untold,
  p.is_provisional
FROM derived.taken_apart t
JOIN derived.changed_parts p ON p.whole_id = t.value_id AND p.comparison = t.comparison AND p.dimension = t.dimension
WHERE t.reason IS NULL AND p.is_told
UNION ALL
SELECT value_id, comparison, dimension, '', 'rest', NULL, NULL, rest_from, rest_to, rest_from_denominator,
  rest_to_denominator, untold, false
FROM derived.taken_apart
WHERE reason IS NULL AND (untold > 0 OR rest_from <> 0 OR rest_to <> 0 OR rest_from_denominator <> 0
  OR rest_to_denominator <> 0)
