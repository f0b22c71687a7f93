/*---
name: commitments
title:
  fa: تعهدها
  en: Commitments
grain: one row a commitment
key: [commitment_id]
optional: [action_en, target_low, target_high, target_unit, due_period, place_text, owner_body, evidence_fa, evidence_en, evidence_kind, evidence_document, evidence_on, note_fa, note_en, due_on, days_overdue, days_left, days_late, kept_in, faults]
codes: {stage: [stated, accepted, in_progress, evidence_delivered, kept, withdrawn, cannot_be_judged], standing: [kept, open, overdue, no_due_date, withdrawn, cannot_be_judged]}
columns:
  commitment_id: ~
  spoken_on: ~
  role: ~
  action_fa: ~
  action_en: ~
  target_low: ~
  target_high: ~
  target_unit: ~
  due_period: ~
  place_text: ~
  area_code: ~
  theme: ~
  state: ~
  stage: ~
  machine_state: ~
  standing: ~
  due_on: ~
  days_overdue: ~
  days_left: ~
  days_late: ~
  kept_in: ~
  claims: ~
  transitions_not_allowed: ~
  last_told_period: ~
  is_silent: ~
  faults: ~
  sentence_fa: ~
  sentence_en: ~
  owner_body: ~
  evidence_fa: ~
  evidence_en: ~
  evidence_kind: ~
  evidence_document: ~
  evidence_on: ~
  is_proven: ~
  note_fa: ~
  note_en: ~
  delivery_id: ~
  sheet_name: ~
  row_number: ~
  is_synthetic: ~
---*/
SELECT c.commitment_id, c.spoken_on, c.role, c.action_fa, c.action_en, c.target_low, c.target_high, c.target_unit,
  c.due_period, c.place_text, c.area_code, c.theme, c.state, j.stage, j.machine_state, j.standing, j.due_on,
  j.days_overdue, j.days_left, j.days_late, j.kept_in, j.claims, j.transitions_not_allowed, j.last_told_period,
  j.is_silent, j.faults, j.sentence_fa, j.sentence_en, c.owner_body, c.evidence_fa, c.evidence_en, c.evidence_kind,
  c.evidence_document, c.evidence_on, c.is_proven, c.note_fa, c.note_en, c.delivery_id, c.sheet_name, c.row_number,
  c.is_synthetic
FROM core.commitments AS c
INNER JOIN derived.commitments AS j ON j.row_id = c.row_id
WHERE c.is_newest
ORDER BY c.commitment_id
