/*---
id: cooperatives
title:
  fa: تعاونی‌ها
  en: Cooperatives
definition:
  fa: >-
    شمار تعاونی‌های صنایع دستی و فرش دستباف.
  en: >-
    Cooperatives of handicrafts and of hand-woven carpet.
unit: cooperatives
kind: stock
direction: up
decimals: 0
theme: cooperatives
owner: cooperatives
caveat:
  fa: >-
    روشن نیست که رقم‌ها همهٔ تعاونی‌ها را می‌شمارند یا تنها فعال‌ها را.
  en: >-
    It is not said whether the figures count all cooperatives or only active ones.
rollup: {register: province, domains: total}
---*/
SELECT s.row_id, s.area_code, s.domain, '' AS breakdown,
  s.category, s.frequency, s.period, 'reported' AS basis, s.value AS numerator, NULL AS denominator, s.qualifier,
  CASE WHEN s.value IS NULL THEN 'missing' END AS status
FROM core.statements AS s
WHERE s.indicator_id = 'cooperatives' AND s.is_preferred
UNION ALL
SELECT c.row_id, c.area_code, c.domain, '' AS breakdown, '' AS category, c.frequency, c.period,
  'register' AS basis, 1 AS numerator, NULL AS denominator, 'exact' AS qualifier, 'final' AS status
FROM core.cooperatives AS c
