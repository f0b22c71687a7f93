/*---
name: suppression_summary
title:
  fa: رقم‌های منتشرنشده
  en: Values not published
grain: one row an indicator that counts persons and kind of area, and one for all of them
key: [indicator_id, area_kind]
optional: [hidden_primary, hidden_complementary, hidden_in_vain]
from: derived.suppression_summary
---*/
