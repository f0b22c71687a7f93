/*---
id: masters_trained
title:
  fa: دانش‌آموختگان دوره‌های استادکاری
  en: Graduates of master courses
definition:
  fa: >-
    شمار کسانی که دوره‌های سطح استادکاری را به پایان رسانده‌اند، در فصل آغاز دوره.
  en: >-
    Those who finished courses of master level, in the quarter in which the course began.
unit: persons
kind: flow
direction: up
decimals: 0
theme: masters
owner: heritage
disclosure: {none: "It is stated for each course as a whole; nobody is listed."}
caveat:
  fa: >-
    دورهٔ استادکاری کسی را استادکار نامور نمی‌کند؛ با شمار آنان جمع زده نمی‌شود. تا فهرست همهٔ برگزارکنندگان آن
    فصل نرسد، موقت است.
  en: >-
    A master course makes nobody a named master; it is not added to their number. Until the lists of all
    organisers of the quarter have come it is provisional.
rollup: {register: province, time: sum}
---*/
SELECT t.row_id, t.area_code, t.domain, t.frequency, t.period, 'register' AS basis,
  CASE WHEN t.level = 'master' THEN t.graduates ELSE 0 END AS numerator,
  CASE WHEN NOT t.is_complete THEN 'incomplete' WHEN r.is_complete THEN 'final' ELSE 'provisional' END AS status
FROM core.training_courses AS t
LEFT JOIN core.register_quarters AS r
  ON r.feed = 'training' AND r.domain = t.domain AND r.period = t.period
WHERE t.level <> 'not_recognised'
