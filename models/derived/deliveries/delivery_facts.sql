/*---
name: delivery_facts
grain: one row a delivery
description: >-
  What measuring needs of a delivery. What a correction holds is whole when every row that its base lacks has come
  in.
columns:
  delivery_id: VARCHAR, Delivery
  contains_persons: ~
  is_synthetic: BOOLEAN, Whether it is invented
  document_fa: VARCHAR, Document, in Persian
  document_en: VARCHAR, Document, in English
  evidence_grade: ~
  is_partial: BOOLEAN, Whether rows of it are in quarantine that no correction has brought in
---*/
SELECT d.delivery_id, d.contains_persons, d.is_synthetic, d.document_fa, d.document_en, d.evidence_grade,
  b.rows_quarantined > b.rows_resolved AS is_partial
FROM derived.deliveries AS d
JOIN derived.deliveries AS b
  ON b.delivery_id = CASE WHEN d.kind = 'correction' AND d.state = 'published' THEN d.corrects ELSE d.delivery_id END
