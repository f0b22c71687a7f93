/*---
name: commitments
title:
  fa: تعهدها
  en: Commitments
grain: one row a commitment
key: [commitment_id]
optional: [target_low, target_high, target_unit, due_period, place_text, evidence_fa, evidence_en, note_fa, note_en]
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
  evidence_fa: ~
  evidence_en: ~
  note_fa: ~
  note_en: ~
  delivery_id: ~
  sheet_name: ~
  row_number: ~
  is_synthetic: ~
---*/
SELECT commitment_id, spoken_on, role, action_fa, action_en, target_low, target_high, target_unit, due_period,
  place_text, area_code, theme, state, evidence_fa, evidence_en, note_fa, note_en, delivery_id,
  sheet_name, row_number, is_synthetic
FROM core.commitments
ORDER BY commitment_id
