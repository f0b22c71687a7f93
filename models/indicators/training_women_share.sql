/*---
id: training_women_share
title:
  fa: سهم زنان در آموزش
  en: Women among graduates
definition:
  fa: >-
    زنان دانش‌آموخته تقسیم بر دانش‌آموختگان دوره‌هایی که زن و مرد را جدا نوشته‌اند.
  en: >-
    Women who finished divided by the graduates of the courses that tell women and men apart.
unit: share
kind: ratio
direction: none
decimals: 1
theme: training
owner: vocational_training
disclosure: {none: "It is stated for each course as a whole; nobody is listed."}
caveat:
  fa: >-
    صندلی شمرده می‌شود، نه کس. تا فهرست همهٔ برگزارکنندگان آن فصل نرسد، موقت است.
  en: >-
    Seats are counted, not persons. Until the lists of all organisers of the quarter have come it is
    provisional.
rollup: {register: province, time: sum}
---*/
SELECT t.row_id, t.area_code, t.domain, t.frequency, t.period, 'register' AS basis,
  t.graduates_women AS numerator, t.graduates_women + t.graduates_men AS denominator,
  CASE WHEN NOT t.is_complete THEN 'incomplete' WHEN r.is_complete THEN 'final' ELSE 'provisional' END AS status
FROM core.training_courses AS t
LEFT JOIN core.register_quarters AS r
  ON r.feed = 'training' AND r.domain = t.domain AND r.period = t.period
WHERE t.graduates_women IS NOT NULL AND t.graduates_men IS NOT NULL
