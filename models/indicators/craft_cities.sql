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
caveat:
  fa: >-
    ثبت راین در منبع‌های ۱۴۰۲ مشروط خوانده شده است.
  en: >-
    Sources of 1402 call the registration of Rayen conditional.
rollup: {register: province}
---*/
SELECT s.row_id, s.area_code, s.domain, CASE WHEN s.category = '' THEN '' ELSE 'city_kind' END AS breakdown,
  s.category, s.frequency, s.period, 'reported' AS basis, s.value AS numerator, NULL AS denominator, s.qualifier,
  CASE WHEN s.value IS NULL THEN 'missing' END AS status
FROM core.statements AS s
WHERE s.indicator_id = 'craft_cities' AND s.is_preferred
UNION ALL
SELECT c.row_id, c.area_code, 'crafts' AS domain, 'city_kind' AS breakdown, c.kind AS category, c.frequency,
  c.period, 'register' AS basis, 1 AS numerator, NULL AS denominator, 'exact' AS qualifier, 'final' AS status
FROM core.craft_cities AS c
