/*---
name: delivery_notes
grain: one row a delivery and finding
description: What was noticed about each file as a whole, the gravest first.
columns:
  delivery_id: VARCHAR, Delivery
  ordinal: INTEGER, Place among its notes, the gravest first
  note: VARCHAR, What was found
  severity: VARCHAR, refuse, hold (waits for approval), warn or normalise (only noted)
  sentence_fa: VARCHAR, What was found and what to do, in Persian
  sentence_en: VARCHAR, What was found and what to do, in English
function: pipelines.pipeline.described.governance.delivery_notes
facts: true
tables: [core.delivery_notices]
---*/
