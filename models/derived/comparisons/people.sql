/*---
name: people
grain: one row an area and year of which something is told
description: >-
  The people of an area by the newest census of that year or before it, which stands in reference.areas. A census that
  is too old says too little, and one that was taken before the area became smaller counted others.
columns:
  area_code: VARCHAR, Area
  year: VARCHAR, Jalali year
  people: DECIMAL(38,9), People whom the census counted
  people_year: VARCHAR, Year of the census
rules:
  oldest_years: comparisons.per_1000_people.oldest_years
---*/
WITH years AS (
  SELECT DISTINCT left(period, 4) AS year FROM derived.indicator_values
)
SELECT a.area_code, y.year, CAST(a.population AS DECIMAL(38,9)) AS people, a.population_year AS people_year
FROM reference.areas a
JOIN years y ON CAST(y.year AS INTEGER) - CAST(a.population_year AS INTEGER) BETWEEN 0 AND $oldest_years
LEFT JOIN derived.smaller_counties s ON s.area_code = a.area_code AND s.since > a.population_year AND s.since <= y.year
WHERE a.population IS NOT NULL AND CAST(a.population AS DECIMAL(38,9)) > 0 AND s.area_code IS NULL
ORDER BY a.area_code, y.year
