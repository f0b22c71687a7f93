/*---
id: artisans_insured_share
title:
  fa: پوشش بیمهٔ هنرمندان
  en: Insurance coverage of artisans
definition:
  fa: >-
    هنرمندان بیمه‌شده تقسیم بر هنرمندان؛ در دفتر، تقسیم بر آنان که وضع بیمه‌شان نوشته شده است.
  en: >-
    Insured artisans divided by artisans; in the register, by those whose insurance is written.
unit: share
kind: ratio
direction: up
decimals: 1
theme: artisans
owner: heritage
caveat:
  fa: >-
    اگر وضع بیمهٔ بیمه‌نشده‌ها کمتر نوشته شود، سهم بیشتر از واقع دیده می‌شود.
  en: >-
    Where the uninsured are left blank more often, the share looks higher than it is.
rollup: {register: province}
---*/
SELECT n.row_id, n.area_code, n.domain, n.breakdown, n.category, n.frequency, n.period, n.basis, n.numerator,
  CASE WHEN n.basis = 'register' THEN 1 END AS denominator, n.qualifier, n.status
FROM indicators.artisans_insured AS n
