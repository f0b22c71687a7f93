/*---
id: weavers_permitted
title:
  fa: قالی‌بافان دارای مجوز
  en: Permitted weavers
definition:
  fa: >-
    شمار قالی‌بافانی که مجوز یا کارت قالی‌بافی گرفته‌اند.
  en: >-
    Weavers who hold a carpet-weaving permit or card.
unit: persons
kind: cumulative
direction: up
decimals: 0
theme: carpet
owner: carpet_centre
caveat:
  fa: >-
    ابزار یکی نیست: برای استان «مجوز قالی‌بافی» گفته شده است و برای شهرستان کرمان «کارت یا مجوز».
  en: >-
    The instrument differs: a permit is named for the province, a card or permit for Kerman county.
headline: 3
---*/
SELECT s.row_id, s.area_code, s.domain, '' AS breakdown,
  s.category, s.frequency, s.period, 'reported' AS basis, s.value AS numerator, NULL AS denominator, s.qualifier,
  CASE WHEN s.value IS NULL THEN 'missing' END AS status
FROM core.statements AS s
WHERE s.indicator_id = 'weavers_permitted' AND s.is_preferred
