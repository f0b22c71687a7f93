/*---
id: craft_cities
title:
  fa: شهرهای صنایع دستی
  en: Craft cities
definition:
  fa: >-
    شمار شهرهایی که به نام شهر ملی یا جهانی صنایع دستی ثبت شده‌اند.
  en: >-
    Cities registered as national or world craft cities.
unit: cities
kind: stock
direction: up
decimals: 0
theme: cities
owner: heritage
rollup: {register: province}
stated: {breakdown: city_kind}
---*/
SELECT c.row_id, c.area_code, 'crafts' AS domain, 'city_kind' AS breakdown, c.kind AS category, c.frequency,
  c.period, 'register' AS basis, 1 AS numerator
FROM core.craft_cities AS c
