/*---
name: areas
title:
  fa: جاها
  en: Areas
grain: one row a country, province, county or city
key: [area_code]
optional: [parent_code, lon, lat, population, population_year, valid_from, valid_to, tile_row, tile_col, source]
codes: {kind: [country, province, county, city]}
columns:
  area_code: Code (IR, 08, 0808, city-…)
  kind: country, province, county or city
  parent_code: The area above
  name_fa: Name in Persian
  name_en: Name in English
  short_fa: Name in Persian without the word for its kind
  short_en: Name in English without the word for its kind
  lon: Longitude of the seat, degrees east
  lat: Latitude of the seat, degrees north
  population: Inhabitants at the census
  population_year: Jalali year of the census
  valid_from: Jalali year and month from which the area exists
  valid_to: Jalali year and month until which it existed
  tile_row: Row of the tile map, 1 north
  tile_col: Column of the tile map, 1 west
  source: Where code, name and coordinates come from
---*/
SELECT area_code, kind, parent_code, name_fa, name_en,
  coalesce(short_fa, name_fa) AS short_fa, coalesce(short_en, name_en) AS short_en, CAST(lon AS DECIMAL(9,4)) AS lon,
  CAST(lat AS DECIMAL(9,4)) AS lat, CAST(population AS BIGINT) AS population,
  CAST(population_year AS INTEGER) AS population_year, valid_from, valid_to,
  CAST(tile_row AS INTEGER) AS tile_row, CAST(tile_col AS INTEGER) AS tile_col, source
FROM reference.areas
ORDER BY area_code
