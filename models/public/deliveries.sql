/*---
name: deliveries
title:
  fa: تحویل‌ها
  en: Deliveries
grain: one row a delivery ever received
key: [delivery_id]
optional: [office, period, known_to, state_fa, state_en, document_fa, document_en, terms, evidence_grade, transcribed_fa, transcribed_en, stated_total_difference, supersedes, received_at, received_at_jalali, corrects, grain, span]
codes: {state: [published, held, refused, superseded], kind: [original, correction]}
from: derived.deliveries
---*/
