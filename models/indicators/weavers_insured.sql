/*---
id: weavers_insured
title:
  fa: قالی‌بافان بیمه‌شده
  en: Insured weavers
definition:
  fa: >-
    شمار قالی‌بافانی که بیمه دارند.
  en: >-
    Weavers with social insurance.
unit: persons
kind: stock
direction: up
decimals: 0
theme: carpet
owner: carpet_centre
---*/
SELECT s.row_id, s.area_code, s.domain, '' AS breakdown,
  s.category, s.frequency, s.period, 'reported' AS basis, s.value AS numerator, NULL AS denominator, s.qualifier,
  CASE WHEN s.value IS NULL THEN 'missing' END AS status
FROM core.statements AS s
WHERE s.indicator_id = 'weavers_insured' AND s.is_preferred
