/*---
name: titles
grain: one row a list and code
description: How sentences name what they speak of, from the code lists, the areas, the units and the indicators' headers.
columns:
  list: VARCHAR, List of models/reference; areas, units or indicators for those
  code: VARCHAR, Code within the list
  title_fa: ~
  title_en: ~
---*/
SELECT list, code, title_fa, title_en FROM reference.codes
UNION ALL SELECT 'areas', area_code, name_fa, name_en FROM reference.areas
UNION ALL SELECT 'units', unit, title_fa, title_en FROM reference.units
UNION ALL SELECT 'indicators', indicator_id, title_fa, title_en FROM derived.indicators
