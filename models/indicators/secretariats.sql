/*---
id: secretariats
title:
  fa: دبیرخانه‌های دایر
  en: Secretariats in office
definition:
  fa: >-
    شمار دبیرخانه‌های شهرهای صنایع دستی که به گفتهٔ تازه‌ترین فهرست، دبیری با حکم جاری دارند.
  en: >-
    Secretariats of craft cities that have a secretary in office, as the newest list tells.
unit: secretariats
kind: stock
direction: up
decimals: 0
theme: secretariat
owner: heritage
disclosure: {none: "Secretariats are counted, which are offices."}
caveat:
  fa: >-
    تنها تازه‌ترین فهرست خوانده می‌شود؛ تاریخچهٔ متصدیان در جدول دبیرخانه‌هاست.
  en: >-
    Only the newest list is read; the history of holders stands in the table of secretariats.
rollup: {register: province}
---*/
SELECT s.row_id, s.area_code, 'all' AS domain, s.frequency, s.period, 'register' AS basis,
  s.has_secretary AS numerator
FROM (
  SELECT min(t.row_id) AS row_id, t.area_code, t.frequency, t.period,
    max(CASE WHEN t.role = 'secretary' AND t.is_current THEN 1 ELSE 0 END) AS has_secretary,
    max(CASE WHEN t.role = 'head' AND t.is_current THEN 1 ELSE 0 END) AS has_head
  FROM core.secretariat_terms AS t
  GROUP BY t.area_code, t.frequency, t.period
) AS s
