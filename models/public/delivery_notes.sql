/*---
name: delivery_notes
title:
  fa: یادداشت‌های تحویل
  en: Notes on deliveries
grain: one row a delivery and finding about the file as a whole
key: [delivery_id, ordinal]
codes: {severity: [refuse, hold, quarantine, warn, normalise]}
from: derived.delivery_notes
---*/
