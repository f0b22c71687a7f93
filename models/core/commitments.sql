/*---
name: commitments
grain: one row a thing promised or proposed and delivery that tells it
description: What was promised, by which role, where, by when, and what proves it.
columns:
  row_id: VARCHAR, The source row (delivery, sheet, row)
  commitment_id: VARCHAR, Key of the commitment
  spoken_on: VARCHAR, When it was said (partial Jalali date)
  role: VARCHAR, Role of who said it
  action_fa: VARCHAR, What is to be done, in Persian
  action_en: VARCHAR, What is to be done, in English
  target_low: DECIMAL(38,9), Least number promised
  target_high: DECIMAL(38,9), Greatest number promised
  target_unit: VARCHAR, Unit of the number
  due_period: VARCHAR, By when, if said
  place_text: VARCHAR, Places as said
  area_code: VARCHAR, Area
  theme: VARCHAR, Theme
  state: VARCHAR, open, under_way, kept, overdue or dropped
  owner_body: VARCHAR, Body that has to do it
  evidence_fa: VARCHAR, Evidence in Persian
  evidence_en: VARCHAR, Evidence in English
  evidence_kind: VARCHAR, Kind of the evidence
  evidence_document: VARCHAR, Number or place of the document
  evidence_on: VARCHAR, Date of the document (partial Jalali date)
  is_proven: BOOLEAN, Whether a document or another evidence is named
  note_fa: VARCHAR, Note in Persian
  note_en: VARCHAR, Note in English
  is_newest: BOOLEAN, Whether it is the newest claim of the commitment
  frequency: VARCHAR, Q or A of the delivery
  period: VARCHAR, Period key of the delivery
  delivery_id: VARCHAR, Delivery
  sheet_name: VARCHAR, Sheet
  row_number: INTEGER, Row
  is_synthetic: BOOLEAN, Whether it is invented
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
