/*---
name: commitment_history
title:
  fa: سرگذشت تعهدها
  en: History of commitments
grain: one row a commitment and delivery that tells it
key: [commitment_id, step]
optional: [earlier_state, due_period, faults, faults_fa, faults_en]
codes: {change: [first, unchanged, allowed, not_allowed]}
columns:
  commitment_id: Key of the commitment
  step: Place among the tellings
  period: Period of the delivery
  told: State as the office told it
  stage: How far it came, whatever its date
  machine_state: The stage, or overdue where its time had passed at the end of the period
  earlier_state: State in the telling before
  change: first, unchanged, allowed or not_allowed
  due_period: By when, as told then
  faults: What is wrong with the telling
  faults_fa: The same in words, Persian
  faults_en: The same in words, English
  delivery_id: Delivery
  sheet_name: Sheet
  row_number: Row
  is_synthetic: True for invented data
---*/
SELECT commitment_id, step, period, told, stage, machine_state, earlier_state, change, due_period, faults, faults_fa,
  faults_en, delivery_id, sheet_name, row_number, is_synthetic
FROM derived.commitment_history
ORDER BY commitment_id, step
