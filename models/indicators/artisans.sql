/*---
id: artisans
title:
  fa: هنرمندان صنایع دستی
  en: Artisans
definition:
  fa: >-
    شمار کسانی که در رشته‌های صنایع دستی و هنرهای سنتی کار می‌کنند. قالی‌بافان جدا شمرده می‌شوند.
  en: >-
    Persons who work in handicrafts and traditional arts. Carpet weavers are counted apart.
unit: persons
kind: stock
direction: up
decimals: 0
theme: artisans
owner: heritage
caveat:
  fa: >-
    هفتاد هزار از ۱۳۹۹ تا ۱۴۰۲ بی‌تغییر تکرار شده است؛ برآورد است، نه شمارش.
  en: >-
    The figure of 70,000 was repeated unchanged from 1399 to 1402: an estimate, not a count.
disclosure: small_counts
rollup: {register: province}
headline: 1
---*/
SELECT s.row_id, s.area_code, s.domain, '' AS breakdown,
  s.category, s.frequency, s.period, 'reported' AS basis, s.value AS numerator, NULL AS denominator, s.qualifier,
  CASE WHEN s.value IS NULL THEN 'missing' END AS status
FROM core.statements AS s
WHERE s.indicator_id = 'artisans' AND s.is_preferred
UNION ALL
SELECT a.row_id, a.area_code, a.domain, '' AS breakdown, '' AS category, a.frequency, a.period,
  'register' AS basis, 1 AS numerator, NULL AS denominator, 'exact' AS qualifier, 'final' AS status
FROM core.artisans AS a
