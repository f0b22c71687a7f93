/*---
id: credit_paid
title:
  fa: اعتبار پرداخت‌شده
  en: Credit paid
definition:
  fa: >-
    مبلغی که تا آخرین فهرست از تسهیلات یک سال بودجه پرداخت شده است، به ریال.
  en: >-
    Amount of the credit of a budget year that was paid by the newest list, in rial.
unit: IRR
kind: flow
direction: up
decimals: 0
theme: credit
owner: heritage
caveat:
  fa: >-
    به سال بودجهٔ پرونده نوشته می‌شود، نه به روز پرداخت؛ پرداخت یک سال تا سال‌ها بعد ادامه دارد.
  en: >-
    It counts for the budget year of the file and not for the day of payment; a year goes on being paid in later
    ones.
disclosure: {none: "Money of a public credit line is added up for the province, and nobody is counted."}
---*/
SELECT o.row_id, o.area_code, o.domain, o.frequency, o.period, 'register' AS basis,
  CASE WHEN o.is_least THEN 'provisional' ELSE 'final' END AS status, o.paid_rial AS numerator
FROM core.credit_outcomes AS o
WHERE o.is_paid IS NOT NULL
