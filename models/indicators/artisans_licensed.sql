/*---
id: artisans_licensed
title:
  fa: هنرمندان دارای پروانه
  en: Licensed artisans
definition:
  fa: >-
    شمار هنرمندان شناسایی‌شده‌ای که تا آن زمان پروانهٔ تولید گرفته‌اند، بی قالی‌بافان.
  en: >-
    Artisans identified and given a production licence up to that time; carpet weavers are not among them.
unit: persons
kind: cumulative
direction: up
decimals: 0
theme: artisans
owner: heritage
caveat:
  fa: >-
    تجمعی است؛ پروانه‌های منقضی از آن کم نشده‌اند.
  en: >-
    Cumulative: licences that expired since are not taken out.
disclosure: small_counts
rollup: {register: province}
headline: 2
---*/
SELECT s.row_id, s.area_code, s.domain, '' AS breakdown,
  s.category, s.frequency, s.period, 'reported' AS basis, s.value AS numerator, NULL AS denominator, s.qualifier,
  CASE WHEN s.value IS NULL THEN 'missing' END AS status
FROM core.statements AS s
WHERE s.indicator_id = 'artisans_licensed' AND s.is_preferred
