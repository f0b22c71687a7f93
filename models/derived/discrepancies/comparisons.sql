/*---
name: comparisons
grain: one row a comparison of claims that differ, form a series, or never change
description: >-
  What each comparison says, in words, and its place in the order of showing: contradictions first, in each kind the
  questions of people, then what nobody explains, the newest and the largest.
columns:
  comparison_id: VARCHAR, Set of tellings; they stand in contradictions
  kind: VARCHAR, contradiction, series or repetition
  state: VARCHAR, Of a contradiction, explained or unexplained
  importance: INTEGER, Place in the order of showing, 1 first
  title_fa: VARCHAR, What is told, in Persian
  title_en: VARCHAR, What is told, in English
  tellings: INTEGER, How many tellings
  first_period: VARCHAR, Period of the earliest
  last_period: VARCHAR, Period of the latest
  least_value: DECIMAL(38,9), Least of the tellings that contradict (of all, in a series)
  greatest_value: DECIMAL(38,9), Greatest of them
  difference: DECIMAL(38,9), Greatest minus least
  relative_difference: DECIMAL(38,9), The difference as a share of the greatest
  unit: VARCHAR, Unit
  strongest_grade: VARCHAR, Best grade of evidence among the tellings
  causes: VARCHAR, Rules that know why they may differ
  explanation_fa: VARCHAR, Why they may differ, in Persian
  explanation_en: VARCHAR, Why they may differ, in English
  sentence_fa: VARCHAR, In words, Persian
  sentence_en: VARCHAR, In words, English
  is_synthetic: BOOLEAN, True for invented data
function: pipelines.analysis.discrepancies.comparisons.comparisons
tables: [derived.ledger, derived.titles]
---*/
WITH claimed AS (
  SELECT comparison_id, CAST(count(*) AS INTEGER) AS tellings, first(period ORDER BY month_end, period) AS first_period,
    last(period ORDER BY month_end, period) AS last_period, first(unit ORDER BY ordinal) AS unit,
    first(evidence_grade ORDER BY grade_order, ordinal) AS strongest_grade, bool_or(is_synthetic) AS is_synthetic
  FROM derived.ledger GROUP BY ALL
),
reasons AS (
  SELECT c.comparison_id, string_agg(k.cause_id, ', ' ORDER BY k.place) AS causes
  FROM derived.compared c
  JOIN (SELECT DISTINCT cause_id, place FROM derived.cause_conditions) k ON list_contains(c.cause_ids, k.cause_id)
  GROUP BY ALL
)
SELECT c.*, t.tellings, t.first_period, t.last_period, t.unit, t.strongest_grade, r.causes, t.is_synthetic,
  CAST(row_number() OVER (
    ORDER BY CASE c.kind WHEN 'contradiction' THEN 0 WHEN 'repetition' THEN 1 ELSE 2 END, q.place NULLS LAST,
      c.state IS DISTINCT FROM 'unexplained', left(t.last_period, 4) DESC, coalesce(c.relative_difference, 0) DESC,
      c.comparison_id
  ) AS INTEGER) AS importance
FROM derived.compared c
JOIN claimed t ON t.comparison_id = c.comparison_id
LEFT JOIN reasons r ON r.comparison_id = c.comparison_id
LEFT JOIN (SELECT DISTINCT question_id, place FROM derived.question_claims) q ON q.question_id = c.comparison_id
ORDER BY c.comparison_id
