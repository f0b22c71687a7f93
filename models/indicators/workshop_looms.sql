/*---
id: workshop_looms
title:
  fa: دارهای برپا
  en: Looms set up
definition:
  fa: >-
    شمار دارهای قالی و گلیم که در کارگاه‌ها برپا هستند. کارگاه‌های در حال کار یا فصلی شمرده می‌شوند؛
    برنامه‌ریزی‌شده، غیرفعال و تعطیل نه.
  en: >-
    Carpet and kilim looms set up in workshops. Workshops that work, all year or by season, count; planned, idle
    and closed ones do not.
unit: items
kind: stock
direction: up
decimals: 0
theme: workshops
owner: heritage
disclosure: {none: Looms are counted.}
caveat:
  fa: >-
    کارگاهی که شمار دارهایش نوشته نشده در آن نیست؛ دار خانگی بی کارگاه ثبت‌شده دیده نمی‌شود.
  en: >-
    Workshops without a number of looms are not in it; looms at home without a registered workshop are not seen.
rollup: {register: province}
---*/
SELECT w.row_id, w.area_code, w.domain, w.frequency, w.period, 'register' AS basis, w.looms AS numerator
FROM core.workshops AS w
WHERE w.is_working AND w.looms IS NOT NULL
