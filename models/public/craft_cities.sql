/*---
name: craft_cities
title:
  fa: شهرهای صنایع دستی
  en: Craft cities
grain: one row a craft city of the newest register
key: [city_id, kind]
optional: [remark_fa, remark_en, registered_on, craft_fa, craft_en, state]
columns:
  city_id: ~
  area_code: ~
  name_fa: ~
  name_en: ~
  kind: ~
  craft_fa: ~
  craft_en: ~
  county_code: ~
  registered_on: ~
  state: ~
  remark_fa: ~
  remark_en: ~
  delivery_id: ~
  sheet_name: ~
  row_number: ~
  is_synthetic: ~
---*/
SELECT city_id, area_code, name_fa, name_en, kind, craft_fa, craft_en, county_code, registered_on, state,
  remark_fa, remark_en, delivery_id, sheet_name, row_number, is_synthetic
FROM core.craft_cities
WHERE is_newest
ORDER BY city_id
