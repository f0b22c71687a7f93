/*---
name: craft_cities
title:
  fa: شهرهای صنایع دستی
  en: Craft cities
grain: one row a craft city of the newest register
key: [city_id]
optional: [remark_fa, remark_en, registered_on, craft_fa, craft_en]
columns:
  city_id: Key
  area_code: City
  name_fa: Name in Persian
  name_en: Name in English
  kind: national_city or world_city
  craft_fa: Craft in Persian
  craft_en: Craft in English
  county_code: County
  registered_on: Date of registration (partial Jalali date)
  state: definitive, conditional or disputed
  remark_fa: Remark in Persian
  remark_en: Remark in English
  delivery_id: Delivery from which the row came
  sheet_name: Sheet of the file
  row_number: Row of the sheet, as the office sees it
  is_synthetic: True for invented data; real and invented never mix in one value
---*/
SELECT city_id, area_code, name_fa, name_en, kind, craft_fa, craft_en, county_code, registered_on, state,
  remark_fa, remark_en, delivery_id, sheet_name, row_number, is_synthetic
FROM core.craft_cities
ORDER BY city_id
