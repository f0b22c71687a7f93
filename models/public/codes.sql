/*---
name: codes
title:
  fa: فهرست‌های کد
  en: Code lists
grain: one row a code of a list
key: [list, code]
optional: [sort]
columns:
  list: Code list
  code: Code
  title_fa: Title in Persian
  title_en: Title in English
  sort: Order
---*/
SELECT list, code, title_fa, title_en, CAST(sort AS INTEGER) AS sort
FROM reference.codes
ORDER BY list, code
