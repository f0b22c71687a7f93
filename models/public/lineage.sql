/*---
name: lineage
title:
  fa: ردیابی
  en: Lineage
grain: one row a value and source row; rows of persons are counted by delivery and sheet, small counts by delivery
key: [value_id, part, row_id, delivery_id, sheet_name]
optional: [row_number, rows, contribution]
columns:
  value_id: Value
  part: numerator or denominator
  row_id: Source row; empty where rows are restricted
  delivery_id: Delivery
  sheet_name: Sheet; empty where the sheets of a delivery are counted together or the whole delivery is meant
  row_number: Row; empty where restricted or where the whole delivery is meant
  rows: Rows; of persons under the small-counts rule those who contribute. Empty where the count could tell of a suppressed one
  contribution: What they contribute; empty where nothing is added up or the rows are not told
---*/
SELECT value_id, part, row_id, delivery_id, sheet_name, row_number, rows, contribution
FROM derived.lineage
ORDER BY value_id, part, row_id, delivery_id, sheet_name
