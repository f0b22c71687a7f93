/*---
id: event_sales
title:
  fa: فروش رویدادها
  en: Sales at events
definition:
  fa: >-
    فروش غرفه‌داران در رویدادهای فصل به ریال، به گفتهٔ خودشان.
  en: >-
    Sales of exhibitors at the events of the quarter in rial, as they tell.
unit: IRR
kind: flow
direction: up
decimals: 0
theme: events
owner: heritage
disclosure: {none: "It is the sum of what events sold, and of no person."}
caveat:
  fa: >-
    گفتهٔ غرفه‌داران است، نه صورت‌حساب؛ به قیمت جاری است و رویداد بی رقم، جمع را «دست‌کم» می‌کند.
  en: >-
    What exhibitors say, not what was invoiced; at current prices; an event without a figure makes the sum “at least”.
rollup: {register: country, time: sum}
---*/
SELECT e.row_id, e.area_code, e.domain, e.frequency, e.period, 'register' AS basis, e.sales_rial AS numerator,
  CASE WHEN NOT e.is_complete THEN 'incomplete' WHEN r.is_complete THEN 'final' ELSE 'provisional' END AS status
FROM core.craft_events AS e
LEFT JOIN core.register_quarters AS r
  ON r.feed = 'events' AND r.domain = e.domain AND r.period = e.period
