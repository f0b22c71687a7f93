/*---
id: workshop_floor_area
title:
  fa: زیربنای کارگاه‌ها
  en: Floor area of workshops
definition:
  fa: >-
    زیربنای کارگاه‌های دفتر به متر مربع. کارگاه‌های در حال کار یا فصلی شمرده می‌شوند؛ برنامه‌ریزی‌شده، غیرفعال و
    تعطیل نه.
  en: >-
    Floor area of the workshops of the register in square metres. Workshops that work, all year or by season,
    count; planned, idle and closed ones do not.
unit: m2
kind: stock
direction: up
decimals: 0
theme: workshops
owner: heritage
disclosure: {none: "It is the floor area of workshops, and of no person."}
caveat:
  fa: >-
    زیربنای نوشته‌شده است، نه اندازه‌گیری‌شده؛ کارگاه بی رقم، جمع را «دست‌کم» می‌کند.
  en: >-
    As written, not as surveyed; a workshop without a figure makes the sum “at least”.
rollup: {register: province}
---*/
SELECT w.row_id, w.area_code, w.domain, w.frequency, w.period, 'register' AS basis,
  w.floor_area_m2 AS numerator
FROM core.workshops AS w
WHERE w.is_working
