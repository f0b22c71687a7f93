/*---
name: non_data_rows
title:
  fa: سطرهای غیرداده
  en: Non-data rows
grain: one row a row that is no data, and total column where it states one
key: [delivery_id, sheet_name, row_number, column_name]
optional: [text, column_name, stated, computed, difference, quarantined, claim, first_row, last_row]
columns:
  delivery_id: Delivery
  sheet_name: Sheet
  row_number: Row
  kind: blank, total, subtotal, average, note, repeated_header, signature, heading, title, column_numbers, letterhead or page_number
  text: What stands in it
  column_name: Column of a stated total
  stated: Total as stated
  computed: Sum of the rows of the file that it is of, those in quarantine included
  difference: Stated minus sum
  quarantined: Part of the sum that stands in quarantined rows
  claim: "What a total is of: all (rows of its table), group (of them) or whole (of which the table may list a part)"
  first_row: First row that it is of
  last_row: Last row that it is of
---*/
SELECT delivery_id, sheet_name, row_number, kind, text, column_name, stated, computed, difference,
  quarantined, claim, first_row, last_row
FROM derived.non_data_rows
ORDER BY delivery_id, sheet_name, row_number, column_name
