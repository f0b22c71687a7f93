/*---
id: credit_approved_files
title:
  fa: پرونده‌های مصوب بانک
  en: Files approved by banks
definition:
  fa: >-
    شمار پرونده‌های یک سال بودجه که بانک تصویب کرده است.
  en: >-
    Files of a budget year that a bank approved.
unit: projects
kind: flow
direction: up
decimals: 0
theme: credit
owner: heritage
---*/
SELECT o.row_id, o.area_code, o.domain, o.frequency, o.period, 'register' AS basis,
  CASE WHEN o.is_least THEN 'provisional' ELSE 'final' END AS status,
  CASE WHEN o.is_approved THEN 1 ELSE 0 END AS numerator
FROM core.credit_outcomes AS o
WHERE o.is_approved IS NOT NULL
