/*---
id: training_graduates
title:
  fa: دانش‌آموختگان دوره‌ها
  en: Graduates of courses
definition:
  fa: >-
    شمار کسانی که دوره‌های آغازشده در فصل را به پایان رسانده‌اند.
  en: >-
    Those who finished the courses that began in the quarter.
unit: persons
kind: flow
direction: up
decimals: 0
theme: training
owner: vocational_training
disclosure: {none: "It is stated for each course as a whole; nobody is listed."}
caveat:
  fa: >-
    صندلی شمرده می‌شود، نه کس. دوره‌ای که هنوز دانش‌آموخته‌ای ندارد، جمع را «دست‌کم» می‌کند. تا فهرست همهٔ برگزارکنندگان آن فصل نرسد،
    موقت است.
  en: >-
    Seats are counted, not persons. A course that tells no graduates yet makes the sum “at least”. Until the lists of all
    organisers of the quarter have come it is provisional.
rollup: {register: province, time: sum}
---*/
SELECT t.row_id, t.area_code, t.domain, t.frequency, t.period, 'register' AS basis, t.graduates AS numerator,
  CASE WHEN NOT t.is_complete THEN 'incomplete' WHEN r.is_complete THEN 'final' ELSE 'provisional' END AS status
FROM core.training_courses AS t
LEFT JOIN core.register_quarters AS r
  ON r.feed = 'training' AND r.domain = t.domain AND r.period = t.period
