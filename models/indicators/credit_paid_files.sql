/*---
id: credit_paid_files
title:
  fa: پرونده‌های پرداخت‌شده
  en: Files paid
definition:
  fa: >-
    شمار پرونده‌های یک سال بودجه که چیزی از آن پرداخت شده است.
  en: >-
    Files of a budget year of which anything was paid.
unit: projects
kind: flow
direction: up
decimals: 0
theme: credit
owner: heritage
---*/
SELECT o.row_id, o.area_code, o.domain, o.frequency, o.period, 'register' AS basis,
  CASE WHEN o.is_least THEN 'provisional' ELSE 'final' END AS status, CASE WHEN o.is_paid THEN 1 ELSE 0 END AS numerator
FROM core.credit_outcomes AS o
WHERE o.is_paid IS NOT NULL
