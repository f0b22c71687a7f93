/*---
name: export_counts
grain: one row a customs row that counts, a period for which it counts, and whether it is added or taken off
description: >-
  The customs rows that indicators may add: of each period those of the editions of which it is made
  (core.export_parts). Rows that are taken off to form a difference bear negative figures, so a sum over rows is that of
  the period.
columns:
  row_id: ~
  frequency: VARCHAR, Q or A
  period: VARCHAR, Period key for which the row counts
  is_difference: BOOLEAN, Whether the period is formed as a difference of releases
  customs_office: VARCHAR, Persian name of the office that assessed the goods
  customs_office_code: ~
  office_area_code: ~
  counted_area_code: ~
  destination: VARCHAR, Persian name of the country of destination
  destination_code: VARCHAR, Code of the country
  hs8: VARCHAR, Tariff line of eight digits
  is_core_line: BOOLEAN, Whether the line is among the core handicraft lines
  domain: VARCHAR, carpet, crafts or all_sectors
  origin_area_code: ~
  channel: ~
  weight_kg: DECIMAL(38,9), Net weight, negative in a row that is taken off
  value_rial: DECIMAL(38,9), Value in rial, negative in a row that is taken off
  value_usd: DECIMAL(38,9), Value in US dollars, negative in a row that is taken off
  delivery_id: ~
  is_synthetic: ~
---*/
SELECT e.row_id, p.frequency, p.period, p.is_difference, e.customs_office, e.customs_office_code, e.office_area_code,
  e.counted_area_code, e.destination, e.destination_code, e.hs8, e.is_core_line, e.domain, e.origin_area_code,
  e.channel,
  CASE WHEN p.sign = 1 THEN e.weight_kg ELSE -e.weight_kg END AS weight_kg,
  CASE WHEN p.sign = 1 THEN e.value_rial ELSE -e.value_rial END AS value_rial,
  CASE WHEN p.sign = 1 THEN e.value_usd ELSE -e.value_usd END AS value_usd, e.delivery_id, e.is_synthetic
FROM core.exports AS e
INNER JOIN core.export_parts AS p
  ON p.period_key = e.period_key AND p.delivery_id = e.base_id AND p.layout = e.layout AND p.cover = e.cover
