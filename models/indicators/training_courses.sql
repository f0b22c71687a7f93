/*---
id: training_courses
title:
  fa: دوره‌های آموزشی
  en: Training courses
definition:
  fa: >-
    شمار دوره‌های آموزش صنایع دستی و فرش که در فصل آغاز شده‌اند، به تفکیک گونهٔ مرکز.
  en: >-
    Courses in crafts and carpet that began in the quarter, by kind of centre.
unit: courses
kind: flow
direction: up
decimals: 0
theme: training
owner: vocational_training
disclosure: {none: "Courses are counted; nobody is listed."}
caveat:
  fa: >-
    دوره‌ای که چند فهرست گفته‌اند یک بار شمرده می‌شود، اگر شماره‌اش یکی باشد. تا فهرست همهٔ برگزارکنندگان آن فصل
    نرسد، موقت است.
  en: >-
    A course that several lists tell counts once, if its number is the same. Until the lists of all organisers
    of the quarter have come it is provisional.
rollup: {register: province, categories: total, time: sum}
---*/
SELECT t.row_id, t.area_code, t.domain, 'centre_kind' AS breakdown,
  coalesce(t.centre_kind, 'unknown') AS category, t.frequency, t.period, 'register' AS basis, 1 AS numerator,
  CASE WHEN NOT t.is_complete THEN 'incomplete' WHEN r.is_complete THEN 'final' ELSE 'provisional' END AS status
FROM core.training_courses AS t
LEFT JOIN core.register_quarters AS r
  ON r.feed = 'training' AND r.domain = t.domain AND r.period = t.period
