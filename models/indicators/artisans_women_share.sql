/*---
id: artisans_women_share
title:
  fa: سهم زنان در صنایع دستی
  en: Women among artisans
definition:
  fa: >-
    هنرمندان زن تقسیم بر همهٔ هنرمندانی که جنسیتشان نوشته شده است.
  en: >-
    Women among artisans divided by all of them whose gender is written.
unit: share
kind: ratio
direction: none
decimals: 1
theme: artisans
owner: heritage
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
FROM indicators.artisans AS s
WHERE s.breakdown = 'gender' AND s.category NOT IN ('unknown', 'not_recognised', 'other')
