/*---
name: corrections_applied
title:
  fa: اصلاح‌های نگهبانی‌شده
  en: Guarded corrections
grain: one row a correction and the delivery of which it speaks
key: [correction_id, delivery_id]
optional: [sheet_name, row_number, found_value, new_value]
codes: {state: [applied, guard_failed, no_delivery]}
columns:
  correction_id: Correction, the name of its file
  feed: Feed
  delivery_id: Delivery; empty when none is in force
  sheet_name: Sheet
  row_number: Row
  column_name: Column
  old_value: What must stand there for the correction to apply
  found_value: What stands there
  new_value: What is read instead; empty to empty the cell
  state: applied; guard_failed (something else stands there); no_delivery (the file is not in force)
  reason_fa: Why, in Persian
  reason_en: Why, in English
  provider_fa: Who said so, in Persian
  provider_en: Who said so, in English
  document_fa: Document, in Persian
  document_en: Document, in English
  told_on: When it was said
  sentence_fa: What became of it, in Persian
  sentence_en: What became of it, in English
---*/
SELECT correction_id, feed, delivery_id, sheet_name, row_number, column_name, old_value, found_value,
  new_value, state, reason_fa, reason_en, provider_fa, provider_en, document_fa, document_en, told_on,
  sentence_fa, sentence_en
FROM derived.corrections_applied
ORDER BY correction_id, delivery_id
