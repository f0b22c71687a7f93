/*---
id: outlets_idle_share
title:
  fa: سهم محل‌های فروش بسته
  en: Share of idle outlets
definition:
  fa: >-
    محل‌های فروش غیرفعال یا تعطیل تقسیم بر محل‌هایی که روزی گشوده شده‌اند (بی برنامه‌ریزی‌شده‌ها).
  en: >-
    Idle or closed outlets divided by those that were ever opened (planned ones left out).
unit: share
kind: ratio
direction: down
decimals: 1
theme: market
owner: heritage
caveat:
  fa: >-
    محل بسته‌ای که از دفتر پاک شده باشد دیده نمی‌شود.
  en: >-
    A closed outlet that was struck from the register is not seen.
rollup: {register: province}
---*/
SELECT o.row_id, o.area_code, o.domain, o.frequency, o.period, 'register' AS basis,
  CASE WHEN o.is_counted THEN 0 ELSE 1 END AS numerator, 1 AS denominator
FROM core.outlets AS o
WHERE o.state <> 'planned'
