/*---
id: permit_coverage
title:
  fa: پوشش مجوز قالی‌بافی
  en: Permit coverage
definition:
  fa: >-
    قالی‌بافان دارای مجوز تقسیم بر قالی‌بافان، در یک جا و یک زمان و از یک گونه منبع.
  en: >-
    Permitted weavers divided by weavers, of one area, one period and one kind of source.
unit: share
kind: ratio
direction: up
decimals: 1
theme: carpet
owner: carpet_centre
caveat:
  fa: >-
    صورت آن تجمعی است؛ مجوزهای منقضی از آن کم نشده‌اند.
  en: >-
    Its numerator is cumulative: permits that expired since are not taken out.
rollup: {register: province}
---*/
SELECT n.row_id, n.area_code, n.domain, n.breakdown, n.category, n.frequency, n.period, n.basis, n.numerator,
  NULL AS denominator, n.qualifier, n.status
FROM indicators.weavers_permitted AS n
UNION ALL
SELECT d.row_id, d.area_code, d.domain, '' AS breakdown, '' AS category, d.frequency, d.period, d.basis, NULL AS numerator,
  d.numerator AS denominator, d.qualifier, d.status
FROM indicators.weavers AS d
