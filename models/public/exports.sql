/*---
name: exports
title:
  fa: صادرات گمرکی
  en: Customs exports
grain: one row a customs row (period, office, destination, tariff line)
key: [delivery_id, sheet_name, row_number]
optional: [origin_area_code]
columns:
  period: ~
  customs_office: ~
  office_area_code: ~
  destination: ~
  hs8: ~
  is_core_line: ~
  domain: ~
  origin_area_code: ~
  channel: ~
  weight_kg: ~
  value_rial: ~
  value_usd: ~
  delivery_id: ~
  sheet_name: ~
  row_number: ~
  is_synthetic: ~
---*/
SELECT period, customs_office, office_area_code, destination, hs8, is_core_line, domain, origin_area_code,
  channel, weight_kg, value_rial, value_usd, delivery_id, sheet_name, row_number, is_synthetic
FROM core.exports
ORDER BY delivery_id, sheet_name, row_number
