/*---
name: export_real_values
grain: one row a value of the indicator exports_value_rial and price index of its period
description: >-
  Exports in rial at the prices of the newest period of an index. A series of an index is a source, area, domain and
  category, invented or not: two of them are never mixed, since they have other goods or base years. The division is
  exact, which no float of seventeen digits is.
columns:
  value_id: VARCHAR, Value of exports_value_rial
  area_code: VARCHAR, Area of the office
  domain: VARCHAR, crafts, carpet or all
  breakdown: VARCHAR, Breakdown
  category: VARCHAR, Category
  frequency: VARCHAR, Q or A
  period: VARCHAR, Period
  basis: VARCHAR, customs
  nominal_rial: DECIMAL(38,9), Value in rial of the period
  price_index: DECIMAL(38,9), Price index of the period
  prices_of: VARCHAR, Period at whose prices the real value stands
  price_index_then: DECIMAL(38,9), Price index of that period
  real_rial: DECIMAL(38,9), Value at prices of that period, rial
  status: VARCHAR, missing where no index is told for the period; a deflator is never assumed
  index_source: VARCHAR, Source of the index
  index_value_id: VARCHAR, Value of the indicator price_index; empty where none is told
  is_synthetic: BOOLEAN, Whether it is invented
function: pipelines.analysis.exports.real_values
---*/
WITH indices AS (
  SELECT frequency, period, concat_ws('|', source_fa, area_code, domain, category) AS series, is_synthetic, source_fa,
    value, value_id
  FROM derived.indicator_values WHERE indicator_id = 'price_index' AND value > 0
),
newest AS (
  SELECT frequency, series, is_synthetic, max(period) AS period, max_by(value, period) AS value FROM indices GROUP BY ALL
)
SELECT v.value_id, v.area_code, v.domain, v.breakdown, v.category, v.frequency, v.period, v.basis,
  v.value AS nominal_rial, i.value AS price_index, n.period AS prices_of, n.value AS price_index_then,
  CASE WHEN v.value IS NULL THEN v.status WHEN i.value IS NULL THEN 'missing' ELSE v.status END AS status,
  i.source_fa AS index_source, i.value_id AS index_value_id, v.is_synthetic
FROM derived.indicator_values v
LEFT JOIN indices i ON i.frequency = v.frequency AND i.period = v.period AND i.is_synthetic = v.is_synthetic
LEFT JOIN newest n ON n.frequency = i.frequency AND n.series = i.series AND n.is_synthetic = i.is_synthetic
WHERE v.indicator_id = 'exports_value_rial'
ORDER BY v.value_id, i.value_id
