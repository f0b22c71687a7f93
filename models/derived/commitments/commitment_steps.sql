/*---
name: commitment_steps
grain: one row a commitment and delivery that tells it
description: >-
  Each claim beside the one before. The state adds to the stage whether time had passed on the last day of the
  delivery's period. Between two deliveries several steps may lie; a change is allowed when steps of
  derived.commitment_transitions lead from one state to the other.
columns:
  row_id: ~
  commitment_id: ~
  role: ~
  due_period: ~
  state: ~
  is_newest: ~
  period: ~
  delivery_id: ~
  sheet_name: ~
  row_number: ~
  is_synthetic: ~
  due_day: ~
  evidence_first_day: ~
  told_month: ~
  stage: ~
  machine_state: VARCHAR, The stage, or overdue where its time had passed at the end of the period
  earlier_state: VARCHAR, State in the claim before
  step: BIGINT, Place among the claims
  change: VARCHAR, first, unchanged, allowed or not_allowed
  fault_ids: VARCHAR[], What is wrong with the claim
---*/
WITH RECURSIVE reach(origin, target) AS (
  SELECT from_state, to_state FROM derived.commitment_transitions
  UNION
  SELECT r.origin, t.to_state FROM reach r JOIN derived.commitment_transitions t ON t.from_state = r.target
),
placed AS (
  SELECT t.*, CASE WHEN t.stage IN ('stated', 'accepted', 'in_progress') AND t.due_day < t.told_day THEN 'overdue'
      ELSE t.stage END AS machine_state
  FROM derived.commitments_told t
),
followed AS (
  SELECT p.*, lag(machine_state) OVER claims AS earlier_state, lag(due_period) OVER claims AS earlier_due,
    row_number() OVER claims AS step
  FROM placed p
  WINDOW claims AS (PARTITION BY commitment_id, is_synthetic ORDER BY told_month, delivery_id, row_id)
),
changed AS (
  SELECT f.*,
    CASE
      WHEN f.step = 1 THEN 'first'
      WHEN f.earlier_state = f.machine_state THEN 'unchanged'
      WHEN r.origin IS NOT NULL THEN 'allowed'
      ELSE 'not_allowed'
    END AS change
  FROM followed f LEFT JOIN reach r ON r.origin = f.earlier_state AND r.target = f.machine_state
)
SELECT row_id, commitment_id, role, due_period, state, is_newest, period, delivery_id, sheet_name, row_number,
  is_synthetic, due_day, evidence_first_day, told_month, stage, machine_state, earlier_state, step, change,
  list_filter([
    CASE WHEN change = 'not_allowed' THEN 'transition_not_allowed' END,
    CASE WHEN stage = 'cannot_be_judged' THEN 'kept_without_evidence' END,
    CASE WHEN state = 'overdue' AND due_day IS NULL THEN 'overdue_without_due_date' END,
    CASE WHEN state = 'overdue' AND due_day >= told_day THEN 'overdue_before_due' END,
    CASE WHEN machine_state = 'overdue' AND state <> 'overdue' THEN 'overdue_not_told' END,
    CASE WHEN evidence_day < spoken_day THEN 'evidence_before_promise' END,
    CASE WHEN step > 1 AND due_period IS DISTINCT FROM earlier_due THEN 'due_date_moved' END
  ], lambda x: x IS NOT NULL) AS fault_ids
FROM changed
ORDER BY commitment_id, step
