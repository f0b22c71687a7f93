/*---
name: compared_claims
grain: one row a discrepancy and claim
description: The claims of every comparison that says something, in the order of showing.
columns:
  discrepancy_id: ~
  claim_id: VARCHAR, The statement, or the value where the claim is one
  row_id: ~
  value_id: ~
  figure_id: ~
  indicator_id: ~
  area_code: ~
  domain: ~
  category: ~
  frequency: ~
  period: ~
  basis: ~
  value: ~
  unit: ~
  qualifier: ~
  status: ~
  kind: VARCHAR, stock, flow, cumulative or rank, as the indicator's header says, else the statement
  period_kind: ~
  instrument: ~
  role: ~
  as_of: ~
  source_fa: ~
  source_en: ~
  evidence_grade: ~
  ambiguity_fa: ~
  ambiguity_en: ~
  delivery_id: ~
  is_synthetic: ~
  month_end: ~
  grade_order: ~
  low: ~
  high: ~
  ordinal: BIGINT, Place in the set
  is_strongest: BOOLEAN, Whether no claim of the set is better documented; not whether it is true
  difference_from_strongest: DECIMAL(38,9), Value minus the best documented one; empty for that one
---*/
WITH placed AS (
  SELECT m.discrepancy_id, t.*, row_number() OVER (
      PARTITION BY m.discrepancy_id ORDER BY m.member, t.month_end, t.basis = 'reported' DESC, t.grade_order,
      t.figure_id, t.claim_id
    ) AS ordinal, t.grade_order = min(t.grade_order) OVER (PARTITION BY m.discrepancy_id) AS is_strongest
  FROM derived.discrepancy_members m
  JOIN derived.claims t ON t.claim_id = m.claim_id
  JOIN derived.discrepancy_kinds c ON c.discrepancy_id = m.discrepancy_id
)
SELECT p.*, CASE WHEN NOT p.is_strongest THEN p.value - s.value END AS difference_from_strongest
FROM placed p
LEFT JOIN (SELECT discrepancy_id, min_by(value, ordinal) AS value FROM placed WHERE is_strongest GROUP BY ALL) s
  ON s.discrepancy_id = p.discrepancy_id
ORDER BY p.discrepancy_id, p.ordinal
