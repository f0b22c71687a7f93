/*---
name: commitments
grain: one row a thing promised or proposed in the minutes
description: What was promised, by which role, where, by when, and what proves it.
columns:
  row_id: The source row (delivery, sheet, row)
  commitment_id: Key of the commitment
  spoken_on: When it was said (partial Jalali date)
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
  frequency: Q or A of the delivery
  period: Period key of the delivery
  delivery_id: Delivery
  sheet_name: Sheet
  row_number: Row
  is_synthetic: Whether it is invented
---*/
SELECT c.row_id, c.commitment_id, c.spoken_on, c.role, c.action_fa, c.action_en, c.target_low, c.target_high,
  c.target_unit, c.due_period, c.place_text, c.area AS area_code, c.theme, c.state, c.evidence_fa,
  c.evidence_en, c.note_fa, c.note_en, p.frequency, p.period, c.delivery_id, c.sheet_name, c.row_number,
  c.is_synthetic
FROM clean.commitments AS c
LEFT JOIN reference.period_keys AS p ON p.period_key = c.delivery_period
