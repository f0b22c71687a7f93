/*---
name: commitments_told
grain: one row a commitment and delivery that tells it
description: >-
  What each delivery claims, with its days. The stage is what was done; whether time has passed is another matter. What
  an office says is one thing, whether evidence is named another.
columns:
  row_id: VARCHAR, The source row (delivery, sheet, row)
  commitment_id: VARCHAR, Key of the commitment
  role: VARCHAR, Role of who said it
  due_period: VARCHAR, By when, as told then
  state: VARCHAR, State as the office told it
  is_newest: BOOLEAN, Whether it is the newest claim of the commitment
  period: VARCHAR, Period of the delivery
  delivery_id: VARCHAR, Delivery
  sheet_name: VARCHAR, Sheet
  row_number: INTEGER, Row
  is_synthetic: BOOLEAN, True for invented data
  told_day: DATE, Last day of the delivery's period
  due_day: DATE, Last day of the due period; empty where no date was set
  evidence_day: DATE, Last day that the evidence may be of
  evidence_first_day: DATE, First day that the evidence may be of
  spoken_day: DATE, First day on which it may have been said
  told_month: VARCHAR, Last month of the delivery's period
  stage: VARCHAR, How far it came, whatever its date
rules:
  verifying: commitments.verifying_evidence
---*/
WITH staged AS (
  SELECT c.*, t.last_day AS told_day, d.last_day AS due_day, e.last_day AS evidence_day,
    e.first_day AS evidence_first_day, s.first_day AS spoken_day, p.last_month AS told_month,
    CASE
      WHEN c.state = 'dropped' THEN 'withdrawn'
      WHEN c.state = 'kept' AND NOT c.is_proven THEN 'cannot_be_judged'
      WHEN c.state = 'kept' AND (c.evidence_document IS NOT NULL OR c.evidence_kind IN ($verifying)) THEN 'kept'
      WHEN c.is_proven THEN 'evidence_delivered'
      WHEN c.state = 'under_way' THEN 'in_progress'
      WHEN c.state = 'overdue' THEN NULL
      WHEN c.owner_body IS NOT NULL THEN 'accepted'
      ELSE 'stated'
    END AS own_stage
  FROM core.commitments c
  LEFT JOIN reference.period_keys p ON p.period_key = c.period
  LEFT JOIN reference.period_keys u ON u.period_key = c.due_period
  LEFT JOIN reference.jalali_dates t ON t.jalali_date = p.last_month
  LEFT JOIN reference.jalali_dates d ON d.jalali_date = u.last_month
  LEFT JOIN reference.jalali_dates e ON e.jalali_date = c.evidence_on
  LEFT JOIN reference.jalali_dates s ON s.jalali_date = c.spoken_on
)
SELECT row_id, commitment_id, role, due_period, state, is_newest, period, delivery_id, sheet_name, row_number,
  is_synthetic, told_day, due_day, evidence_day, evidence_first_day, spoken_day, told_month,
  -- An office that tells "overdue" says nothing of what was done, so what was told before still holds.
  coalesce(own_stage, last_value(own_stage IGNORE NULLS) OVER earlier,
    CASE WHEN owner_body IS NULL THEN 'stated' ELSE 'accepted' END) AS stage
FROM staged
WINDOW earlier AS (
  PARTITION BY commitment_id, is_synthetic ORDER BY told_month, delivery_id, row_id
  ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
)
