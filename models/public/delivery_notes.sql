/*---
name: delivery_notes
title:
  fa: یادداشت‌های تحویل
  en: Notes on deliveries
grain: one row a delivery and finding about the file as a whole
key: [delivery_id, ordinal]
codes: {severity: [refuse, hold, quarantine, warn, normalise]}
columns:
  delivery_id: Delivery
  ordinal: Place among its notes, the gravest first
  note: What was found
  severity: refuse, hold (waits for approval), warn or normalise (only noted)
  sentence_fa: What was found and what to do, in Persian
  sentence_en: What was found and what to do, in English
---*/
SELECT delivery_id, ordinal, note, severity, sentence_fa, sentence_en
FROM derived.delivery_notes
ORDER BY delivery_id, ordinal
