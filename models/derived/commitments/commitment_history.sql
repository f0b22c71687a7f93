/*---
name: commitment_history
grain: one row a commitment and delivery that tells it
description: How a commitment came to where it stands, with what is wrong with each claim in words.
columns:
  commitment_id: ~
  step: INTEGER, Place among the claims
  period: ~
  told: VARCHAR, State as the office told it
  stage: ~
  machine_state: ~
  earlier_state: ~
  change: ~
  due_period: ~
  faults: VARCHAR, What is wrong with the claim
  faults_fa: VARCHAR, The same in words, Persian
  faults_en: VARCHAR, The same in words, English
  delivery_id: ~
  sheet_name: ~
  row_number: ~
  is_synthetic: ~
---*/
WITH said AS (
  SELECT s.row_id, string_agg(f.text_fa, '؛ ' ORDER BY list_position(s.fault_ids, f.fault_id)) AS faults_fa,
    string_agg(f.text_en, '; ' ORDER BY list_position(s.fault_ids, f.fault_id)) AS faults_en
  FROM derived.commitment_steps s JOIN derived.commitment_faults f ON list_contains(s.fault_ids, f.fault_id)
  GROUP BY s.row_id
)
SELECT s.commitment_id, CAST(s.step AS INTEGER) AS step, s.period, s.state AS told, s.stage, s.machine_state,
  s.earlier_state, s.change, s.due_period, nullif(array_to_string(s.fault_ids, ', '), '') AS faults, w.faults_fa,
  w.faults_en, s.delivery_id, s.sheet_name, s.row_number, s.is_synthetic
FROM derived.commitment_steps s LEFT JOIN said w ON w.row_id = s.row_id
ORDER BY s.commitment_id, s.step
