/*---
name: export_lines
title:
  fa: صادرات به ردیف تعرفه
  en: Exports by tariff line
grain: one row a basis, period, area, domain and tariff line
key: [basis, frequency, period, area_code, domain, hs8]
optional: [weight_kg, value_rial, value_usd, usd_per_kg, year_before_usd, year_before_usd_per_kg, change_usd]
codes:
  basis: export_bases
columns:
  basis: office where the goods were assessed, or origin that the tariff line names; never to be added
  frequency: Q or A
  period: Period
  area_code: Area of the office or origin
  domain: crafts or carpet
  hs8: Tariff line; empty where the edition has none
  rows: Customs rows
  value_usd: Value in US dollars
  weight_kg: Net weight, kg
  value_rial: Value in rial
  usd_per_kg: Unit value, of rows with a value and a weight above zero; empty where there are none
  status: final, or provisional where rows of a delivery are still in quarantine
  rows_without_weight: Rows of which the weight is zero or missing
  year_before_usd: Value a year before
  year_before_usd_per_kg: Unit value a year before
  change_usd: Change of the value against the year before
  delivery_ids: Deliveries behind it
  is_synthetic: Whether it is invented
---*/
SELECT basis, frequency, period, area_code, domain, hs8, rows, value_usd, weight_kg, value_rial, usd_per_kg,
  status, rows_without_weight, year_before_usd, year_before_usd_per_kg, change_usd, delivery_ids,
  is_synthetic
FROM derived.export_lines
ORDER BY basis, frequency, period, area_code, domain, hs8
