/*---
name: delivery_facts
grain: one row a delivery
description: What measuring needs of a delivery.
columns:
  delivery_id: VARCHAR, Delivery
  contains_persons: ~
  is_synthetic: BOOLEAN, Whether it is invented
  document_fa: VARCHAR, Document, in Persian
  document_en: VARCHAR, Document, in English
  evidence_grade: ~
---*/
SELECT d.delivery_id, d.contains_persons, d.is_synthetic, d.document_fa, d.document_en, d.evidence_grade
FROM derived.deliveries AS d
