/*---
id: intangible_elements
title:
  fa: عناصر میراث ناملموس
  en: Intangible heritage elements
definition:
  fa: >-
    شمار عناصر استان در فهرست ملی میراث ناملموس.
  en: >-
    Elements of the province on the national list of intangible heritage.
unit: elements
kind: stock
direction: up
decimals: 0
theme: heritage
owner: heritage
caveat:
  fa: >-
    عناصر صنایع دستی بخشی از همهٔ عناصر فرهنگی‌اند؛ جمع زده نمی‌شوند.
  en: >-
    The craft elements are part of all cultural elements; the two are not added up.
---*/
SELECT s.row_id, s.area_code, s.domain, '' AS breakdown,
  s.category, s.frequency, s.period, 'reported' AS basis, s.value AS numerator, NULL AS denominator, s.qualifier,
  CASE WHEN s.value IS NULL THEN 'missing' END AS status
FROM core.statements AS s
WHERE s.indicator_id = 'intangible_elements' AND s.is_preferred
