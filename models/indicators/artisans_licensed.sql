/*---
id: artisans_licensed
title:
  fa: هنرمندان دارای پروانه
  en: Licensed artisans
definition:
  fa: >-
    شمار هنرمندان شناسایی‌شده‌ای که تا آن زمان پروانهٔ تولید گرفته‌اند، بی قالی‌بافان. در دفتر، هر کس که دست‌کم
    یک پروانهٔ تولید انفرادی یا کارگاهی به نامش صادر یا تمدید شده است، یک بار.
  en: >-
    Artisans identified and given a production licence up to that time; carpet weavers are not among them. In
    the register, each person to whom at least one individual or workshop production licence was issued or
    renewed, once.
unit: persons
kind: cumulative
direction: up
decimals: 0
theme: artisans
owner: heritage
caveat:
  fa: >-
    تجمعی است؛ پروانه‌های منقضی از آن کم نشده‌اند. دفتر تنها پروانه‌هایی را می‌شناسد که از آغاز آن به بعد گزارش
    شده‌اند؛ پس از فصلی که نرسیده، رقم موقت است.
  en: >-
    Cumulative: licences that expired since are not taken out. The register knows only licences that were told
    since it began; after a quarter that did not come, the figure is provisional.
rollup: {register: province}
headline: 2
stated: true
zeros: {domain: crafts, gaps: provisional}
---*/
SELECT p.row_id, p.area_code, p.domain, 'Q' AS frequency, p.period, 'register' AS basis, 1 AS numerator,
  CASE WHEN p.is_series_complete THEN 'final' ELSE 'provisional' END AS status
FROM core.licensed_persons AS p
WHERE p.domain = 'crafts' AND p.family = 'production'
