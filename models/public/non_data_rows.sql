/*---
name: non_data_rows
title:
  fa: ردیف‌های غیرداده
  en: Non-data rows
grain: one row a row that is no data, and total column where it states one
key: [delivery_id, sheet_name, row_number, column_name]
optional: [text, column_name, stated, computed, difference]
columns:
  delivery_id: Delivery
  sheet_name: Sheet
  row_number: Row
  kind: blank, total, subtotal, note, repeated_header or signature
  text: What stands in it
  column_name: Column of a stated total
  stated: Total as stated
  computed: Sum of the rows
  difference: Stated minus sum
---*/
SELECT delivery_id, sheet_name, row_number, kind, text, column_name, stated, computed, difference
FROM judged.non_data_rows
ORDER BY delivery_id, sheet_name, row_number, column_name
