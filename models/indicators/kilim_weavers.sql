/*---
id: kilim_weavers
title:
  fa: گلیم‌بافان
  en: Kilim weavers
definition:
  fa: >-
    شمار کسانی که گلیم می‌بافند. در دفتر، فعالانی که رشته‌شان گلیم‌بافی، گلیم‌فرش یا گلیم شیریکی‌پیچ است.
  en: >-
    Persons who weave kilims. In the register, those at work whose craft is kilim weaving, kilim-carpet or the
    shiriki-pich kilim of Sirjan.
unit: persons
kind: stock
direction: up
decimals: 0
theme: artisans
owner: heritage
caveat:
  fa: >-
    منبع دیگری ۱۴ هزار نفر می‌گوید. در دفتر، رشته‌ای که برای هر کس نخست نوشته شده است به شمار می‌آید.
    جایی که رشته‌ها نوشته شده و هیچ‌یک گلیم‌بافی نیست صفر دارد؛ جایی که رشتهٔ هیچ‌کس نوشته نشده، رقمی ندارد.
  en: >-
    Another source says 14,000. In the register, the craft that is written first for each person counts.
    Where crafts are written and none is kilim weaving there is a zero; where nobody's craft is written there is no
    figure.
disclosure: small_counts
rollup: {register: province}
---*/
SELECT s.row_id, s.area_code, s.domain, '' AS breakdown,
  s.category, s.frequency, s.period, 'reported' AS basis, s.value AS numerator, NULL AS denominator, s.qualifier,
  CASE WHEN s.value IS NULL THEN 'missing' END AS status
FROM core.statements AS s
WHERE s.indicator_id = 'kilim_weavers' AND s.is_preferred
UNION ALL
SELECT a.row_id, a.area_code, a.domain, '' AS breakdown, '' AS category, a.frequency, a.period,
  'register' AS basis, CASE WHEN a.craft_code IN ('C002', 'C003', 'C004') THEN 1 ELSE 0 END AS numerator,
  NULL AS denominator, 'exact' AS qualifier, 'final' AS status
FROM core.artisans AS a
-- Where crafts are written and none of them is kilim weaving, there is a true zero.
WHERE a.domain = 'crafts' AND coalesce(a.state, 'active') = 'active' AND a.craft_code IS NOT NULL
