/*---
id: craft_events
title:
  fa: رویدادها
  en: Events
definition:
  fa: >-
    شمار نمایشگاه‌ها، جشنواره‌ها، بازارچه‌های موقت، همایش‌ها و مسابقه‌هایی که در فصل آغاز شده‌اند، به تفکیک
    گونه.
  en: >-
    Exhibitions, festivals, temporary bazaars, conferences and competitions that began in the quarter, by kind.
unit: events
kind: flow
direction: up
decimals: 0
theme: events
owner: heritage
disclosure: {none: "Events are counted, and who took part is in no list."}
caveat:
  fa: >-
    رویدادهای بیرون استان که هنرمندان {place.short.fa} در آن شرکت کرده‌اند و اداره گزارش کرده است، تنها در رقم کشور
    شمرده می‌شوند؛ رقم کشور جمع همهٔ رویدادهای گزارش‌شده است.
  en: >-
    Events elsewhere in which artisans of {place.short.en} took part, where the office reports them, count in the figure
    of the country alone, which is the sum of all events reported.
rollup: {register: country, categories: total, time: sum}
stated: true
---*/
SELECT e.row_id, e.area_code, e.domain, 'event_kind' AS breakdown,
  coalesce(e.event_kind, 'unknown') AS category, e.frequency, e.period, 'register' AS basis, 1 AS numerator,
  CASE WHEN NOT e.is_complete THEN 'incomplete' WHEN r.is_complete THEN 'final' ELSE 'provisional' END AS status
FROM core.craft_events AS e
LEFT JOIN core.register_quarters AS r
  ON r.feed = 'events' AND r.domain = e.domain AND r.period = e.period
