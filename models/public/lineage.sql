/*---
name: lineage
title:
  fa: ردیابی
  en: Lineage
grain: one row a value and source row; rows of persons are counted by delivery and sheet, small counts by delivery
key: [value_id, part, row_id, delivery_id, sheet_name]
optional: [row_number, rows, contribution]
from: derived.lineage
---*/
