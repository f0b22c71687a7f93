/*---
id: population
title:
  fa: جمعیت
  en: Population
definition:
  fa: >-
    جمعیت سرشماری.
  en: >-
    Population by census.
unit: persons
kind: stock
direction: none
decimals: 0
theme: fields
owner: statistics
caveat:
  fa: >-
    آخرین سرشماری ۱۳۹۵ است؛ جمعیت امروز نیست.
  en: >-
    The last census is of 1395; it is not today’s population.
---*/
SELECT s.row_id, s.area_code, s.domain, '' AS breakdown,
  s.category, s.frequency, s.period, 'reported' AS basis, s.value AS numerator, NULL AS denominator, s.qualifier,
  CASE WHEN s.value IS NULL THEN 'missing' END AS status
FROM core.statements AS s
WHERE s.indicator_id = 'population' AND s.is_preferred
