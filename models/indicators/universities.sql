/*---
id: universities
title:
  fa: دانشگاه‌های صنایع دستی
  en: Universities with crafts
definition:
  fa: >-
    شمار دانشگاه‌هایی که رشتهٔ صنایع دستی یا فرش دارند.
  en: >-
    Universities with courses in crafts or carpet.
unit: universities
kind: stock
direction: up
decimals: 0
theme: training
owner: heritage
caveat:
  fa: >-
    نام برده شده است، بی عدد.
  en: >-
    Named without a number.
---*/
SELECT s.row_id, s.area_code, s.domain, '' AS breakdown,
  s.category, s.frequency, s.period, 'reported' AS basis, s.value AS numerator, NULL AS denominator, s.qualifier,
  CASE WHEN s.value IS NULL THEN 'missing' END AS status
FROM core.statements AS s
WHERE s.indicator_id = 'universities' AND s.is_preferred
