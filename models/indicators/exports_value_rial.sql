/*---
id: exports_value_rial
title:
  fa: ارزش ریالی صادرات صنایع دستی، به گمرک
  en: Rial value of handicraft exports, by customs office
definition:
  fa: >-
    ارزش ریالی صادرات خط‌های تعرفهٔ هستهٔ صنایع دستی که در گمرک‌های آن جا ارزیابی شده است.
  en: >-
    Rial value of exports in the core handicraft tariff lines, assessed by the customs offices of the area.
unit: IRR
kind: flow
direction: up
decimals: 0
theme: exports
owner: customs
caveat:
  fa: >-
    به قیمت جاری است؛ تورم از آن کم نشده است.
  en: >-
    At current prices; not deflated.
rollup: {customs: country, categories: total, domains: total}
---*/
SELECT e.row_id, e.office_area_code AS area_code, e.domain, 'customs_office' AS breakdown,
  e.customs_office AS category, e.frequency, e.period, e.channel AS basis, e.value_rial AS numerator,
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
