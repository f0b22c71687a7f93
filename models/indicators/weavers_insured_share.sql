/*---
id: weavers_insured_share
title:
  fa: پوشش بیمهٔ قالی‌بافان
  en: Insurance coverage of weavers
definition:
  fa: >-
    قالی‌بافان بیمه‌شده تقسیم بر قالی‌بافان؛ در دفتر، تقسیم بر آنان که وضع بیمه‌شان نوشته شده است.
  en: >-
    Insured weavers divided by weavers; in the register, by those whose insurance is written.
unit: share
kind: ratio
direction: up
decimals: 1
theme: carpet
owner: carpet_centre
caveat:
  fa: >-
    اگر وضع بیمهٔ بیمه‌نشده‌ها کمتر نوشته شود، سهم بیشتر از واقع دیده می‌شود.
  en: >-
    Where the uninsured are left blank more often, the share looks higher than it is.
rollup: {register: province}
---*/
SELECT n.row_id, n.area_code, n.domain, n.breakdown, n.category, n.frequency, n.period, n.basis, n.numerator,
  CASE WHEN n.basis = 'register' THEN 1 END AS denominator, n.qualifier, n.status
FROM indicators.weavers_insured AS n
UNION ALL
SELECT d.row_id, d.area_code, d.domain, d.breakdown, d.category, d.frequency, d.period, d.basis, NULL AS numerator,
  d.numerator AS denominator, d.qualifier, d.status
FROM indicators.weavers AS d
WHERE d.basis = 'reported'
