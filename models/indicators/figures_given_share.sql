/*---
id: figures_given_share
title:
  fa: سهم رقم‌های گفته‌شدهٔ دارای عدد
  en: Stated figures that give a number
definition:
  fa: >-
    گفته‌هایی که عددی دارند تقسیم بر همهٔ چیزهایی که از آن‌ها به عنوان رقم نام برده شده است.
  en: >-
    Statements that give a number divided by all things named as a figure.
unit: share
kind: ratio
direction: up
decimals: 1
theme: quality
owner: dialogue_council
caveat:
  fa: >-
    هر گفته به سال یا فصلی بازمی‌گردد که از آن می‌گوید.
  en: >-
    Each statement belongs to the year or quarter of which it speaks.
---*/
-- Of figures of every domain: what is told of «all» alone would be a few beside the rest.
SELECT s.row_id, s.area_code, 'all' AS domain, s.frequency, s.period, 'reported' AS basis,
  CASE WHEN s.value IS NULL THEN 0 ELSE 1 END AS numerator, 1 AS denominator
FROM core.statements AS s
WHERE s.frequency IS NOT NULL
