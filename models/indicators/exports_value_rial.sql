/*---
id: exports_value_rial
title:
  fa: ارزش ریالی صادرات صنایع دستی، به گمرک
  en: Rial value of handicraft exports, by customs office
definition:
  fa: >-
    ارزش ریالی صادرات ردیف‌های تعرفهٔ هستهٔ صنایع دستی که در گمرک‌های آن جا ارزیابی شده است.
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
placed_by: customs_office
rollup: {customs: country, categories: total, domains: total}
---*/
-- An amount that is unknown in one of two releases makes their difference neither more nor less.
SELECT e.row_id, e.counted_area_code AS area_code, e.domain, 'customs_office' AS breakdown,
  e.customs_office AS category, e.frequency, e.period, e.channel AS basis, e.value_rial AS numerator,
  CASE WHEN e.is_difference AND e.value_rial IS NULL THEN 'about' ELSE 'exact' END AS qualifier
FROM core.export_counts AS e
WHERE e.is_core_line
UNION ALL
-- Zeros of offices that cleared nothing, and totals of periods that were told in part.
SELECT w.row_id, w.area_code, w.domain, w.breakdown, w.category, w.frequency, w.period, w.basis, w.numerator,
  w.qualifier, w.status
FROM core.export_without_rows AS w
WHERE w.is_of_offices
