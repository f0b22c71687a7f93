/*---
id: authenticity_seals
title:
  fa: نشان‌های اصالت
  en: Authenticity seals
definition:
  fa: >-
    شمار نشان‌های اصالت که به آثار صنایع دستی داده شده است.
  en: >-
    Seals of authenticity given to handicraft works.
unit: seals
kind: stock
direction: up
decimals: 0
theme: heritage
owner: heritage
caveat:
  fa: >-
    نام برده شده است، بی عدد.
  en: >-
    It was named, without a number.
headline: 8
---*/
SELECT s.row_id, s.area_code, s.domain, '' AS breakdown,
  s.category, s.frequency, s.period, 'reported' AS basis, s.value AS numerator, NULL AS denominator, s.qualifier,
  CASE WHEN s.value IS NULL THEN 'missing' END AS status
FROM core.statements AS s
WHERE s.indicator_id = 'authenticity_seals' AND s.is_preferred
