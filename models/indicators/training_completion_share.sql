/*---
id: training_completion_share
title:
  fa: نرخ تکمیل دوره
  en: Completion rate
definition:
  fa: >-
    دانش‌آموختگان تقسیم بر ثبت‌نام‌شدگان دوره‌هایی که هر دو شمار را نوشته‌اند.
  en: >-
    Graduates divided by the enrolled of the courses that tell both.
unit: share
kind: ratio
direction: up
decimals: 1
theme: training
owner: vocational_training
disclosure: {none: "It is stated for each course as a whole; nobody is listed."}
caveat:
  fa: >-
    دورهٔ ناتمام این سهم را کم نشان می‌دهد. تا فهرست همهٔ برگزارکنندگان آن فصل نرسد، موقت است.
  en: >-
    Courses still running make it look lower. Until the lists of all organisers of the quarter have come it is
    provisional.
rollup: {register: province, time: sum}
---*/
SELECT t.row_id, t.area_code, t.domain, t.frequency, t.period, 'register' AS basis, t.graduates AS numerator,
  t.enrolled AS denominator,
  CASE WHEN NOT t.is_complete THEN 'incomplete' WHEN r.is_complete THEN 'final' ELSE 'provisional' END AS status
FROM core.training_courses AS t
LEFT JOIN core.register_quarters AS r
  ON r.feed = 'training' AND r.domain = t.domain AND r.period = t.period
WHERE t.graduates IS NOT NULL AND t.enrolled IS NOT NULL
