/*---
id: exports_unit_value
title:
  fa: ارزش هر کیلوگرم صادرات
  en: Unit value of exports
definition:
  fa: >-
    ارزش دلاری صادرات ردیف‌های تعرفهٔ هسته تقسیم بر وزن آن، از سطرهایی که هم ارزش دارند و هم وزنی بیش از صفر.
  en: >-
    US dollar value of exports in the core lines divided by their weight, from rows that tell a value and a weight above
    zero.
unit: usd_per_kg
kind: ratio
direction: up
decimals: 2
theme: exports
owner: customs
caveat:
  fa: >-
    بها نیست: با سهم فرش ابریشمی یا گلیم سبک بالا و پایین می‌رود، بی آن که بهایی دگرگون شود.
  en: >-
    It is no price: it moves with the share of silk carpets or light kilims though no price changes.
placed_by: customs_office
rollup: {customs: country, categories: total, domains: total}
---*/
SELECT e.row_id, e.counted_area_code AS area_code, e.domain, 'customs_office' AS breakdown,
  e.customs_office AS category, e.frequency, e.period, e.channel AS basis, e.value_usd AS numerator,
  e.weight_kg AS denominator
FROM core.export_counts AS e
WHERE e.is_core_line AND e.weight_kg <> 0 AND e.value_usd IS NOT NULL
UNION ALL
-- Where only some offices told a period, it is the unit value of these alone; of a part of it there is none.
SELECT w.row_id, w.area_code, w.domain, w.breakdown, w.category, w.frequency, w.period, w.basis,
  NULL AS numerator, NULL AS denominator,
  CASE WHEN w.status = 'provisional' THEN 'about' ELSE w.qualifier END AS qualifier, w.status
FROM core.export_without_rows AS w
WHERE w.is_of_offices AND w.breakdown = ''
