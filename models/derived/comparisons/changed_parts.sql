/*---
name: changed_parts
grain: one row a change of a whole, dimension and part
description: What a part counts at both ends of the change of its whole. It is told if it is known at both.
columns:
  whole_id: VARCHAR, Later value of the whole
  comparison: ~
  dimension: ~
  part: ~
  value_id: VARCHAR, Later value of the part
  other_value_id: VARCHAR, Earlier value of the part
  from_number: DECIMAL(38,9), Earlier value, where it is known; of a ratio its numerator
  to_number: DECIMAL(38,9), Later value, where it is known; of a ratio its numerator
  from_denominator: DECIMAL(38,9), Earlier denominator, where it is known
  to_denominator: DECIMAL(38,9), Later denominator, where it is known
  is_told: BOOLEAN, Whether it is known at both ends
  is_suppressed: BOOLEAN, Whether it is suppressed at one end
  is_provisional: BOOLEAN, Whether it is provisional at one end
---*/
WITH ends AS (
  SELECT w.value_id AS whole_id, w.comparison, w.is_ratio, p.dimension, p.part, p.value_id, p.value, p.numerator,
    p.denominator, p.status, p.is_alike, true AS is_to
  FROM derived.changed_wholes w JOIN derived.parts_of_wholes p ON p.whole_id = w.value_id
  UNION ALL
  SELECT w.value_id, w.comparison, w.is_ratio, p.dimension, p.part, p.value_id, p.value, p.numerator,
    p.denominator, p.status, p.is_alike, false
  FROM derived.changed_wholes w JOIN derived.parts_of_wholes p ON p.whole_id = w.other_value_id
),
numbered AS (
  SELECT *, CASE WHEN is_ratio THEN numerator ELSE value END AS number,
    is_alike AND CASE WHEN is_ratio THEN numerator IS NOT NULL AND denominator IS NOT NULL ELSE value IS NOT NULL END
      AS is_known
  FROM ends
)
SELECT whole_id, comparison, dimension, part,
  max(value_id) FILTER (is_to) AS value_id, max(value_id) FILTER (NOT is_to) AS other_value_id,
  max(number) FILTER (NOT is_to AND is_known) AS from_number, max(number) FILTER (is_to AND is_known) AS to_number,
  max(denominator) FILTER (NOT is_to AND is_known) AS from_denominator,
  max(denominator) FILTER (is_to AND is_known) AS to_denominator,
  count(*) FILTER (is_known) = 2 AS is_told, bool_or(status = 'suppressed') AS is_suppressed,
  bool_or(status = 'provisional') AS is_provisional
FROM numbered GROUP BY ALL
