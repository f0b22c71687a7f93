/*---
id: credit_uptake
title:
  fa: جذب اعتبار تبصرهٔ ۱۸
  en: Note 18 credit uptake
definition:
  fa: >-
    مبلغ درخواست‌شده تقسیم بر مبلغ ابلاغ‌شدهٔ همان سال.
  en: >-
    Amount applied for divided by the amount allocated in the same year.
unit: share
kind: ratio
direction: up
decimals: 1
theme: credit
owner: heritage
caveat:
  fa: >-
    تا فهرست بانک نرسد، درخواست به جای پرداخت نشسته است؛ پرداخت هرگز از آن بیشتر نیست.
  en: >-
    Until a bank’s list arrives, applications stand in for payments, which can only be lower.
---*/
SELECT n.row_id, n.area_code, n.domain, n.breakdown, n.category, n.frequency, n.period, n.basis, n.numerator,
  NULL AS denominator, n.qualifier, NULL AS status
FROM indicators.credit_applied AS n
UNION ALL
SELECT d.row_id, d.area_code, d.domain, d.breakdown, d.category, d.frequency, d.period, d.basis, NULL AS numerator,
  d.numerator AS denominator, d.qualifier, NULL AS status
FROM indicators.credit_allocated AS d
WHERE d.basis = 'reported'
