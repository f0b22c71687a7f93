/*---
name: area_notes
title:
  fa: یادداشت‌های جاها
  en: Notes on areas
grain: one row an indicator and area
key: [indicator_id, area_code]
columns:
  indicator_id: Indicator
  area_code: Area
  note_fa: What must be said beside the indicator's figure of the area, in Persian
  note_en: What must be said beside the indicator's figure of the area, in English
---*/
SELECT indicator_id, area_code, note_fa, note_en
FROM reference.area_notes
ORDER BY indicator_id, area_code
