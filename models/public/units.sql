/*---
name: units
title:
  fa: یکاها
  en: Units
grain: one row a unit
key: [unit]
columns:
  unit: Code
  title_fa: Title in Persian
  title_en: Title in English
---*/
SELECT unit, title_fa, title_en
FROM reference.units
ORDER BY unit
