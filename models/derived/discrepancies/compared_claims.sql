/*---
name: compared_claims
grain: one row a discrepancy and claim
description: The claims of every comparison that says something, in the order of showing.
columns:
  discrepancy_id: VARCHAR, Set of claims that belong together
  claim_id: VARCHAR, The statement, or the value where the claim is one
  row_id: VARCHAR, The statement, where the claim is one
  value_id: VARCHAR, The measured value, where the claim is one
  figure_id: VARCHAR, Number of the figure in its document
  indicator_id: VARCHAR, Indicator
  area_code: VARCHAR, Area
  domain: VARCHAR, Domain
  category: VARCHAR, Kind within the indicator
  frequency: VARCHAR, Q or A
  period: VARCHAR, Period
  basis: VARCHAR, Basis
  value: DECIMAL(38,9), What is claimed
  unit: VARCHAR, Unit
  qualifier: VARCHAR, exact, about, more_than …
  status: VARCHAR, Status of the value
  kind: VARCHAR, stock, flow, cumulative or rank, as the indicator's header says, else the statement
  period_kind: VARCHAR, The same, as the statement says
  instrument: VARCHAR, Licence, list or index that it speaks of
  role: VARCHAR, Role of who stated it
  as_of: VARCHAR, When it was said to be so (partial Jalali date)
  source_fa: VARCHAR, Source in Persian
  source_en: VARCHAR, Source in English
  evidence_grade: VARCHAR, Grade of the evidence
  ambiguity_fa: VARCHAR, What can be misread, in Persian
  ambiguity_en: VARCHAR, What can be misread, in English
  delivery_id: VARCHAR, Delivery of the statement
  is_synthetic: BOOLEAN, True for invented data; real and invented are never compared
  month_end: INTEGER, Last month of its period, counted in months
  grade_order: INTEGER, Place of the grade of evidence, the strongest the lowest; 99 where there is none
  low: DECIMAL(38,9), Least that the truth may be by what was said
  high: DECIMAL(38,9), Greatest that the truth may be by what was said
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
