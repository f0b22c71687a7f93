/*---
name: exports
title:
  fa: صادرات گمرکی
  en: Customs exports
grain: one row a customs row of the edition that counts (period, office, destination, tariff line)
key: [delivery_id, sheet_name, row_number]
optional: [customs_office, customs_office_code, destination, destination_code, hs_code, hs8, origin_area_code, weight_kg,
  value_rial, value_usd]
columns:
  period: ~
  customs_office: ~
  customs_office_code: ~
  office_area_code: ~
  destination: ~
  destination_code: ~
  hs_code: ~
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
SELECT e.period, e.customs_office, e.customs_office_code, e.office_area_code, e.destination, e.destination_code,
  e.hs_code, e.hs8, e.is_core_line, e.domain, e.origin_area_code, e.channel, e.weight_kg, e.value_rial, e.value_usd,
  e.delivery_id, e.sheet_name, e.row_number, e.is_synthetic
FROM core.exports AS e
INNER JOIN core.export_editions AS d
  ON d.period_key = e.period_key AND d.delivery_id = e.base_id AND d.layout = e.layout
WHERE d.is_counted
ORDER BY e.delivery_id, e.sheet_name, e.row_number
