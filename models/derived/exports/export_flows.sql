/*---
name: export_flows
grain: one row a period, domain, customs office, destination and origin
description: Exports from office to destination, by the office of assessment, with the origin where the line tells it.
columns:
  frequency: ~
  period: ~
  domain: ~
  office_area_code: VARCHAR, Province of the office where it is one of the area list; an empty text for an office outside them, and where none is told
  customs_office: ~
  destination: VARCHAR, Country; empty where the edition has none
  origin_area_code: VARCHAR, Area that the tariff line names; empty where it names none
  rows: ~
  value_usd: ~
  rows_without_value: ~
  weight_kg: ~
  value_rial: ~
  is_synthetic: ~
---*/
SELECT frequency, period, domain, area_code AS office_area_code, coalesce(customs_office, '') AS customs_office,
  coalesce(destination, '') AS destination, coalesce(origin_area_code, '') AS origin_area_code,
  CAST(sum(rows) AS BIGINT) AS rows,
  CAST(sum(value_usd) AS DECIMAL(38,9)) AS value_usd, CAST(sum(rows_without_value) AS BIGINT) AS rows_without_value,
  CAST(sum(weight_kg) AS DECIMAL(38,9)) AS weight_kg,
  CAST(sum(value_rial) AS DECIMAL(38,9)) AS value_rial, bool_or(is_synthetic) AS is_synthetic
FROM derived.export_rows WHERE basis = 'office' GROUP BY ALL ORDER BY ALL
