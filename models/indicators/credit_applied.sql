/*---
id: credit_applied
title:
  fa: اعتبار درخواست‌شده
  en: Credit applied for
definition:
  fa: >-
    مبلغی که طرح‌های ارائه‌شده درخواست کرده‌اند، به ریال.
  en: >-
    Amount that the submitted projects asked for, in rial.
unit: IRR
kind: flow
direction: up
decimals: 0
theme: credit
owner: heritage
---*/
SELECT c.row_id, c.area_code, c.domain, c.frequency, c.period, 'reported' AS basis,
  c.applied_amount_rial AS numerator
FROM core.credit_allocations AS c
WHERE c.transaction_kind = 'allocated' AND c.applied_amount_rial IS NOT NULL
