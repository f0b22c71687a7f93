/*---
name: commitments
title:
  fa: تعهدها
  en: Commitments
grain: one row a commitment
key: [commitment_id]
optional: [target_low, target_high, target_unit, due_period, place_text, evidence_fa, evidence_en, note_fa, note_en]
columns:
  commitment_id: Key
  spoken_on: When said (partial Jalali date)
  role: Role of who said it
  action_fa: What is to be done, in Persian
  action_en: What is to be done, in English
  target_low: Least number promised
  target_high: Greatest number promised
  target_unit: Unit of the number
  due_period: By when, if said
  place_text: Places as said
  area_code: Area
  theme: Theme
  state: open, under_way, kept, overdue or dropped
  evidence_fa: Evidence in Persian
  evidence_en: Evidence in English
  note_fa: Note in Persian
  note_en: Note in English
  delivery_id: Delivery from which the row came
  sheet_name: Sheet of the file
  row_number: Row of the sheet, as the office sees it
  is_synthetic: True for invented data; real and invented never mix in one value
---*/
SELECT commitment_id, spoken_on, role, action_fa, action_en, target_low, target_high, target_unit, due_period,
  place_text, area_code, theme, state, evidence_fa, evidence_en, note_fa, note_en, delivery_id,
  sheet_name, row_number, is_synthetic
FROM core.commitments
ORDER BY commitment_id
