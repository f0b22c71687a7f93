/*---
id: workshops_open_to_visitors
title:
  fa: کارگاه‌های بازدیدپذیر
  en: Workshops open to visitors
definition:
  fa: >-
    شمار کارگاه‌هایی که بازدیدکننده می‌پذیرند. کارگاه‌های در حال کار یا فصلی شمرده می‌شوند؛ برنامه‌ریزی‌شده،
    غیرفعال و تعطیل نه.
  en: >-
    Workshops that receive visitors. Workshops that work, all year or by season, count; planned, idle and closed
    ones do not.
unit: workshops
kind: stock
direction: up
decimals: 0
theme: workshops
owner: heritage
disclosure: {none: "Workshops are counted, which are places."}
caveat:
  fa: >-
    کارگاهی که در این باره چیزی نگفته در آن نیست.
  en: >-
    Workshops that say nothing of it are not in it.
rollup: {register: province}
---*/
SELECT w.row_id, w.area_code, w.domain, w.frequency, w.period, 'register' AS basis,
  CASE WHEN w.is_open_to_visitors THEN 1 ELSE 0 END AS numerator
FROM core.workshops AS w
WHERE w.is_working AND w.is_open_to_visitors IS NOT NULL
