/*---
id: workshops
title:
  fa: کارگاه‌ها
  en: Workshops
definition:
  fa: >-
    شمار کارگاه‌های صنایع دستی به تفکیک خانگی، گروهی و بزرگ. در دفتر، کارگاه‌های در حال کار یا فصلی در پایان
    دوره؛ کارگاه‌های فرش جدا شمرده می‌شوند.
  en: >-
    Handicraft workshops by kind: home, group and large. In the register, those that work, all year or by
    season, at the end of the period; carpet workshops are counted apart.
unit: workshops
kind: stock
direction: up
decimals: 0
theme: workshops
owner: heritage
disclosure: {none: "Workshops are counted, which are places."}
caveat:
  fa: >-
    سه رقم گفته‌شده روی هم ۹٬۵۰۰ کارگاه برای نزدیک ۱۰ هزار هنرمند می‌شود؛ جمع زده نمی‌شوند. کارگاهی که حالش
    نوشته یا شناخته نشده در حال کار شمرده می‌شود.
  en: >-
    The three stated figures would make 9,500 workshops for about 10,000 artisans; they are not added up.
    A workshop whose state is not written or not recognised counts as working.
rollup: {register: province, categories: total}
stated: {breakdown: workshop_kind}
---*/
SELECT w.row_id, w.area_code, w.domain, 'workshop_kind' AS breakdown,
  coalesce(w.workshop_kind, 'unknown') AS category, w.frequency, w.period, 'register' AS basis, 1 AS numerator
FROM core.workshops AS w
WHERE w.is_working
