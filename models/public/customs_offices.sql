/*---
name: customs_offices
title:
  fa: گمرک‌ها
  en: Customs offices
grain: one row a customs office
key: [office_name]
optional: [name_en]
columns:
  office_name: Name as it stands in the exports, and as category of the exports indicators
  name_en: Name in English
  area_code: Province of the office where it is one of the province’s own, else IR
---*/
SELECT office_name, name_en, area_code
FROM reference.customs_offices
ORDER BY office_name
