/*---
id: craft_cities_disputed
title:
  fa: شهرهای مشروط یا محل اختلاف
  en: Conditional or disputed craft cities
definition:
  fa: >-
    شمار شهرهای صنایع دستی که ثبتشان مشروط یا محل اختلاف نوشته شده است.
  en: >-
    Craft cities whose registration is written down as conditional or disputed.
unit: cities
kind: stock
direction: down
decimals: 0
theme: cities
owner: heritage
caveat:
  fa: >-
    این شهرها در شمار شهرهای صنایع دستی هم هستند.
  en: >-
    These are among the craft cities as well.
rollup: {register: province}
---*/
SELECT c.row_id, c.area_code, 'crafts' AS domain, c.frequency, c.period, 'register' AS basis,
  CASE WHEN c.state IN ('conditional', 'disputed') THEN 1 ELSE 0 END AS numerator
FROM core.craft_cities AS c
WHERE c.state <> 'not_recognised'
