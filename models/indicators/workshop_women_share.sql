/*---
id: workshop_women_share
title:
  fa: سهم زنان در کارگاه‌ها
  en: Women among workshop workers
definition:
  fa: >-
    زنان شاغل در کارگاه‌ها تقسیم بر شاغلان کارگاه‌هایی که هر دو شمار را نوشته‌اند.
  en: >-
    Women who work in workshops divided by the workers of the workshops that tell both.
unit: share
kind: ratio
direction: none
decimals: 1
theme: workshops
owner: heritage
caveat:
  fa: >-
    تنها کارگاه‌هایی که هر دو شمار را نوشته‌اند.
  en: >-
    Only workshops that tell both numbers.
rollup: {register: province}
---*/
SELECT w.row_id, w.area_code, w.domain, w.frequency, w.period, 'register' AS basis,
  w.women_workers AS numerator, w.workers AS denominator
FROM core.workshops AS w
WHERE w.is_working AND w.workers IS NOT NULL AND w.women_workers IS NOT NULL
