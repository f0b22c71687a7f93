/*---
id: credit_jobs_committed
title:
  fa: شغل‌های تعهدشده
  en: Jobs promised for credit
definition:
  fa: >-
    شمار شغل‌هایی که در پرونده‌های پرداخت‌شدهٔ یک سال بودجه تعهد شده است.
  en: >-
    Jobs promised in the paid files of a budget year.
unit: persons
kind: flow
direction: up
decimals: 0
theme: credit
owner: heritage
caveat:
  fa: >-
    تنها فهرست بانک آن را می‌گوید؛ پرونده‌ای که شماری ندارد، جمع را «دست‌کم» می‌کند.
  en: >-
    Only the list of a bank tells them; a file without a number makes the sum “at least”.
---*/
SELECT o.row_id, o.area_code, o.domain, o.frequency, o.period, 'register' AS basis,
  CASE WHEN o.is_least THEN 'provisional' ELSE 'final' END AS status, o.committed_jobs AS numerator
FROM core.credit_outcomes AS o
WHERE o.is_paid
