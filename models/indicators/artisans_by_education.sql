/*---
id: artisans_by_education
title:
  fa: هنرمندان و بافندگان به تفکیک تحصیلات
  en: Artisans and weavers by education
definition:
  fa: >-
    شمار فعالان دفتر به تفکیک تحصیلات؛ صنایع دستی و فرش جدا از هم. کسی که تحصیلاتش نوشته نشده زیر «نوشته‌نشده» می‌آید.
  en: >-
    Persons at work in the registers by level of education; crafts and carpet apart. Whose education is not
    written stands under “not written down”.
unit: persons
kind: stock
direction: none
decimals: 0
theme: artisans
owner: heritage
caveat:
  fa: >-
    تنها برای استان گفته می‌شود: در شهرستان، گروه کوچک چند نفرِ شناخته‌شده است.
  en: >-
    Told for the province alone: in a county a small group is a few persons whom everybody knows.
rollup: {register: province, categories: total}
---*/
-- Told for the province alone: in a county, a small group would be a few persons whom everybody knows.
SELECT a.row_id, p.parent_code AS area_code, a.domain, 'education' AS breakdown,
  coalesce(a.education, 'unknown') AS category, a.frequency, a.period, 'register' AS basis, 1 AS numerator
FROM core.artisans AS a
INNER JOIN reference.areas AS p ON p.area_code = a.area_code
WHERE a.is_at_work
