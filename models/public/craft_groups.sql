/*---
name: craft_groups
title:
  fa: گروه‌های رشته
  en: Craft groups
grain: one row a group
key: [group_code]
optional: [status]
columns:
  group_code: Code
  title_fa: Name in Persian
  title_en: Name in English
  status: How sure the name is
---*/
SELECT group_code, title_fa, title_en, status
FROM reference.craft_groups
ORDER BY group_code
