/*---
name: taken_apart
grain: one row a change of a whole and dimension
description: >-
  Whether a change can be told by its parts, and what they leave. What is not told of a part at both ends goes into
  one remainder, the rest; where that holds one suppressed part alone it would tell it, and the decomposition is
  refused. Where the parts are more than the whole they overlap, and are no decomposition.
columns:
  value_id: VARCHAR, Later value of the whole
  comparison: ~
  other_value_id: VARCHAR, Earlier value of the whole
  indicator_id: ~
  basis: ~
  domain: ~
  area_code: ~
  frequency: ~
  from_period: ~
  period: ~
  is_ratio: ~
  unit: ~
  change: ~
  from_number: DECIMAL(38,9), Earlier value of the whole; of a ratio its numerator
  to_number: DECIMAL(38,9), Later value of the whole; of a ratio its numerator
  from_denominator: DECIMAL(38,9), Earlier denominator of the whole
  to_denominator: DECIMAL(38,9), Later denominator of the whole
  is_provisional: BOOLEAN, Whether one of the two is provisional
  is_synthetic: ~
  dimension: VARCHAR, county, domain, or the breakdown by which it is taken apart
  untold: BIGINT, How many parts are not known at both ends
  rest_from: DECIMAL(38,9), What the told parts leave of the earlier value; of a ratio of its numerator
  rest_to: DECIMAL(38,9), What they leave of the later value; of a ratio of its numerator
  rest_from_denominator: DECIMAL(38,9), What they leave of the earlier denominator
  rest_to_denominator: DECIMAL(38,9), What they leave of the later denominator
  reason: VARCHAR, Why it is refused; empty where it is not
---*/
WITH summed AS (
  SELECT whole_id, comparison, dimension, count(*) FILTER (is_told) AS told, count(*) FILTER (NOT is_told) AS untold,
    count(*) FILTER (NOT is_told AND is_suppressed) AS withheld,
    coalesce(sum(from_number), 0) AS all_from, coalesce(sum(to_number), 0) AS all_to,
    coalesce(sum(from_denominator), 0) AS all_from_denominator, coalesce(sum(to_denominator), 0) AS all_to_denominator,
    coalesce(sum(from_number) FILTER (is_told), 0) AS told_from, coalesce(sum(to_number) FILTER (is_told), 0) AS told_to,
    coalesce(sum(from_denominator) FILTER (is_told), 0) AS told_from_denominator,
    coalesce(sum(to_denominator) FILTER (is_told), 0) AS told_to_denominator
  FROM derived.changed_parts GROUP BY ALL
)
SELECT w.*, s.dimension, s.untold, CAST(w.from_number - s.told_from AS DECIMAL(38,9)) AS rest_from,
  CAST(w.to_number - s.told_to AS DECIMAL(38,9)) AS rest_to,
  CAST(w.from_denominator - s.told_from_denominator AS DECIMAL(38,9)) AS rest_from_denominator,
  CAST(w.to_denominator - s.told_to_denominator AS DECIMAL(38,9)) AS rest_to_denominator,
  CASE
    WHEN s.withheld = 1 THEN 'one_withheld'
    WHEN s.told = 0 AND s.withheld > 0 THEN 'all_withheld'
    WHEN s.told = 0 THEN 'nothing_told'
    WHEN s.all_from > w.from_number OR s.all_to > w.to_number OR (w.is_ratio
      AND (s.all_from_denominator > w.from_denominator OR s.all_to_denominator > w.to_denominator)) THEN 'overlapping'
  END AS reason
FROM summed s JOIN derived.changed_wholes w ON w.value_id = s.whole_id AND w.comparison = s.comparison
