/*---
id: credit_approved
title:
  fa: اعتبار مصوب بانک
  en: Credit approved by banks
definition:
  fa: >-
    مبلغی که بانک‌ها برای پرونده‌های یک سال بودجه تصویب کرده‌اند، به ریال.
  en: >-
    Amount that banks approved for the files of a budget year, in rial.
unit: IRR
kind: flow
direction: up
decimals: 0
theme: credit
owner: heritage
disclosure: {none: "Money of a public credit line is added up for the province, and nobody is counted."}
---*/
SELECT o.row_id, o.area_code, o.domain, o.frequency, o.period, 'register' AS basis,
  CASE WHEN o.is_least THEN 'provisional' ELSE 'final' END AS status, o.approved_rial AS numerator
FROM core.credit_outcomes AS o
WHERE o.is_approved IS NOT NULL
