/*---
name: credit_line_files
grain: one row a credit line, month's end and file
description: How far each file of a line had come, as known on that day.
columns:
  line_id: ~
  month_key: ~
  day: DATE, Last day of the month
  application_no: ~
  county: ~
  reached: INTEGER, Order of the last stage that it has passed; empty where it has passed none
  has_left: BOOLEAN, Whether it was rejected or withdrawn at any stage
  bank_rejected: BOOLEAN, Whether it was rejected at the bank or later
  requested_rial: DECIMAL(38,9), Amount that it asks for, rial
  approved_rial: DECIMAL(38,9), Amount approved by the bank, rial
  contract_rial: DECIMAL(38,9), Amount of its contract, rial
  paid_rial: DECIMAL(38,9), Amount paid, rial
  at_bank_since: DATE, Day on which it came to the bank
---*/
SELECT d.line_id, d.month_key, d.day, e.application_no, any_value(e.county) AS county,
  max(e.stage_order) FILTER (e.outcome = 'passed') AS reached,
  bool_or(e.outcome IN ('rejected', 'withdrawn')) AS has_left,
  bool_or(e.outcome = 'rejected' AND e.stage_order >= 5) AS bank_rejected,
  max(e.amount_rial) FILTER (e.outcome = 'passed' AND e.stage = 'registered') AS requested_rial,
  max(e.amount_rial) FILTER (e.outcome = 'passed' AND e.stage = 'approved_bank') AS approved_rial,
  max(e.amount_rial) FILTER (e.outcome = 'passed' AND e.stage = 'contracted') AS contract_rial,
  sum(e.amount_rial) FILTER (e.outcome = 'passed' AND e.stage = 'paid') AS paid_rial,
  min(e.day) FILTER (e.outcome = 'passed' AND e.stage = 'at_bank') AS at_bank_since
FROM derived.credit_days d JOIN derived.credit_events e ON e.line_id = d.line_id AND e.day <= d.day
GROUP BY d.line_id, d.month_key, d.day, e.application_no
