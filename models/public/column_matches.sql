/*---
name: column_matches
title:
  fa: ستون‌های شناخته‌شده
  en: Columns as understood
grain: one row a column of a delivered sheet
key: [delivery_id, sheet_name, column_letter]
optional: [header, column_name, note]
columns:
  delivery_id: Delivery
  sheet_name: Sheet
  column_letter: Column letter
  header: Heading in the file
  column_name: Column of the contract, empty where it has none
  note: How it was matched
---*/
SELECT delivery_id, sheet_name, column_letter, header, column_name, note
FROM derived.column_matches
ORDER BY delivery_id, sheet_name, column_letter
