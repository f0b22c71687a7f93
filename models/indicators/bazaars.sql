/*---
id: bazaars
title:
  fa: بازارچه‌های دائمی
  en: Permanent craft bazaars
definition:
  fa: >-
    شمار بازارچه‌های دائمی صنایع دستی؛ در دفتر، آن‌ها که می‌فروشند.
  en: >-
    Permanent craft bazaars; in the register, those that sell.
unit: bazaars
kind: stock
direction: up
decimals: 0
theme: market
owner: heritage
caveat:
  fa: >-
    در صورت‌جلسه نام برده شده است، بی عدد.
  en: >-
    The minutes name them without a number.
rollup: {register: province}
---*/
SELECT s.row_id, s.area_code, s.domain, '' AS breakdown,
  s.category, s.frequency, s.period, 'reported' AS basis, s.value AS numerator, NULL AS denominator, s.qualifier,
  CASE WHEN s.value IS NULL THEN 'missing' END AS status
FROM core.statements AS s
WHERE s.indicator_id = 'bazaars' AND s.is_preferred
UNION ALL
SELECT o.row_id, o.area_code, o.domain, '' AS breakdown, '' AS category, o.frequency, o.period,
  'register' AS basis, CASE WHEN o.outlet_kind = 'bazaar' AND o.is_counted THEN 1 ELSE 0 END AS numerator,
  NULL AS denominator, 'exact' AS qualifier, 'final' AS status
FROM core.outlets AS o
