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
---*/
SELECT s.row_id, s.area_code, s.domain, '' AS breakdown,
  s.category, s.frequency, s.period, 'reported' AS basis, s.value AS numerator, NULL AS denominator, s.qualifier,
  CASE WHEN s.value IS NULL THEN 'missing' END AS status
FROM core.statements AS s
WHERE s.indicator_id = 'credit_allocated' AND s.is_preferred
UNION ALL
SELECT c.row_id, c.area_code, c.domain, '' AS breakdown, '' AS category, c.frequency, c.period,
  'register' AS basis,
  c.net_amount_rial AS numerator,
  NULL AS denominator, 'exact' AS qualifier, 'final' AS status
FROM core.credit_allocations AS c
