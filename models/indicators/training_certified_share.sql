/*---
id: training_certified_share
title:
  fa: سهم گواهی‌گرفتگان
  en: Certification rate
definition:
  fa: >-
    کسانی که گواهی گرفته‌اند تقسیم بر دانش‌آموختگان دوره‌هایی که هر دو شمار را نوشته‌اند.
  en: >-
    Those who got a certificate divided by the graduates of the courses that tell both.
unit: share
kind: ratio
direction: up
decimals: 1
theme: training
owner: vocational_training
disclosure: {none: "It is stated for each course as a whole; nobody is listed."}
caveat:
  fa: >-
    گواهی می‌تواند پس از رسیدن فهرست داده شود. تا فهرست همهٔ برگزارکنندگان آن فصل نرسد، موقت است.
  en: >-
    Certificates may be given after the list was sent. Until the lists of all organisers of the quarter have
    come it is provisional.
rollup: {register: province, time: sum}
---*/
SELECT t.row_id, t.area_code, t.domain, t.frequency, t.period, 'register' AS basis, t.certified AS numerator,
  t.graduates AS denominator,
  CASE WHEN NOT t.is_complete THEN 'incomplete' WHEN r.is_complete THEN 'final' ELSE 'provisional' END AS status
FROM core.training_courses AS t
LEFT JOIN core.register_quarters AS r
  ON r.feed = 'training' AND r.domain = t.domain AND r.period = t.period
WHERE t.certified IS NOT NULL AND t.graduates IS NOT NULL
