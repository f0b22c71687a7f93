/*---
id: artisans_under_35_share
title:
  fa: سهم جوانان در صنایع دستی
  en: Artisans under 35
definition:
  fa: >-
    هنرمندان فعالی که در سال آن دوره هنوز ۳۵ ساله نمی‌شوند (سال دوره منهای سال تولد، کمتر از ۳۵)، تقسیم بر هنرمندان
    فعالی که سال تولدشان در دفتر نوشته شده است.
  en: >-
    Artisans at work who do not yet turn 35 in the year of the period (year less year of birth is below 35), divided by
    the artisans at work whose year of birth the register tells.
unit: share
kind: ratio
direction: up
decimals: 1
theme: artisans
owner: heritage
caveat:
  fa: >-
    سهمی از کسانی است که سال تولدشان نوشته شده، نه از همه. دفتری که سال تولد ندارد، سهمی هم ندارد.
  en: >-
    It is a share of those whose year of birth is written, not of all. A register without it has no share.
rollup: {register: province}
---*/
SELECT a.row_id, a.area_code, a.domain, '' AS breakdown, '' AS category, a.frequency, a.period, 'register' AS basis,
  CASE WHEN CAST(substring(a.period, 1, 4) AS INTEGER) - a.birth_year < 35 THEN 1 ELSE 0 END AS numerator,
  1 AS denominator
FROM core.artisans AS a
WHERE a.domain = 'crafts' AND a.is_at_work AND a.birth_year IS NOT NULL
