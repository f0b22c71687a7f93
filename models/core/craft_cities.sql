/*---
name: craft_cities
grain: one row a national or world craft city or village and delivered snapshot
description: Craft cities with what they are registered for, when, and whether that is disputed.
columns:
  row_id: The source row (delivery, sheet, row)
  city_id: Key of the city in the register
  area_code: The city
  county_code: The county in which it lies
  name_fa: Name in Persian
  name_en: Name in English
  kind: national_city, world_city, national_village or world_village
  craft_fa: Craft in Persian
  craft_en: Craft in English
  registered_on: Date of registration (partial Jalali date)
  state: definitive, conditional or disputed
  remark_fa: Remark in Persian
  remark_en: Remark in English
  is_newest: Whether it stands in the newest snapshot of its office
  frequency: Q or A of the snapshot
  period: Period key of the snapshot
  delivery_id: Delivery
  sheet_name: Sheet
  row_number: Row
  is_synthetic: Whether it is invented
---*/
SELECT r.row_id, r.entry_id AS city_id, r.area_code, a.parent_code AS county_code, r.name_fa, r.name_en,
  r.level AS kind, r.craft_fa, r.craft_en, r.registered_on, r.state, r.remark_fa, r.remark_en, r.is_newest, r.frequency,
  r.period, r.delivery_id, r.sheet_name, r.row_number, r.is_synthetic
FROM core.registry_entries AS r
LEFT JOIN reference.areas AS a ON a.area_code = r.area_code
WHERE r.registry_kind IN ('craft_city', 'craft_village')
