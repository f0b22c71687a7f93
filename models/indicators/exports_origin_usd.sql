/*---
id: exports_origin_usd
title:
  fa: 'صادرات {place.origin_goods.fa}، به خاستگاه'
  en: '{place.origin_goods.en} exports, by origin'
definition:
  fa: >-
    ارزش دلاری صادرات ردیف‌های تعرفه‌ای که نام خاستگاه در خود آن‌ها آمده است، از هر گمرکی که رفته باشد.
  en: >-
    Dollar value of exports in the tariff lines that name their origin, whichever office they left through.
unit: USD
kind: flow
direction: up
decimals: 0
theme: exports
owner: customs
caveat:
  fa: >-
    تنها کالایی شمرده می‌شود که ردیف تعرفه‌اش خاستگاه آن را می‌گوید؛ خاستگاه دیگر کالاها در گمرک دیده نمی‌شود. این رقم کفِ صادرات است، نه برآورد آن.
  en: >-
    Only goods whose tariff line names their origin are counted; that of all else is invisible at customs. A floor, not an
    estimate.
placed_by: hs_code
rollup: {customs: province, categories: total}
headline: 6
---*/
-- An amount that is unknown in one of two releases makes their difference neither more nor less.
SELECT e.row_id, e.origin_area_code AS area_code, e.domain, 'tariff_line' AS breakdown, e.hs8 AS category,
  e.frequency, e.period, e.channel AS basis, e.value_usd AS numerator,
  CASE WHEN e.is_difference AND e.value_usd IS NULL THEN 'about' ELSE 'exact' END AS qualifier
FROM core.export_counts AS e
WHERE e.origin_area_code IS NOT NULL
UNION ALL
-- Totals of periods that were told in part.
SELECT w.row_id, w.area_code, w.domain, w.breakdown, w.category, w.frequency, w.period, w.basis, w.numerator,
  w.qualifier, w.status
FROM core.export_without_rows AS w
WHERE w.is_of_origin
