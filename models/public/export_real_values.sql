/*---
name: export_real_values
title:
  fa: صادرات به بهای ثابت
  en: Exports in real terms
grain: one row a value of the indicator exports_value_rial and price index of its period
key: [value_id, index_value_id]
optional: [nominal_rial, price_index, prices_of, price_index_then, real_rial, index_source]
columns:
  value_id: ~
  area_code: ~
  domain: ~
  breakdown: ~
  category: ~
  frequency: ~
  period: ~
  basis: ~
  nominal_rial: ~
  price_index: ~
  prices_of: ~
  price_index_then: ~
  real_rial: ~
  status: ~
  index_source: ~
  index_value_id: ~
  is_synthetic: ~
---*/
SELECT value_id, area_code, domain, breakdown, category, frequency, period, basis, nominal_rial, price_index,
  prices_of, price_index_then, real_rial, status, index_source, coalesce(index_value_id, '') AS index_value_id,
  is_synthetic
FROM derived.export_real_values
ORDER BY value_id, index_value_id
