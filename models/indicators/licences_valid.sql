/*---
id: licences_valid
title:
  fa: پروانه‌های معتبر
  en: Valid licences
definition:
  fa: >-
    شمار پروانه‌ها، مجوزها و کارت‌هایی که در روز پایان فصل معتبرند: صادر یا تمدید شده، مدتشان نگذشته و باطل
    نشده‌اند؛ به تفکیک گونه.
  en: >-
    Licences, permits and cards valid on the last day of the quarter: issued or renewed, within their term and
    not revoked; by kind.
unit: licences
kind: stock
direction: up
decimals: 0
theme: artisans
owner: heritage
caveat:
  fa: >-
    پروانه شمرده می‌شود، نه کس. پروانه‌ای که پیش از آغاز دفتر صادر شده و در هیچ فهرستی نیامده، دیده نمی‌شود. پس
    از فصلی که فهرستش نرسیده، موقت است.
  en: >-
    Licences are counted, not persons. A licence issued before the register began and told in no list is not
    seen. After a quarter whose list did not come it is provisional.
rollup: {register: province, categories: total, categories_from: province}
balance: {beside: [licences_lapsed], gains: [licences_issued], loses: [licences_revoked]}
zeros: {gaps: provisional}
---*/
SELECT q.row_id, q.area_code, q.domain, 'licence_kind' AS breakdown, q.licence_kind AS category,
  'Q' AS frequency, q.period, 'register' AS basis, 1 AS numerator,
  CASE WHEN q.is_series_complete THEN 'final' ELSE 'provisional' END AS status
FROM core.licence_quarters AS q
WHERE q.state = 'valid'
