/*---
id: credit_applied_files
title:
  fa: طرح‌های ارائه‌شده
  en: Projects submitted
definition:
  fa: >-
    شمار طرح‌هایی که برای گرفتن تسهیلات ارائه شده است.
  en: >-
    Projects presented for the credit line.
unit: projects
kind: flow
direction: up
decimals: 0
theme: credit
owner: heritage
headline: 4
stated: true
---*/
SELECT c.row_id, c.area_code, c.domain, c.frequency, c.period, 'register' AS basis,
  c.applied_files AS numerator
FROM core.credit_allocations AS c
WHERE c.transaction_kind = 'allocated' AND c.applied_files IS NOT NULL
