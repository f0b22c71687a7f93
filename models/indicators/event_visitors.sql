/*---
id: event_visitors
title:
  fa: بازدیدکنندگان رویدادها
  en: Visitors of events
definition:
  fa: >-
    شمار بازدیدکنندگان رویدادهای فصل، به گفتهٔ برگزارکننده.
  en: >-
    Visitors of the events of the quarter, as the organiser tells.
unit: persons
kind: flow
direction: up
decimals: 0
theme: events
owner: heritage
disclosure: {none: "It is stated for each event as a whole; nobody is listed."}
caveat:
  fa: >-
    بازدید شمرده می‌شود، نه کس؛ رویداد بی رقم، جمع را «دست‌کم» می‌کند.
  en: >-
    Visits, not persons; an event without a figure makes the sum “at least”.
rollup: {register: country, time: sum}
---*/
SELECT e.row_id, e.area_code, e.domain, e.frequency, e.period, 'register' AS basis, e.visitors AS numerator,
  CASE WHEN NOT e.is_complete THEN 'incomplete' WHEN r.is_complete THEN 'final' ELSE 'provisional' END AS status
FROM core.craft_events AS e
LEFT JOIN core.register_quarters AS r
  ON r.feed = 'events' AND r.domain = e.domain AND r.period = e.period
