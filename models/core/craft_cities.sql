/*---
name: craft_cities
grain: one row a national or world craft city or village and delivered snapshot
description: Craft cities with what they are registered for, when, and whether that is disputed.
columns:
  row_id: ~
  city_id: VARCHAR, Key of the city in the register
  area_code: VARCHAR, The city
  county_code: VARCHAR, The county in which it lies
  name_fa: ~
  name_en: ~
  kind: VARCHAR, national_city, world_city, national_village or world_village
  craft_fa: VARCHAR, Craft in Persian
  craft_en: VARCHAR, Craft in English
  registered_on: ~
  state: ~
  remark_fa: ~
  remark_en: ~
  is_newest: ~
  frequency: ~
  period: ~
  delivery_id: ~
  sheet_name: ~
  row_number: ~
  is_synthetic: ~
---*/
SELECT r.row_id, r.entry_id AS city_id, r.area_code, a.parent_code AS county_code, r.name_fa, r.name_en,
  r.level AS kind, r.craft_fa, r.craft_en, r.registered_on, r.state, r.remark_fa, r.remark_en, r.is_newest, r.frequency,
  r.period, r.delivery_id, r.sheet_name, r.row_number, r.is_synthetic
FROM core.registry_entries AS r
LEFT JOIN reference.areas AS a ON a.area_code = r.area_code
WHERE r.registry_kind IN ('craft_city', 'craft_village')
