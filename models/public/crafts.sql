/*---
name: crafts
title:
  fa: رشته‌ها
  en: Crafts
grain: one row a craft
key: [craft_code]
optional: [hs8, body]
columns:
  craft_code: Code
  title_fa: Name in Persian
  title_en: Name in English
  group_code: Group
  hs8: Tariff lines, separated by |
  body: Body that licenses it
---*/
SELECT craft_code, title_fa, title_en, group_code, hs8, body
FROM reference.crafts
ORDER BY craft_code
