/*---
name: export_real_values
title:
  fa: صادرات به بهای ثابت
  en: Exports in real terms
grain: one row a value of the indicator exports_value_rial and price index of its period
key: [value_id, index_value_id]
optional: [nominal_rial, price_index, prices_of, price_index_then, real_rial, index_source]
columns:
  value_id: Value of exports_value_rial
  area_code: Area of the office
  domain: crafts, carpet or all
  breakdown: Breakdown
  category: Category
  frequency: Q or A
  period: Period
  basis: customs
  nominal_rial: Value in rial of the period
  price_index: Price index of the period
  prices_of: Period at whose prices the real value stands
  price_index_then: Price index of that period
  real_rial: Value at prices of that period, rial
  status: missing where no index is told for the period; a deflator is never assumed
  index_source: Source of the index
  index_value_id: Value of the indicator price_index; empty where none is told
  is_synthetic: Whether it is invented
---*/
SELECT value_id, area_code, domain, breakdown, category, frequency, period, basis, nominal_rial, price_index,
  prices_of, price_index_then, real_rial, status, index_source, coalesce(index_value_id, '') AS index_value_id,
  is_synthetic
FROM derived.export_real_values
ORDER BY value_id, index_value_id
