/*---
name: column_matches
title:
  fa: ستون‌های شناخته‌شده
  en: Columns as understood
grain: one row a column of a delivered sheet
key: [delivery_id, sheet_name, column_letter]
optional: [header, column_name, note]
from: derived.column_matches
---*/
