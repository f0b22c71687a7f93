/*---
name: hs_codes
title:
  fa: ردیف‌های تعرفه
  en: Tariff lines
grain: one row an eight-digit tariff line
key: [hs8]
optional: [craft_group, origin_area_code, unit, edition_note]
columns:
  hs8: Tariff line
  label_fa: Short label in Persian
  label_en: Short label in English
  craft_group: Craft group
  set: core or extended
  origin_area_code: Area that the line names as origin
  unit: Unit of quantity
  edition_note: Editions in which it stands
---*/
SELECT hs8, label_fa, label_en, craft_group, set, origin_area_code, unit, edition_note
FROM reference.hs_codes
ORDER BY hs8
