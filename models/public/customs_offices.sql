/*---
name: customs_offices
title:
  fa: گمرک‌ها
  en: Customs offices
grain: one row a customs office
key: [office_code]
optional: [area_code]
columns:
  office_code: Code, our own
  office_name: Persian name, as it stands in the exports and as category of the exports indicators
  name_en: Name in English
  area_code: Province of the office where the area list has it; empty for an office outside the list
  province_code: Code of its province in the national divisions
  kind: inland, port, airport, land_border, border_market, free_zone or special_zone
---*/
SELECT o.office_code, o.office_name, o.name_en, a.area_code, o.province_code, o.kind
FROM reference.customs_offices AS o
LEFT JOIN reference.areas AS a ON a.area_code = o.province_code AND a.kind = 'province'
ORDER BY o.office_code
