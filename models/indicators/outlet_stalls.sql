/*---
id: outlet_stalls
title:
  fa: غرفه‌های فروش
  en: Stalls
definition:
  fa: >-
    شمار غرفه‌های محل‌های فروش دایر در پایان دوره.
  en: >-
    Stalls of the outlets that sell at the end of the period.
unit: items
kind: stock
direction: up
decimals: 0
theme: market
owner: heritage
caveat:
  fa: >-
    محلی که شمار غرفه‌هایش نوشته نشده در آن نیست.
  en: >-
    Outlets without a number of stalls are not in it.
rollup: {register: province}
---*/
SELECT o.row_id, o.area_code, o.domain, o.frequency, o.period, 'register' AS basis, o.stalls AS numerator
FROM core.outlets AS o
WHERE o.is_counted AND o.stalls IS NOT NULL
