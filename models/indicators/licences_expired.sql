/*---
id: licences_expired
title:
  fa: پروانه‌های تمدیدنشدهٔ فصل
  en: Licences that ran out
definition:
  fa: >-
    شمار پروانه‌ها، مجوزها و کارت‌هایی که مدتشان در فصل، روز آخرش هم، به پایان رسید، تا پایان همان فصل تمدید
    نشدند و پیش‌تر باطل نشده بودند؛ به تفکیک گونه.
  en: >-
    Licences, permits and cards whose term ended in the quarter, its last day included, which were not renewed by
    its end and had not been revoked before; by kind.
unit: licences
kind: flow
direction: down
decimals: 0
theme: artisans
owner: heritage
caveat:
  fa: >-
    تمدید دیرهنگام در فصل‌های بعد این رقم را عوض نمی‌کند. پس از فصلی که فهرستش نرسیده، موقت است.
  en: >-
    A late renewal in a later quarter does not change it. After a quarter whose list did not come it is
    provisional.
rollup: {register: province, categories: total, categories_from: province, time: sum}
zeros: {gaps: provisional}
---*/
SELECT q.row_id, q.area_code, q.domain, 'licence_kind' AS breakdown, q.licence_kind AS category,
  'Q' AS frequency, q.period, 'register' AS basis, 1 AS numerator,
  CASE WHEN q.is_series_complete THEN 'final' ELSE 'provisional' END AS status
FROM core.licence_quarters AS q
-- A licence whose term ends on the very last day is still valid then, and its term has ended in the quarter all the same.
WHERE q.state <> 'revoked' AND q.term_period = q.period
