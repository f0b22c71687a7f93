/*---
name: commitments
grain: one row a thing promised or proposed and delivery that tells it
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
  owner_body: Body that has to do it
  evidence_fa: Evidence in Persian
  evidence_en: Evidence in English
  evidence_kind: Kind of the evidence
  evidence_document: Number or place of the document
  evidence_on: Date of the document (partial Jalali date)
  is_proven: Whether a document or another evidence is named
  note_fa: Note in Persian
  note_en: Note in English
  is_newest: Whether it is the newest claim of the commitment
  frequency: Q or A of the delivery
  period: Period key of the delivery
  delivery_id: Delivery
  sheet_name: Sheet
  row_number: Row
  is_synthetic: Whether it is invented
---*/
WITH told AS (
  SELECT c.row_id,
    row_number() OVER (
      PARTITION BY c.commitment_id ORDER BY p.last_month DESC, c.delivery_id DESC, c.row_id DESC
    ) AS place
  FROM clean.commitments AS c
  LEFT JOIN reference.period_keys AS p ON p.period_key = c.delivery_period
)
SELECT c.row_id, c.commitment_id, c.spoken_on, c.role, c.action_fa, c.action_en, c.target_low, c.target_high,
  c.target_unit, c.due_period, c.place_text, c.area AS area_code, c.theme, c.state, c.owner_body, c.evidence_fa,
  c.evidence_en, c.evidence_kind, c.evidence_document, c.evidence_on,
  coalesce(c.evidence_document, c.evidence_fa, c.evidence_en) IS NOT NULL AS is_proven, c.note_fa, c.note_en,
  t.place = 1 AS is_newest, p.frequency, p.period, c.delivery_id, c.sheet_name, c.row_number, c.is_synthetic
FROM clean.commitments AS c
INNER JOIN told AS t ON t.row_id = c.row_id
LEFT JOIN reference.period_keys AS p ON p.period_key = c.delivery_period
