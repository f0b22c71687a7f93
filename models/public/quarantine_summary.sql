/*---
name: quarantine_summary
title:
  fa: خلاصهٔ قرنطینه
  en: Quarantine by rule
grain: one row a delivery, rule and column
key: [delivery_id, rule, column_name]
columns:
  delivery_id: Delivery
  rule: Rule that was broken
  column_name: Column
  rows: Rows
  sentence_fa: The first sentence in Persian
  sentence_en: The first sentence in English
---*/
SELECT delivery_id, rule, column_name, rows, sentence_fa, sentence_en
FROM judged.quarantine_summary
ORDER BY delivery_id, rule, column_name
