/*---
id: quality_marks
title:
  fa: نشان‌های مرغوبیت
  en: Quality marks
definition:
  fa: >-
    شمار نشان‌های مرغوبیت که به آثار یا کارگاه‌ها داده شده است؛ در دفتر، آن‌ها که در دست ثبت نیستند.
  en: >-
    Quality marks given to works or workshops; in the register, those not still in process.
unit: marks
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
WHERE s.indicator_id = 'quality_marks' AND s.is_preferred
UNION ALL
SELECT r.row_id, r.area_code, r.domain, '' AS breakdown, '' AS category, r.frequency, r.period,
  'register' AS basis, 1 AS numerator, NULL AS denominator, 'exact' AS qualifier, 'final' AS status
FROM core.registry_entries AS r
WHERE r.registry_kind = 'quality_mark' AND coalesce(r.state, 'definitive') <> 'in_process'
