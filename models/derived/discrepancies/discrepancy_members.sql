/*---
name: discrepancy_members
grain: one row a set of compared claims and claim
description: >-
  Which claims are compared with each other. A question binds its own together (any, by_time); the others are compared
  cell by cell, a cell being an indicator, area, domain and category. At one time (time) a statement stands beside a
  register of the same time, else the nearest one; over the years (chain) what was stated of a cell, the strongest
  evidence of each time.
columns:
  discrepancy_id: VARCHAR, Set of claims that belong together
  mode: VARCHAR, any or by_time (a question), time (a cell at one time) or chain (a cell over the years)
  member: INTEGER, Place of the claim's selector in the question; 1 in a cell
  claim_id: VARCHAR, Claim
rules: {near_months: discrepancies.near_months}
---*/
WITH asked AS (
  SELECT q.question_id AS discrepancy_id, q.mode, min(q.ordinal) AS ordinal, t.claim_id
  FROM derived.claims t
  JOIN derived.question_claims q ON q.indicator_id = t.indicator_id AND q.area_code = t.area_code
    AND q.domain = t.domain AND (q.category IS NULL OR q.category = t.category)
    AND (q.basis IS NULL OR q.basis = t.basis)
  WHERE NOT t.is_synthetic
  GROUP BY ALL
),
-- A stock of a year is the one at its end.
free AS (
  SELECT t.*, concat_ws('.', t.indicator_id, t.area_code, t.domain, nullif(t.category, '')) AS cell_id,
    t.period || CASE WHEN t.kind <> 'flow' AND t.frequency = 'A' THEN 'Q4' ELSE '' END AS time_key
  FROM derived.claims t
  WHERE NOT EXISTS (
    SELECT 1 FROM asked q JOIN derived.claims s ON s.claim_id = q.claim_id
    WHERE t.indicator_id = s.indicator_id AND t.area_code = s.area_code AND t.domain = s.domain
      AND t.category = s.category AND t.is_synthetic = s.is_synthetic
  )
),
stated AS (SELECT * FROM free WHERE basis = 'reported'),
-- A register of the same time, else the nearest; a flow only of the same period.
near AS (
  SELECT s.claim_id AS stated_id, t.claim_id, row_number() OVER (
      PARTITION BY s.indicator_id, s.area_code, s.domain, s.category, s.is_synthetic, s.time_key, t.basis
      ORDER BY abs(t.month_end - s.month_end), CASE WHEN t.frequency = s.frequency THEN 0 ELSE 1 END, t.month_end,
        s.claim_id, t.claim_id
    ) AS place
  FROM stated s
  JOIN free t ON t.basis <> 'reported' AND t.indicator_id = s.indicator_id AND t.area_code = s.area_code
    AND t.domain = s.domain AND t.category = s.category AND t.is_synthetic = s.is_synthetic
    AND CASE WHEN s.kind = 'flow' THEN t.frequency = s.frequency AND t.period = s.period
      ELSE abs(t.month_end - s.month_end) <= $near_months END
),
at_time AS (
  SELECT DISTINCT concat(s.cell_id, '.', s.time_key) AS discrepancy_id, s.claim_id FROM stated s
  UNION
  SELECT concat(s.cell_id, '.', s.time_key), n.claim_id
  FROM near n JOIN stated s ON s.claim_id = n.stated_id WHERE n.place = 1
),
strongest AS (
  SELECT s.*, row_number() OVER (
      PARTITION BY s.indicator_id, s.area_code, s.domain, s.category, s.is_synthetic,
        CASE WHEN s.kind = 'flow' THEN s.frequency ELSE '' END, s.month_end
      ORDER BY s.grade_order, s.figure_id, s.claim_id
    ) AS among
  FROM stated s
)
SELECT discrepancy_id, mode, ordinal AS member, claim_id FROM asked
UNION ALL
SELECT discrepancy_id, 'time', 1, claim_id FROM at_time
UNION ALL
SELECT cell_id || CASE WHEN kind = 'flow' AND frequency = 'Q' THEN '.Q' ELSE '' END, 'chain', 1, claim_id
FROM strongest WHERE among = 1
