/*---
id: licence_coverage
title:
  fa: پوشش پروانهٔ تولید
  en: Licence coverage
definition:
  fa: >-
    هنرمندان دارای پروانه تقسیم بر هنرمندان صنایع دستی، در یک جا و یک زمان و از یک گونه منبع.
  en: >-
    Licensed artisans divided by artisans, of one area, one period and one kind of source.
unit: share
kind: ratio
direction: up
decimals: 1
theme: artisans
owner: heritage
caveat:
  fa: >-
    صورت آن تجمعی و مخرج گفته‌شدهٔ آن برآورد است؛ پوشش واقعی پروانه‌های معتبر می‌تواند کمتر باشد.
  en: >-
    Its numerator is cumulative and its stated denominator an estimate; coverage by valid licences may be lower.
rollup: {register: province}
---*/
SELECT n.row_id, n.area_code, n.domain, n.breakdown, n.category, n.frequency, n.period, n.basis, n.numerator,
  NULL AS denominator, n.qualifier, n.status
FROM indicators.artisans_licensed AS n
UNION ALL
SELECT d.row_id, d.area_code, d.domain, '' AS breakdown, '' AS category, d.frequency, d.period, d.basis, NULL AS numerator,
  d.numerator AS denominator, d.qualifier, d.status
FROM indicators.artisans AS d
