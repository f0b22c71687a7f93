/*---
id: kilim_weavers
title:
  fa: گلیم‌بافان
  en: Kilim weavers
definition:
  fa: >-
    شمار کسانی که گلیم می‌بافند.
  en: >-
    Persons who weave kilims.
unit: persons
kind: stock
direction: up
decimals: 0
theme: artisans
owner: heritage
caveat:
  fa: >-
    منبع دیگری ۱۴ هزار نفر می‌گوید.
  en: >-
    Another source says 14,000.
---*/
SELECT s.row_id, s.area_code, s.domain, '' AS breakdown,
  s.category, s.frequency, s.period, 'reported' AS basis, s.value AS numerator, NULL AS denominator, s.qualifier,
  CASE WHEN s.value IS NULL THEN 'missing' END AS status
FROM core.statements AS s
WHERE s.indicator_id = 'kilim_weavers' AND s.is_preferred
