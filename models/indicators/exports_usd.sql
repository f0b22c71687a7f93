/*---
id: exports_usd
title:
  fa: صادرات صنایع دستی، به گمرک
  en: Handicraft exports, by customs office
definition:
  fa: >-
    ارزش دلاری صادرات ردیف‌های تعرفهٔ هستهٔ صنایع دستی که در گمرک‌های آن جا ارزیابی شده است؛ گفته‌های بی‌ثبت جدا می‌مانند.
  en: >-
    Dollar value of exports in the core handicraft tariff lines, assessed by the customs offices of the area; mere statements stay apart.
unit: USD
kind: flow
direction: up
decimals: 0
theme: exports
owner: customs
caveat:
  fa: >-
    گمرک ارزیابی، خاستگاه کالا نیست: گلیم سیرجان از گمرک‌های بیرون استان می‌رود.
  en: >-
    The assessing office is not the origin: Sirjan kilim leaves through offices outside the province.
rollup: {customs: country, categories: total, domains: total}
headline: 5
---*/
SELECT s.row_id, s.area_code, s.domain, '' AS breakdown,
  s.category, s.frequency, s.period, 'reported' AS basis, s.value AS numerator, NULL AS denominator, s.qualifier,
  CASE WHEN s.value IS NULL THEN 'missing' END AS status
FROM core.statements AS s
WHERE s.indicator_id = 'exports_usd' AND s.is_preferred
UNION ALL
SELECT e.row_id, e.office_area_code AS area_code, e.domain, 'customs_office' AS breakdown,
  e.customs_office AS category, e.frequency, e.period, e.channel AS basis, e.value_usd AS numerator,
  NULL AS denominator, 'exact' AS qualifier, 'final' AS status
FROM core.export_counts AS e
WHERE e.is_core_line
UNION ALL
-- The customs file lists every office that cleared something. An office of the province without a row is a
-- true zero of that file, not a missing figure; the row_id names the whole delivery.
SELECT concat(z.delivery_id, '##') AS row_id, z.area_code, z.domain, 'customs_office' AS breakdown,
  z.office_name AS category, z.frequency, z.period, 'customs' AS basis, 0 AS numerator, NULL AS denominator,
  'exact' AS qualifier, 'final' AS status
FROM core.export_office_zeros AS z
UNION ALL
-- A period that was told in part has no total, and where only single offices told it, a least one.
SELECT g.row_id, g.area_code, g.domain, '' AS breakdown, '' AS category, g.frequency, g.period, 'customs' AS basis,
  CASE WHEN g.state = 'at_least' THEN 0 END AS numerator, NULL AS denominator,
  CASE WHEN g.state = 'at_least' THEN 'more_than' ELSE 'exact' END AS qualifier,
  CASE WHEN g.state = 'at_least' THEN 'provisional' ELSE 'incomplete' END AS status
FROM core.export_gaps AS g
WHERE g.area_code IN (SELECT a.area_code FROM reference.areas AS a WHERE a.kind IN ('province', 'country'))
