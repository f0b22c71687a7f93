/*---
name: export_flows
title:
  fa: جریان‌های صادرات
  en: Export flows
grain: one row a period, domain, customs office, destination and origin
key: [frequency, period, domain, office_area_code, customs_office, destination, origin_area_code]
optional: [weight_kg, value_rial, value_usd]
columns:
  frequency: Q or A
  period: Period
  domain: crafts or carpet
  office_area_code: Province of the office where it is one of Kerman’s, else the country
  customs_office: Office; empty where the edition has none
  destination: Country; empty where the edition has none
  origin_area_code: Area that the tariff line names; empty where it names none
  rows: Customs rows
  value_usd: Value in US dollars
  weight_kg: Net weight, kg
  value_rial: Value in rial
  is_synthetic: Whether it is invented
---*/
SELECT frequency, period, domain, office_area_code, customs_office, destination, origin_area_code, rows, value_usd,
  weight_kg, value_rial, is_synthetic
FROM derived.export_flows
ORDER BY frequency, period, domain, office_area_code, customs_office, destination, origin_area_code
