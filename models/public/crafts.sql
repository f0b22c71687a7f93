/*---
name: crafts
title:
  fa: رشته‌ها
  en: Crafts
grain: one row a craft
key: [craft_code]
optional: [group_code, hs8, body, family]
columns:
  craft_code: Code
  title_fa: Name in Persian
  title_en: Name in English
  group_code: Group; empty for “other”
  level: field, group (a word for a whole group), trade (a side trade), doubtful (perhaps no registered field) or other
  family: kilim for kilims
  hs8: Tariff lines, separated by |
  body: Body that licenses it; empty where the office that keeps the list decides
  status: sourced, or general_knowledge
  source: Where the name is from
---*/
SELECT craft_code, title_fa, title_en, group_code, level, family, hs8, body, status, source
FROM reference.crafts
ORDER BY craft_code
