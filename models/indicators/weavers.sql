/*---
id: weavers
title:
  fa: قالی‌بافان
  en: Carpet weavers
definition:
  fa: >-
    شمار کسانی که قالی دستباف می‌بافند. در دفتر، هر کس در پایان دوره یک بار شمرده می‌شود؛ کسی که غیرفعال،
    بازنشسته یا درگذشته نوشته شده شمرده نمی‌شود و کسی که حالش نوشته یا شناخته نشده شمرده می‌شود. به تفکیک جنس؛
    کسی که جنسش نوشته نشده زیر «نوشته‌نشده» می‌آید.
  en: >-
    Persons who weave hand-knotted carpets. In the register each person counts once at the end of the period;
    who is written down as inactive, retired or deceased does not count, who has no state, or one not recognised, does. By gender;
    whose gender is not written stands under “not written down”.
unit: persons
kind: stock
direction: up
decimals: 0
theme: carpet
owner: carpet_centre
caveat:
  fa: >-
    رقم صورت‌جلسه گفته‌ای است بی فهرست؛ دفتر تنها کسانی را می‌شناسد که مرکز فرش نامشان را نوشته است.
  en: >-
    The figure of the minutes is a statement without a list; the register knows only those whom the carpet
    centre has listed.
rollup: {register: province, categories: total}
stated: true
---*/
SELECT a.row_id, a.area_code, a.domain, 'gender' AS breakdown, coalesce(a.gender, 'unknown') AS category,
  a.frequency, a.period, 'register' AS basis, 1 AS numerator
FROM core.artisans AS a
WHERE a.domain = 'carpet' AND a.is_at_work
