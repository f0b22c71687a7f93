/*---
name: cities
grain: one row a craft city or village of the newest register
description: Craft cities, each once; one of two registrations stands for the higher one.
columns:
  area_code: VARCHAR, City
  county_code: VARCHAR, The county in which it lies
  kind: VARCHAR, national_city, world_city, national_village or world_village
  is_synthetic: BOOLEAN, True for invented data
---*/
SELECT area_code, any_value(county_code) AS county_code,
  max_by(kind, CASE WHEN kind LIKE 'world%' THEN 1 ELSE 0 END) AS kind, bool_or(is_synthetic) AS is_synthetic
FROM core.craft_cities WHERE is_newest GROUP BY area_code ORDER BY area_code
