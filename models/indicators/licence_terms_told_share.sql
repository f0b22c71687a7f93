/*---
id: licence_terms_told_share
title:
  fa: سهم پروانه‌های دارای تاریخ اعتبار
  en: Licences with a date of expiry
definition:
  fa: >-
    صدورها و تمدیدهایی که تاریخ اعتبارشان نوشته شده است تقسیم بر همهٔ صدورها و تمدیدهای فصل.
  en: >-
    Issues and renewals with a date of expiry written, divided by all issues and renewals of the quarter.
unit: share
kind: ratio
direction: up
decimals: 1
theme: quality
owner: heritage
caveat:
  fa: >-
    پروانهٔ بی تاریخ اعتبار در پیش‌بینی انقضا دیده نمی‌شود.
  en: >-
    A licence without a date of expiry is invisible in the outlook of expiries.
rollup: {register: province}
---*/
SELECT e.row_id, e.area_code, e.domain, e.frequency, e.period, 'register' AS basis,
  CASE WHEN e.expires_on IS NULL THEN 0 ELSE 1 END AS numerator, 1 AS denominator
FROM core.licence_events AS e
WHERE e.event IN ('issued', 'renewed')
