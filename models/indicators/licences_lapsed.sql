/*---
id: licences_lapsed
title:
  fa: پروانه‌های منقضی
  en: Lapsed licences
definition:
  fa: >-
    شمار پروانه‌ها، مجوزها و کارت‌هایی که در روز پایان فصل مدتشان گذشته و تمدید نشده‌اند؛ باطل‌شده‌ها جدا هستند.
    به تفکیک گونه.
  en: >-
    Licences, permits and cards whose term has run out by the last day of the quarter and which were not
    renewed; revoked ones are apart. By kind.
unit: licences
kind: stock
direction: down
decimals: 0
theme: artisans
owner: heritage
caveat:
  fa: >-
    پروانه‌ای که دارنده‌اش دیگر کار نمی‌کند نیز در آن می‌ماند. پس از فصلی که فهرستش نرسیده، موقت است.
  en: >-
    Licences whose holders no longer work stay in it. After a quarter whose list did not come it is provisional.
rollup: {register: province, categories: total, categories_from: province}
balance: {gains: [licences_expired]}
zeros: {gaps: provisional}
---*/
SELECT q.row_id, q.area_code, q.domain, 'licence_kind' AS breakdown, q.licence_kind AS category,
  'Q' AS frequency, q.period, 'register' AS basis, 1 AS numerator,
  CASE WHEN q.is_series_complete THEN 'final' ELSE 'provisional' END AS status
FROM core.licence_quarters AS q
WHERE q.state = 'lapsed'
