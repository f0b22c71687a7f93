/*---
name: commitments
grain: one row a commitment
description: >-
  Where each commitment stands on the day of the build by its newest claim, in a sentence. Without a due date it is
  never overdue.
columns:
  row_id: ~
  commitment_id: ~
  role: ~
  stage: ~
  machine_state: VARCHAR, The stage, or overdue where its time has passed
  standing: VARCHAR, kept, open, overdue, no_due_date, withdrawn or cannot_be_judged, as of the day of the build
  due_on: VARCHAR, Last day of its due period (Jalali)
  days_overdue: INTEGER, Days since then, while it is overdue
  days_left: INTEGER, Days until then
  days_late: INTEGER, Of a kept one, days between the due date and its evidence
  kept_in: VARCHAR, Period of the delivery that first told it as kept, with evidence
  claims: INTEGER, Deliveries that tell it
  changes: INTEGER, Changes of state that the rules allow
  transitions_not_allowed: INTEGER, Changes of state that the rules do not allow
  last_told_period: VARCHAR, Period of the newest claim
  is_silent: BOOLEAN, Whether a newer list came without it
  faults: VARCHAR, What is wrong with the newest claim
  sentence_fa: VARCHAR, Where it stands, in Persian
  sentence_en: VARCHAR, Where it stands, in English
  is_synthetic: ~
function: pipelines.analysis.commitments.told_standings
---*/
WITH newest AS (
  SELECT h.*, CASE WHEN h.stage IN ('stated', 'accepted', 'in_progress') AND h.due_day < $today THEN 'overdue'
      ELSE h.stage END AS state_now
  FROM derived.commitment_steps h WHERE h.is_newest
),
seen AS (
  SELECT commitment_id, count(*) AS claims, min_by(period, step) FILTER (machine_state = 'kept') AS kept_in,
    count(*) FILTER (change = 'not_allowed') AS not_allowed, count(*) FILTER (change = 'allowed') AS changes
  FROM derived.commitment_steps GROUP BY commitment_id
),
latest AS (SELECT max(told_month) AS month FROM derived.commitment_steps)
SELECT n.row_id, n.commitment_id, n.role, n.stage, n.state_now AS machine_state,
  CASE
    WHEN n.state_now IN ('kept', 'withdrawn', 'cannot_be_judged', 'overdue') THEN n.state_now
    WHEN n.due_day IS NULL THEN 'no_due_date'
    ELSE 'open'
  END AS standing,
  d.jalali_date AS due_on, CASE WHEN n.state_now = 'overdue' THEN CAST($today - n.due_day AS INTEGER) END AS days_overdue,
  CASE WHEN n.state_now NOT IN ('kept', 'withdrawn', 'overdue') AND n.due_day >= $today
    THEN CAST(n.due_day - $today AS INTEGER) END AS days_left,
  CASE WHEN n.state_now = 'kept' AND n.evidence_first_day IS NOT NULL AND n.due_day IS NOT NULL
    THEN CAST(greatest(n.evidence_first_day - n.due_day, 0) AS INTEGER) END AS days_late,
  s.kept_in, s.claims, s.changes, s.not_allowed AS transitions_not_allowed, n.period AS last_told_period,
  n.told_month < l.month AS is_silent, nullif(array_to_string(n.fault_ids, ', '), '') AS faults, n.is_synthetic
FROM newest n
JOIN seen s ON s.commitment_id = n.commitment_id
CROSS JOIN latest l
LEFT JOIN reference.jalali_dates d ON d.first_day = n.due_day AND length(d.jalali_date) = 10
ORDER BY n.commitment_id
