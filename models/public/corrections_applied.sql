/*---
name: corrections_applied
title:
  fa: اصلاح‌های نگهبانی‌شده
  en: Guarded corrections
grain: one row a correction and the delivery of which it speaks
key: [correction_id, delivery_id]
optional: [sheet_name, row_number, found_value, new_value]
codes: {state: [applied, guard_failed, no_delivery]}
from: derived.corrections_applied
---*/
