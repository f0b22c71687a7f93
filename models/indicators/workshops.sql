/*---
id: workshops
title:
  fa: کارگاه‌ها
  en: Workshops
definition:
  fa: >-
    شمار کارگاه‌های صنایع دستی به تفکیک خانگی، گروهی و بزرگ.
  en: >-
    Handicraft workshops by kind: home, group and large.
unit: workshops
kind: stock
direction: up
decimals: 0
theme: artisans
owner: heritage
caveat:
  fa: >-
    سه رقم روی هم ۹٬۵۰۰ کارگاه برای نزدیک ۱۰ هزار هنرمند می‌شود؛ جمع زده نمی‌شوند.
  en: >-
    The three figures would make 9,500 workshops for about 10,000 artisans; they are not added up.
---*/
SELECT s.row_id, s.area_code, s.domain, CASE WHEN s.category = '' THEN '' ELSE 'workshop_kind' END AS breakdown,
  s.category, s.frequency, s.period, 'reported' AS basis, s.value AS numerator, NULL AS denominator, s.qualifier,
  CASE WHEN s.value IS NULL THEN 'missing' END AS status
FROM core.statements AS s
WHERE s.indicator_id = 'workshops' AND s.is_preferred
