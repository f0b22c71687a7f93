/*---
name: quarantine_summary
title:
  fa: خلاصهٔ قرنطینه
  en: Quarantine in groups
grain: one row a delivery, sheet, column, rule and value (many values of one column and rule are one row)
key: [delivery_id, sheet_name, column_name, rule, severity, is_resolved, value_shown]
columns:
  delivery_id: Delivery
  sheet_name: Sheet
  column_name: Column
  column_letter: Column letter of the workbook, empty where the file has none
  rule: Rule that was broken
  severity: quarantine (kept out) or warn (loaded and pointed out)
  is_resolved: Whether a later correction has brought these rows in
  value_shown: Value in the file; masked where it may identify a person, empty where there are several
  value_count: Different values
  rows: Rows
  first_row: First row
  first_rows: The first three rows, as 5, 9, 12
  sentence_fa: What is wrong in how many rows, and what to do, in Persian
  sentence_en: What is wrong in how many rows, and what to do, in English
---*/
SELECT delivery_id, sheet_name, column_name, column_letter, rule, severity, is_resolved, value_shown, value_count,
  rows, first_row, first_rows, sentence_fa, sentence_en
FROM derived.quarantine_summary
ORDER BY delivery_id, sheet_name, column_name, rule, severity, is_resolved, value_shown
