/*---
id: national_standards
title:
  fa: استانداردهای ملی
  en: National standards
definition:
  fa: >-
    شمار استانداردهای ملی صنایع دستی که استان در آن نقش دارد؛ در دفتر، آن‌ها که در دست ثبت نیستند.
  en: >-
    National standards for handicrafts in which the province has a part; in the register, those not still in
    process.
unit: standards
kind: stock
direction: up
decimals: 0
theme: heritage
owner: heritage
caveat:
  fa: >-
    در صورت‌جلسه نام برده شده است، بی عدد.
  en: >-
    The minutes name it without a number.
rollup: {register: province}
---*/
SELECT s.row_id, s.area_code, s.domain, '' AS breakdown,
  s.category, s.frequency, s.period, 'reported' AS basis, s.value AS numerator, NULL AS denominator, s.qualifier,
  CASE WHEN s.value IS NULL THEN 'missing' END AS status
FROM core.statements AS s
WHERE s.indicator_id = 'national_standards' AND s.is_preferred
UNION ALL
SELECT r.row_id, r.area_code, r.domain, '' AS breakdown, '' AS category, r.frequency, r.period,
  'register' AS basis, 1 AS numerator, NULL AS denominator, 'exact' AS qualifier, 'final' AS status
FROM core.registry_entries AS r
WHERE r.registry_kind = 'national_standard' AND coalesce(r.state, 'definitive') <> 'in_process'
