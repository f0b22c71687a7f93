/*---
name: lineage
title:
  fa: ردیابی
  en: Lineage
grain: one row a value and source row; rows of persons are counted by delivery and sheet
key: [value_id, part, row_id, delivery_id, sheet_name]
optional: [row_number, contribution]
columns:
  value_id: Value
  part: numerator or denominator
  row_id: Source row; empty where rows are restricted
  delivery_id: Delivery
  sheet_name: Sheet
  row_number: Row; empty where restricted or where the whole delivery is meant
  rows: Rows
  contribution: What they contribute
---*/
SELECT value_id, part, row_id, delivery_id, sheet_name, row_number, rows, contribution
FROM judged.lineage
ORDER BY value_id, part, row_id, delivery_id, sheet_name
