/*---
name: export_rows
grain: one row a customs row and basis; where a period is a difference of releases, one row an office, destination and line
description: >-
  Trade that counts and lies in the core handicraft lines, with the area of each basis: office is where the goods were
  assessed, origin where the tariff line itself says that they come from. The two are views of one trade and are never
  added. Where a period is formed as a difference of releases, the rows of one office, destination and line are netted,
  and what nets to nothing was no trade of it.
columns:
  basis: VARCHAR, office or origin
  area_code: VARCHAR, Area of the office or origin; an empty text for an office outside the area list, and where none is told
  frequency: VARCHAR, Q or A
  period: VARCHAR, Period
  customs_office: VARCHAR, Office; empty where the edition has none
  customs_office_code: VARCHAR, Code of the office
  office_area_code: VARCHAR, Province of the office where it is one of the area list; empty for an office outside them, and where none is told
  destination: VARCHAR, Persian name of the country of destination
  destination_code: VARCHAR, Code of the country
  hs8: VARCHAR, Tariff line
  is_core_line: BOOLEAN, Whether the line is among the core handicraft lines, by the list or by its heading
  domain: VARCHAR, crafts or carpet
  origin_area_code: VARCHAR, Area that the tariff line names as origin, if any
  channel: VARCHAR, customs
  rows: BIGINT, Customs rows
  weight_kg: DECIMAL(38,9), Net weight, kg
  value_rial: DECIMAL(38,9), Value in rial
  value_usd: DECIMAL(38,9), Value in US dollars
  rows_without_value: BIGINT, Rows of which the value in dollars is unknown; where there are any the sum is the least that it can be
  delivery_ids: VARCHAR[], Deliveries behind it
  is_synthetic: BOOLEAN, True for invented data
  is_partial: BOOLEAN, Whether rows in quarantine of a delivery behind it may belong to its area
  apart: VARCHAR, The customs row where it is not netted with others
---*/
WITH seen AS (
  SELECT 'office' AS basis, coalesce(e.office_area_code, '') AS area_code, e.* FROM core.export_counts e WHERE e.is_core_line
  UNION ALL
  SELECT 'origin', e.origin_area_code, e.* FROM core.export_counts e
  WHERE e.is_core_line AND e.origin_area_code IS NOT NULL
),
waiting AS (
  SELECT DISTINCT b.basis, w.delivery_id, w.area_code
  FROM derived.waiting_areas w
  JOIN (VALUES ('office', 'customs_office'), ('origin', 'hs_code')) AS b(basis, placed_by)
    ON w.placed_by IN ('', b.placed_by)
)
SELECT s.basis, s.area_code, s.frequency, s.period, s.customs_office, s.customs_office_code, s.office_area_code,
  s.destination, s.destination_code, s.hs8, s.is_core_line, s.domain, s.origin_area_code, s.channel,
  count(*) AS rows, CAST(sum(s.weight_kg) AS DECIMAL(38,9)) AS weight_kg,
  CAST(sum(s.value_rial) AS DECIMAL(38,9)) AS value_rial, CAST(sum(s.value_usd) AS DECIMAL(38,9)) AS value_usd,
  count(*) FILTER (s.value_usd IS NULL) AS rows_without_value,
  list(DISTINCT s.delivery_id) AS delivery_ids, bool_or(s.is_synthetic) AS is_synthetic,
  bool_or(w.area_code IS NOT NULL) AS is_partial, CASE WHEN NOT s.is_difference THEN s.row_id END AS apart
FROM seen s
CROSS JOIN reference.place z
LEFT JOIN waiting w ON w.delivery_id = s.delivery_id AND w.basis = s.basis
  AND w.area_code = coalesce(nullif(s.area_code, ''), z.country_code)
GROUP BY ALL
HAVING NOT bool_or(s.is_difference) OR sum(s.value_usd) <> 0 OR sum(s.weight_kg) <> 0 OR sum(s.value_rial) <> 0
