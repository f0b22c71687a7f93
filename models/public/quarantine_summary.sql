/*---
name: quarantine_summary
title:
  fa: خلاصهٔ قرنطینه
  en: Quarantine in groups
grain: one row a delivery, sheet, column, rule and value (many values of one column and rule are one row)
key: [delivery_id, sheet_name, column_name, rule, severity, is_resolved, value_shown]
from: derived.quarantine_summary
---*/
