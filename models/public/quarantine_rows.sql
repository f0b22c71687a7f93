/*---
name: quarantine_rows
title:
  fa: سطرهای قرنطینه
  en: Quarantined rows
grain: one row a reason for which a row was kept out or pointed out
key: [delivery_id, sheet_name, row_number, column_name, rule]
optional: [value_shown, column_letter, resolved_by]
from: derived.quarantine_rows
---*/
