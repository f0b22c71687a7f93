/*---
id: artisans
title:
  fa: هنرمندان صنایع دستی
  en: Artisans
definition:
  fa: >-
    شمار کسانی که در رشته‌های صنایع دستی و هنرهای سنتی کار می‌کنند. قالی‌بافان جدا شمرده می‌شوند. در دفتر، هر کس
    در پایان دوره یک بار شمرده می‌شود، هر چند رشته که داشته باشد؛ کسی که غیرفعال، بازنشسته یا درگذشته نوشته شده
    شمرده نمی‌شود و کسی که حالش نوشته یا شناخته نشده شمرده می‌شود. به تفکیک جنس؛
    کسی که جنسش نوشته نشده زیر «نوشته‌نشده» می‌آید.
  en: >-
    Persons who work in handicrafts and traditional arts. Carpet weavers are counted apart. In the register each
    person counts once at the end of the period, however many crafts; who is written down as inactive, retired
    or deceased does not count, who has no state, or one not recognised, does. By gender; whose gender is not
    written stands under “not written down”.
unit: persons
kind: stock
direction: up
decimals: 0
theme: artisans
owner: heritage
caveat:
  fa: >-
    هفتاد هزار از ۱۳۹۹ تا ۱۴۰۲ بی‌تغییر تکرار شده است؛ برآورد است، نه شمارش. دفتر تنها کسانی را می‌شناسد که
    اداره نامشان را نوشته است.
  en: >-
    The figure of 70,000 was repeated unchanged from 1399 to 1402: an estimate, not a count. The register knows
    only those whom the office has listed.
rollup: {register: province, categories: total}
headline: 1
stated: true
---*/
SELECT a.row_id, a.area_code, a.domain, 'gender' AS breakdown, coalesce(a.gender, 'unknown') AS category,
  a.frequency, a.period, 'register' AS basis, 1 AS numerator
FROM core.artisans AS a
WHERE a.domain = 'crafts' AND a.is_at_work
