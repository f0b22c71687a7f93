/*---
name: export_lines
grain: one row a basis, period, area, domain and tariff line
description: >-
  Exports by tariff line, crafts and carpet apart. The unit value rests on rows that tell both a value and a weight
  above zero; where there are none it is missing. The period before is that of the year before.
columns:
  basis: VARCHAR, office where the goods were assessed, or origin that the tariff line names; never to be added
  frequency: ~
  period: ~
  area_code: VARCHAR, Area of the office or origin; an empty text for offices outside the area list, and where none is told
  domain: ~
  hs8: VARCHAR, Tariff line; empty where the edition has none
  rows: ~
  value_usd: ~
  rows_without_value: ~
  weight_kg: ~
  value_rial: ~
  usd_per_kg: DECIMAL(38,9), Unit value, of rows with a value and a weight above zero; empty where there are none
  status: VARCHAR, final, or provisional where rows of a delivery are still in quarantine
  rows_without_weight: BIGINT, Rows of which the weight is zero or missing
  year_before_usd: DECIMAL(38,9), Value a year before
  year_before_usd_per_kg: DECIMAL(38,9), Unit value a year before
  change_usd: DECIMAL(38,9), Change of the value against the year before
  delivery_ids: VARCHAR, Deliveries behind it
  is_synthetic: ~
---*/
WITH lines AS (
  SELECT r.basis, r.frequency, r.period, r.area_code, r.domain, coalesce(r.hs8, '') AS hs8,
    CAST(sum(r.rows) AS BIGINT) AS rows,
    CAST(sum(r.value_usd) AS DECIMAL(38,9)) AS value_usd, CAST(sum(r.rows_without_value) AS BIGINT) AS rows_without_value,
    CAST(sum(r.weight_kg) AS DECIMAL(38,9)) AS weight_kg,
    CAST(sum(r.value_rial) AS DECIMAL(38,9)) AS value_rial,
    sum(CAST(r.value_usd AS DECIMAL(28,2))) FILTER (r.weight_kg > 0 AND r.value_usd IS NOT NULL) AS weighed_usd,
    sum(CAST(r.weight_kg AS DECIMAL(28,3))) FILTER (r.weight_kg > 0 AND r.value_usd IS NOT NULL) AS weighed_kg,
    count(*) FILTER (coalesce(r.weight_kg, 0) = 0) AS rows_without_weight,
    array_to_string(list_sort(list_distinct(flatten(list(r.delivery_ids)))), ', ') AS delivery_ids,
    bool_or(r.is_synthetic) AS is_synthetic, bool_or(r.is_partial) AS is_partial
  FROM derived.export_rows r GROUP BY ALL
),
valued AS (
  SELECT *, CAST(weighed_usd / nullif(weighed_kg, 0) AS DECIMAL(38,9)) AS usd_per_kg,
    concat(CAST(CAST(substring(period, 1, 4) AS INTEGER) - 1 AS VARCHAR), substring(period, 5)) AS year_before
  FROM lines
)
SELECT v.basis, v.frequency, v.period, v.area_code, v.domain, v.hs8, v.rows, v.value_usd, v.rows_without_value,
  v.weight_kg, v.value_rial, v.usd_per_kg, CASE WHEN v.is_partial THEN 'provisional' ELSE 'final' END AS status,
  v.rows_without_weight, b.value_usd AS year_before_usd, b.usd_per_kg AS year_before_usd_per_kg,
  CAST(v.value_usd - b.value_usd AS DECIMAL(38,9)) AS change_usd, v.delivery_ids, v.is_synthetic
FROM valued v
LEFT JOIN valued b ON b.basis = v.basis AND b.frequency = v.frequency AND b.period = v.year_before
  AND b.area_code = v.area_code AND b.domain = v.domain AND b.hs8 = v.hs8
ORDER BY ALL
