/*---
name: discrepancy_kinds
grain: one row a discrepancy that says something
description: >-
  What comes of each comparison: a contradiction where a pair of claims does not meet, a series where it changes
  plausibly, a repetition where it never does. Agreement is left out; so is a time at which nothing contradicts.
columns:
  discrepancy_id: ~
  kind: VARCHAR, contradiction, series or repetition
  mode: ~
  least_value: DECIMAL(38,9), Least of the claims that contradict (of all, in a series)
  greatest_value: DECIMAL(38,9), Greatest of them
  difference: DECIMAL(38,9), Greatest minus least
  relative_difference: DECIMAL(38,9), The difference as a share of the greatest
  cause_ids: VARCHAR[], Of a contradiction, the causes and hints that know why its claims may differ
  state: VARCHAR, Of a contradiction, explained (by a cause for each pair, or a question) or unexplained
---*/
WITH explaining AS (
  SELECT coalesce(list(DISTINCT cause_id), CAST([] AS VARCHAR[])) AS cause_ids
  FROM derived.cause_conditions WHERE explains
),
kinds AS (
  SELECT p.discrepancy_id, any_value(p.mode) AS mode,
    CASE
      WHEN bool_or(p.relation IN ('different', 'jump')) THEN 'contradiction'
      WHEN bool_and(p.relation = 'same') AND max(p.gap) > 0 THEN 'repetition'
      WHEN bool_or(p.relation = 'change') THEN 'series'
      ELSE 'agreement'
    END AS kind,
    bool_and(list_has_any(p.cause_ids, e.cause_ids)) FILTER (p.relation IN ('different', 'jump')) AS has_causes
  FROM derived.discrepancy_pairs p CROSS JOIN explaining e GROUP BY p.discrepancy_id
),
bounds AS (
  SELECT p.discrepancy_id, min(least(p.value, p.other_value)) AS least_value,
    max(greatest(p.value, p.other_value)) AS greatest_value,
    list_sort(list_distinct(flatten(list(p.cause_ids)))) AS cause_ids
  FROM derived.discrepancy_pairs p JOIN kinds k ON k.discrepancy_id = p.discrepancy_id
  WHERE k.kind <> 'contradiction' OR p.relation IN ('different', 'jump')
  GROUP BY p.discrepancy_id
)
SELECT k.discrepancy_id, k.kind, k.mode, b.least_value, b.greatest_value,
  b.greatest_value - b.least_value AS difference,
  CAST((b.greatest_value - b.least_value) / nullif(b.greatest_value, 0) AS DECIMAL(38,9)) AS relative_difference,
  CASE WHEN k.kind = 'contradiction' THEN b.cause_ids END AS cause_ids,
  CASE WHEN k.kind = 'contradiction' THEN CASE WHEN k.has_causes OR k.mode IN ('any', 'by_time')
    THEN 'explained' ELSE 'unexplained' END END AS state
FROM kinds k JOIN bounds b ON b.discrepancy_id = k.discrepancy_id
WHERE k.kind = 'contradiction' OR (k.kind <> 'agreement' AND k.mode <> 'time')
ORDER BY k.discrepancy_id
