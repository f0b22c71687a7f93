/*---
id: licences_expiring
title:
  fa: پروانه‌های رو به پایان
  en: Licences expiring within a year
definition:
  fa: >-
    شمار پروانه‌ها، مجوزها و کارت‌هایی که در روز پایان فصل معتبرند و مدتشان همان روز یا در چهار فصل پس از آن
    به پایان می‌رسد.
  en: >-
    Licences, permits and cards valid on the last day of the quarter whose term ends on that day or within the
    four quarters after it.
unit: licences
kind: stock
direction: none
decimals: 0
theme: artisans
owner: heritage
caveat:
  fa: >-
    پروانهٔ بی تاریخ اعتبار در آن نیست. کم یا زیاد بودنش نه خوب است و نه بد: کاری را می‌گوید که در پیش است. این که چند تا تمدید می‌شوند، از نرخ تمدید دیده می‌شود. پس از فصلی که
    فهرستش نرسیده، موقت است.
  en: >-
    Licences without a date of expiry are not in it. More or fewer is neither good nor bad: it tells the work ahead. How many are renewed, the renewal rate says. After a
    quarter whose list did not come it is provisional.
rollup: {register: province}
zeros: {gaps: provisional}
---*/
SELECT q.row_id, q.area_code, q.domain, 'Q' AS frequency, q.period, 'register' AS basis, 1 AS numerator,
  CASE WHEN q.is_series_complete THEN 'final' ELSE 'provisional' END AS status
FROM core.licence_quarters AS q
WHERE q.quarters_left <= 4
