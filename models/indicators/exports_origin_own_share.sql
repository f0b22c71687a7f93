/*---
id: exports_origin_own_share
title:
  fa: 'سهم گمرک‌های خود استان از صادرات {place.origin_goods.fa}'
  en: 'Own offices’ share of {place.origin_goods.en} exports'
definition:
  fa: >-
    ارزش دلاری صادرات ردیف‌های تعرفه‌ای که نام خاستگاه در خود آن‌ها آمده و در گمرک‌های استان همان خاستگاه ارزیابی شده
    است، تقسیم بر همهٔ صادرات همان ردیف‌های تعرفه از هر گمرک.
  en: >-
    Dollar value of exports in the tariff lines that name their origin, assessed by offices of the province of that
    origin, divided by all exports of those lines through any office.
unit: share
kind: ratio
direction: none
decimals: 1
theme: exports
owner: customs
caveat:
  fa: >-
    تنها از کالایی است که ردیف تعرفه‌اش خاستگاه را می‌گوید. دوره‌ای که گمرک همهٔ سطرهای آن گفته نشده، سهمی ندارد.
  en: >-
    Of goods alone whose tariff line names the origin. A period in which the office of some rows is not told has no share.
placed_by: hs_code
rollup: {customs: province}
---*/
WITH unplaced AS (
  SELECT DISTINCT e.frequency, e.period
  FROM core.export_counts AS e
  WHERE e.origin_area_code IS NOT NULL AND e.customs_office IS NULL
)
SELECT e.row_id, e.origin_area_code AS area_code, e.domain, '' AS breakdown, '' AS category, e.frequency, e.period,
  e.channel AS basis, CASE WHEN e.office_area_code = p.ancestor_code THEN e.value_usd ELSE 0 END AS numerator,
  e.value_usd AS denominator
FROM core.export_counts AS e
INNER JOIN reference.area_ancestors AS p ON p.area_code = e.origin_area_code AND p.ancestor_kind = 'province'
LEFT JOIN unplaced AS u ON u.frequency = e.frequency AND u.period = e.period
WHERE u.period IS NULL AND e.value_usd IS NOT NULL
