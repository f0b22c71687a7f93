/*---
id: credit_allocated
title:
  fa: اعتبار ابلاغ‌شده
  en: Credit notified
definition:
  fa: >-
    سهمی که از تسهیلات یک سال بودجه به این حوزه ابلاغ شده است، به ریال، پیش از هر جابه‌جایی.
  en: >-
    Share of the credit of a budget year that was notified to the domain, in rial, before anything was moved.
unit: IRR
kind: flow
direction: up
decimals: 0
theme: credit
owner: heritage
caveat:
  fa: >-
    در گفتهٔ ۱۴۰۰ سال بودجه نیامده است؛ به سال ۱۴۰۰ گذاشته شد. ۲۲ میلیارد تومان، یعنی ۲۲۰ میلیارد ریال.
  en: >-
    What was said of 1400 names no budget year; it is set to 1400. 22 billion tomans, that is 220 billion rials.
stated: true
---*/
SELECT c.row_id, c.area_code, c.domain, c.frequency, c.period, 'register' AS basis, c.amount_rial AS numerator
FROM core.credit_allocations AS c
WHERE c.transaction_kind = 'allocated'
