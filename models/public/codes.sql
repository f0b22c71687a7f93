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
UNION ALL
-- Lists that have a table of their own are lists all the same: a column of codes names them alike.
SELECT 'destinations' AS list, destination_code AS code, name_fa AS title_fa, name_en AS title_en, NULL AS sort
FROM reference.destinations
UNION ALL
SELECT 'customs_offices' AS list, office_code AS code, office_name AS title_fa, name_en AS title_en, NULL AS sort
FROM reference.customs_offices
ORDER BY list, code
