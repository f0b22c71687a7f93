/*---
id: workshops_licensed_share
title:
  fa: سهم کارگاه‌های پروانه‌دار
  en: Share of licensed workshops
definition:
  fa: >-
    کارگاه‌های در حال کار یا فصلی که شمارهٔ پروانه‌شان نوشته شده است، تقسیم بر همهٔ آن‌ها.
  en: >-
    Working or seasonal workshops with a licence number written, divided by all of them.
unit: share
kind: ratio
direction: up
decimals: 1
theme: workshops
owner: heritage
disclosure: {none: "Workshops are counted, which are places."}
caveat:
  fa: >-
    نوشته شدن شماره را می‌شمارد؛ این که پروانه هنوز معتبر است وارسی نشده است.
  en: >-
    It counts numbers written; whether the licence is still valid is not checked.
rollup: {register: province}
---*/
SELECT w.row_id, w.area_code, w.domain, w.frequency, w.period, 'register' AS basis,
  CASE WHEN w.is_licensed THEN 1 ELSE 0 END AS numerator, 1 AS denominator
FROM core.workshops AS w
WHERE w.is_working
