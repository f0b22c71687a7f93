/*---
name: exports
title:
  fa: صادرات گمرکی
  en: Customs exports
grain: one row a customs row (period, office, destination, tariff line)
key: [delivery_id, sheet_name, row_number]
optional: [origin_area_code]
columns:
  period: Jalali period
  customs_office: Office that assessed the goods
  office_area_code: Province of the office where it is one of the province’s own, else IR
  destination: Country of destination
  hs8: Tariff line
  is_core_line: Whether the line is among the core handicraft lines
  domain: carpet (heading 5701) or crafts
  origin_area_code: Origin where the line names it
  channel: customs or suitcase
  weight_kg: Net weight, kg
  value_rial: Value, rial
  value_usd: Value, US dollar
  delivery_id: Delivery from which the row came
  sheet_name: Sheet of the file
  row_number: Row of the sheet, as the office sees it
  is_synthetic: True for invented data; real and invented never mix in one value
---*/
SELECT period, customs_office, office_area_code, destination, hs8, is_core_line, domain, origin_area_code,
  channel, weight_kg, value_rial, value_usd, delivery_id, sheet_name, row_number, is_synthetic
FROM core.exports
ORDER BY delivery_id, sheet_name, row_number
