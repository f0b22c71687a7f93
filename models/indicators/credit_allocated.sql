/*---
id: credit_allocated
title:
  fa: اعتبار ابلاغ‌شده
  en: Credit allocated
definition:
  fa: >-
    سهمی که از تسهیلات به صنایع دستی استان ابلاغ شده است، به ریال.
  en: >-
    Share of the credit line notified to the province’s handicrafts, in rial.
unit: IRR
kind: flow
direction: up
decimals: 0
theme: credit
owner: heritage
caveat:
  fa: >-
    در گفته سال بودجه نیامده است؛ به سال ۱۴۰۰ گذاشته شد. ۲۲ میلیارد تومان، یعنی ۲۲۰ میلیارد ریال.
  en: >-
    The budget year was not said; it is set to 1400. 22 milliard toman, that is 220 milliard rial.
stated: true
---*/
SELECT c.row_id, c.area_code, c.domain, c.frequency, c.period, 'register' AS basis,
  c.net_amount_rial AS numerator
FROM core.credit_allocations AS c
