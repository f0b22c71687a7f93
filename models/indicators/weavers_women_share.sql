/*---
id: weavers_women_share
title:
  fa: سهم زنان در قالی‌بافی
  en: Women among weavers
definition:
  fa: >-
    قالی‌بافان زن تقسیم بر همهٔ قالی‌بافانی که جنسیتشان نوشته شده است.
  en: >-
    Women among weavers divided by all of them whose gender is written.
unit: share
kind: ratio
direction: none
decimals: 1
theme: carpet
owner: carpet_centre
caveat:
  fa: >-
    دفتری که جنسیت ندارد، سهمی هم ندارد. این سهم از کسانی است که جنسیتشان نوشته و شناخته شده، نه از همه.
  en: >-
    A register without gender has no share. It is a share of those whose gender is written and recognised, not of all.
rollup: {register: province}
---*/
SELECT s.row_id, s.area_code, s.domain, '' AS breakdown, '' AS category, s.frequency, s.period, s.basis,
  CASE WHEN s.category = 'female' THEN s.numerator ELSE 0 END AS numerator, s.numerator AS denominator, s.qualifier,
  s.status
FROM indicators.weavers AS s
WHERE s.breakdown = 'gender' AND s.category NOT IN ('unknown', 'not_recognised', 'other')
