/*---
name: commitments
title:
  fa: تعهدها
  en: Commitments
grain: one row a commitment
key: [commitment_id]
optional: [target_low, target_high, target_unit, due_period, place_text, owner_body, evidence_fa, evidence_en, evidence_kind, evidence_document, evidence_on, note_fa, note_en]
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
SELECT commitment_id, spoken_on, role, action_fa, action_en, target_low, target_high, target_unit, due_period,
  place_text, area_code, theme, state, owner_body, evidence_fa, evidence_en, evidence_kind, evidence_document,
  evidence_on, is_proven, note_fa, note_en, delivery_id, sheet_name, row_number, is_synthetic
FROM core.commitments
WHERE is_newest
ORDER BY commitment_id
