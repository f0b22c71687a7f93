/*---
id: event_stands
title:
  fa: غرفه‌های استان در رویدادها
  en: Stands of the province at events
definition:
  fa: >-
    شمار غرفه‌های هنرمندان استان در رویدادهای فصل.
  en: >-
    Stands of the province’s artisans at the events of the quarter.
unit: items
kind: flow
direction: up
decimals: 0
theme: events
owner: heritage
disclosure: {none: "Stands of events are counted, and whose they are is in no list."}
caveat:
  fa: >-
    یک هنرمند می‌تواند در چند رویداد غرفه داشته باشد؛ رویداد بی رقم، جمع را «دست‌کم» می‌کند.
  en: >-
    One artisan may have stands at several events; an event without a figure makes the sum “at least”.
rollup: {register: country, time: sum}
---*/
SELECT e.row_id, e.area_code, e.domain, e.frequency, e.period, 'register' AS basis,
  e.own_stands AS numerator,
  CASE WHEN NOT e.is_complete THEN 'incomplete' WHEN r.is_complete THEN 'final' ELSE 'provisional' END AS status
FROM core.craft_events AS e
LEFT JOIN core.register_quarters AS r
  ON r.feed = 'events' AND r.domain = e.domain AND r.period = e.period
