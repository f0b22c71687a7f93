/*---
name: quarantine_rows
title:
  fa: سطرهای قرنطینه
  en: Quarantined rows
grain: one row a reason for which a row was kept out or pointed out
key: [delivery_id, sheet_name, row_number, column_name, rule]
optional: [value_shown, column_letter, resolved_by]
columns:
  delivery_id: Delivery
  file_name: File
  sheet_name: Sheet
  row_number: Row
  column_letter: Column letter of the workbook
  column_name: Column
  column_title_fa: Column in Persian
  column_title_en: Column in English
  rule: Rule that was broken
  severity: quarantine (kept out) or warn (loaded and pointed out)
  value_shown: Value in the file; masked where it may identify a person
  sentence_fa: What is wrong and what to do, in Persian
  sentence_en: What is wrong and what to do, in English
  resolved_by: Correction that has brought the row in, empty while it waits
---*/
SELECT delivery_id, file_name, sheet_name, row_number, column_letter, column_name, column_title_fa,
  column_title_en, rule, severity, value_shown, sentence_fa, sentence_en, resolved_by
FROM derived.quarantine_rows
ORDER BY delivery_id, sheet_name, row_number, column_name, rule
