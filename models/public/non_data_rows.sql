/*---
name: non_data_rows
title:
  fa: سطرهای غیرداده
  en: Non-data rows
grain: one row a row that is no data, and total column where it states one
key: [delivery_id, sheet_name, row_number, column_name]
optional: [text, column_name, stated, computed, difference, quarantined, claim, first_row, last_row]
from: derived.non_data_rows
---*/
