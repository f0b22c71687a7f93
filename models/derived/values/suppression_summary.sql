/*---
name: suppression_summary
grain: one row an indicator and kind of area, and one for all of them
description: >-
  How many values are not published, in numbers only. Which are small and which only stand beside a small one is told for
  all together: of a single indicator without any of the second kind it would tell that each of its hidden values is
  under five.
columns:
  indicator_id: VARCHAR, Indicator; empty for all of them
  area_kind: VARCHAR, Kind of area; empty for all of them
  values_told: BIGINT, Values of indicators that count persons
  hidden: BIGINT, Values of these that are not published
  hidden_primary: BIGINT, Not published since they count too few persons; only for all together
  hidden_complementary: BIGINT, Not published since another one could be worked out from them; only for all together
  hidden_in_vain: BIGINT, Small counts that can be worked out all the same as nothing is left to hide; only for all together
---*/
WITH why AS (
  SELECT v.value_id, bool_or(h.why = 'primary') AS is_primary
  FROM derived.group_values v JOIN derived.hidden_groups h ON h.group_id = v.group_id AND h.hidden
  GROUP BY v.value_id
),
counted AS (
  SELECT m.indicator_id, coalesce(a.kind, '') AS area_kind, w.is_primary
  FROM derived.measured m
  LEFT JOIN reference.areas a ON a.area_code = m.area_code
  LEFT JOIN why w ON w.value_id = m.value_id
  WHERE m.disclosure = 'small_counts' AND m.basis <> 'reported'
)
SELECT indicator_id, area_kind, count(*) AS values_told, count(is_primary) AS hidden,
  CAST(NULL AS BIGINT) AS hidden_primary, CAST(NULL AS BIGINT) AS hidden_complementary,
  CAST(NULL AS BIGINT) AS hidden_in_vain
FROM counted GROUP BY indicator_id, area_kind
UNION ALL
SELECT '', '', count(*), count(is_primary), count(*) FILTER (is_primary), count(*) FILTER (NOT is_primary),
  (SELECT count(*) FILTER (is_known) FROM derived.hidden_groups)
FROM counted
ORDER BY indicator_id, area_kind
