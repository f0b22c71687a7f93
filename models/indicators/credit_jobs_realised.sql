/*---
id: credit_jobs_realised
title:
  fa: شغل‌های محقق‌شده
  en: Jobs found after credit
definition:
  fa: >-
    شمار شغل‌هایی که در راستی‌آزمایی پرونده‌های پرداخت‌شدهٔ یک سال بودجه یافته شده است.
  en: >-
    Jobs found at the check of the paid files of a budget year.
unit: persons
kind: flow
direction: up
decimals: 0
theme: credit
owner: heritage
caveat:
  fa: >-
    پرونده‌ای که هنوز راستی‌آزمایی نشده، جمع را «دست‌کم» می‌کند؛ با شغل‌های تعهدشده به همین سبب یکسان نیست.
  en: >-
    A file that is not yet checked makes the sum “at least”; it rests on fewer files than the jobs promised.
---*/
SELECT o.row_id, o.area_code, o.domain, o.frequency, o.period, 'register' AS basis,
  CASE WHEN o.is_least THEN 'provisional' ELSE 'final' END AS status, o.realised_jobs AS numerator
FROM core.credit_outcomes AS o
WHERE o.is_paid
