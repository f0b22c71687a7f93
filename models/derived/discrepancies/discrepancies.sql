/*---
name: discrepancies
grain: one row a set of claims that differ, form a series, or never change
description: >-
  What each discrepancy says, in words, and its place in the order of showing: contradictions first, in each kind the
  questions of people, then what nobody explains, the newest and the largest.
columns:
  discrepancy_id: VARCHAR, Set of claims; each is a row of discrepancy_claims
  kind: VARCHAR, contradiction, series or repetition
  state: VARCHAR, Of a contradiction, explained or unexplained
  importance: INTEGER, Place in the order of showing, 1 first
  title_fa: VARCHAR, What is told, in Persian
  title_en: VARCHAR, What is told, in English
  claims: INTEGER, How many claims
  first_period: VARCHAR, Period of the earliest
  last_period: VARCHAR, Period of the latest
  least_value: ~
  greatest_value: ~
  difference: ~
  relative_difference: ~
  unit: ~
  strongest_grade: VARCHAR, Best grade of evidence among the claims
  causes: VARCHAR, Rules that know why they may differ
  explanation_fa: VARCHAR, Why they may differ, in Persian
  explanation_en: VARCHAR, Why they may differ, in English
  sentence_fa: VARCHAR, In words, Persian
  sentence_en: VARCHAR, In words, English
  is_synthetic: BOOLEAN, True for invented data
function: pipelines.analysis.discrepancies.discrepancies.discrepancies
tables: [derived.compared_claims, derived.titles]
---*/
WITH claimed AS (
  SELECT discrepancy_id, CAST(count(*) AS INTEGER) AS claims, first(period ORDER BY month_end, period) AS first_period,
    last(period ORDER BY month_end, period) AS last_period, first(unit ORDER BY ordinal) AS unit,
    first(evidence_grade ORDER BY grade_order, ordinal) AS strongest_grade, bool_or(is_synthetic) AS is_synthetic
  FROM derived.compared_claims GROUP BY ALL
),
reasons AS (
  SELECT c.discrepancy_id, string_agg(k.cause_id, ', ' ORDER BY k.place) AS causes
  FROM derived.discrepancy_kinds c
  JOIN (SELECT DISTINCT cause_id, place FROM derived.cause_conditions) k ON list_contains(c.cause_ids, k.cause_id)
  GROUP BY ALL
)
SELECT c.*, t.claims, t.first_period, t.last_period, t.unit, t.strongest_grade, r.causes, t.is_synthetic,
  CAST(row_number() OVER (
    ORDER BY CASE c.kind WHEN 'contradiction' THEN 0 WHEN 'repetition' THEN 1 ELSE 2 END, q.place NULLS LAST,
      c.state IS DISTINCT FROM 'unexplained', left(t.last_period, 4) DESC, coalesce(c.relative_difference, 0) DESC,
      c.discrepancy_id
  ) AS INTEGER) AS importance
FROM derived.discrepancy_kinds c
JOIN claimed t ON t.discrepancy_id = c.discrepancy_id
LEFT JOIN reasons r ON r.discrepancy_id = c.discrepancy_id
LEFT JOIN (SELECT DISTINCT question_id, place FROM derived.question_claims) q ON q.question_id = c.discrepancy_id
ORDER BY c.discrepancy_id
