/*---
id: training_enrolled
title:
  fa: ثبت‌نام‌شدگان دوره‌ها
  en: Enrolled in courses
definition:
  fa: >-
    شمار ثبت‌نام در دوره‌هایی که در فصل آغاز شده‌اند.
  en: >-
    Enrolments in courses that began in the quarter.
unit: persons
kind: flow
direction: up
decimals: 0
theme: training
owner: vocational_training
disclosure: {none: "It is stated for each course as a whole; nobody is listed."}
caveat:
  fa: >-
    صندلی شمرده می‌شود، نه کس: یک نفر می‌تواند چند دوره ببیند. تا فهرست همهٔ برگزارکنندگان آن فصل نرسد، موقت
    است.
  en: >-
    Seats are counted, not persons: one person may take several courses. Until the lists of all organisers of
    the quarter have come it is provisional.
rollup: {register: province, time: sum}
---*/
SELECT t.row_id, t.area_code, t.domain, t.frequency, t.period, 'register' AS basis, t.enrolled AS numerator,
  CASE WHEN NOT t.is_complete THEN 'incomplete' WHEN r.is_complete THEN 'final' ELSE 'provisional' END AS status
FROM core.training_courses AS t
LEFT JOIN core.register_quarters AS r
  ON r.feed = 'training' AND r.domain = t.domain AND r.period = t.period
