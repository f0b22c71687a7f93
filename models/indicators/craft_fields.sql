/*---
id: craft_fields
title:
  fa: رشته‌های فعال
  en: Active fields
definition:
  fa: >-
    شمار رشته‌ها و زیررشته‌های صنایع دستی که در آن جا فعال‌اند.
  en: >-
    Craft fields and sub-fields active in the area.
unit: fields
kind: stock
direction: up
decimals: 0
theme: fields
owner: heritage
caveat:
  fa: >-
    رشته و زیررشته با هم شمرده شده‌اند؛ دو منبع دیگر ۶۴ و ۱۰۰ می‌گویند.
  en: >-
    Fields and sub-fields are counted together; two other sources say 64 and 100.
headline: 7
---*/
SELECT s.row_id, s.area_code, s.domain, '' AS breakdown,
  s.category, s.frequency, s.period, 'reported' AS basis, s.value AS numerator, NULL AS denominator, s.qualifier,
  CASE WHEN s.value IS NULL THEN 'missing' END AS status
FROM core.statements AS s
WHERE s.indicator_id = 'craft_fields' AND s.is_preferred
