/*---
id: workshop_workers
title:
  fa: شاغلان کارگاه‌ها
  en: Workshop workers
definition:
  fa: >-
    شمار کسانی که در کارگاه‌های دفتر کار می‌کنند. کارگاه‌های در حال کار یا فصلی شمرده می‌شوند؛ برنامه‌ریزی‌شده،
    غیرفعال و تعطیل نه.
  en: >-
    Persons who work in the workshops of the register. Workshops that work, all year or by season, count;
    planned, idle and closed ones do not.
unit: persons
kind: stock
direction: up
decimals: 0
theme: workshops
owner: heritage
caveat:
  fa: >-
    کارگاهی که شمار کارکنانش نوشته نشده، جمع را «دست‌کم» می‌کند. با شمار هنرمندان جمع زده نمی‌شود: بسیاری در هر دو هستند.
  en: >-
    A workshop without a number of workers makes the sum “at least”. Not added to the artisans: many are in both.
rollup: {register: province}
---*/
SELECT w.row_id, w.area_code, w.domain, w.frequency, w.period, 'register' AS basis, w.workers AS numerator
FROM core.workshops AS w
WHERE w.is_working
