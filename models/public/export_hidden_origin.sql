/*---
name: export_hidden_origin
title:
  fa: خاستگاه پنهان در ردیف تعرفه
  en: The origin hidden in lines
grain: one row a period, origin, domain and tariff line that names its origin
key: [frequency, period, area_code, domain, hs8]
optional: [weight_kg, value_usd, through_own_usd, through_others_usd, own_offices_usd]
columns:
  frequency: Q or A
  period: Period
  area_code: Area that the tariff line names
  domain: crafts or carpet
  hs8: Tariff line
  rows: Customs rows
  value_usd: Value in US dollars
  weight_kg: Net weight, kg
  through_own_usd: Of it through offices of the area’s province; empty where the edition does not tell the office of every row
  through_others_usd: Of it through all other offices; empty where the edition does not tell the office of every row
  offices: Offices through which it left
  customs_offices: Their names; empty where the edition tells none
  own_offices_usd: What the province’s own offices tell of all core lines of the domain in the period; empty where the edition does not tell the office of every row
  delivery_ids: Deliveries behind it
  is_synthetic: Whether it is invented
---*/
SELECT frequency, period, area_code, domain, hs8, rows, value_usd, weight_kg, through_own_usd, through_others_usd,
  offices, customs_offices, own_offices_usd, delivery_ids, is_synthetic
FROM derived.export_hidden_origin
ORDER BY frequency, period, area_code, domain, hs8
