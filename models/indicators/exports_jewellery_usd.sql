/*---
id: exports_jewellery_usd
title:
  fa: صادرات زیورآلات فلز گران‌بها (تعرفهٔ ۷۱۱۳)
  en: Exports of jewellery of precious metal (HS 7113)
definition:
  fa: >-
    ارزش دلاری صادرات همهٔ ردیف‌های تعرفهٔ شمارهٔ ۷۱۱۳ (زیورآلات زر، سیم و روکش)، دست‌ساز یا نه، به گمرک ارزیابی.
  en: >-
    Dollar value of exports in all tariff lines of heading 7113 (articles of jewellery of gold, silver and clad metal),
    made by hand or not, by the office that assessed them.
unit: USD
kind: flow
direction: none
decimals: 0
theme: exports
owner: customs
caveat:
  fa: >-
    بهای زر آن را بالا و پایین می‌برد. تنها ردیف‌های تعرفهٔ زیور سنتی مرصع آن در هستهٔ صنایع دستی است؛ با صادرات هسته جمع
    نمی‌شود. دورهٔ بی رقم، صفر نیست: فهرست‌هایی هست که تنها ردیف‌های تعرفهٔ هسته را دارند.
  en: >-
    The price of gold moves it. Of it only the lines of traditional gem-set jewellery are in the core of handicrafts; it
    is never added to the core. A period without a figure is no zero: some lists hold the core lines alone.
placed_by: customs_office
rollup: {customs: country, categories: total}
---*/
-- An amount that is unknown in one of two releases makes their difference neither more nor less.
SELECT e.row_id, e.counted_area_code AS area_code, 'crafts' AS domain, 'customs_office' AS breakdown,
  e.customs_office AS category, e.frequency, e.period, e.channel AS basis, e.value_usd AS numerator,
  CASE WHEN e.is_difference AND e.value_usd IS NULL THEN 'about' ELSE 'exact' END AS qualifier
FROM core.export_counts AS e
WHERE substring(e.hs8, 1, 4) = '7113'
