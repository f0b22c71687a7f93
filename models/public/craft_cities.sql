/*---
name: craft_cities
title:
  fa: شهرهای صنایع دستی
  en: Craft cities
grain: one row a craft city of the newest register
key: [city_id, kind]
optional: [name_en, remark_fa, remark_en, registered_on, craft_fa, craft_en, state, earlier_states, county_artisans, county_artisans_period, county_artisans_value_id, secretariat_status, secretary_role, secretary_vacant_days, readiness_low, readiness_high]
codes: {secretariat_status: [known, not_known]}
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
  state_since: ~
  earlier_states: ~
  county_artisans: ~
  county_artisans_period: ~
  county_artisans_value_id: ~
  secretariat_status: ~
  secretary_role: ~
  secretary_vacant_days: ~
  readiness_low: ~
  readiness_high: ~
  remark_fa: ~
  remark_en: ~
  delivery_id: ~
  sheet_name: ~
  row_number: ~
  is_synthetic: ~
---*/
SELECT c.city_id, c.area_code, c.name_fa, c.name_en, c.kind, c.craft_fa, c.craft_en, c.county_code, c.registered_on,
  c.state, p.state_since, p.earlier_states, p.county_artisans, p.county_artisans_period, p.county_artisans_value_id,
  p.secretariat_status, p.secretary_role, p.secretary_vacant_days, p.readiness_low, p.readiness_high, c.remark_fa,
  c.remark_en, c.delivery_id, c.sheet_name, c.row_number, c.is_synthetic
FROM core.craft_cities AS c
LEFT JOIN derived.craft_city_profiles AS p ON p.city_id = c.city_id AND p.kind = c.kind
WHERE c.is_newest
ORDER BY c.city_id, c.kind
