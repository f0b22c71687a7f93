/*---
name: export_counts
grain: one row a customs row that counts and a period for which it counts
description: >-
  The customs rows that indicators may add: of each period those of the one edition that counts. A year whose
  four quarters are whole and that has no edition of its own is counted from its quarters.
columns:
  row_id: The source row (delivery, sheet, row)
  frequency: Q or A
  period: Period key for which the row counts
  customs_office: Persian name of the office that assessed the goods
  customs_office_code: Code of the office
  office_area_code: Province of the office where it is one of the area list, else the country
  destination: Persian name of the country of destination
  destination_code: Code of the country
  hs8: Tariff line of eight digits
  is_core_line: Whether the line is among the core handicraft lines
  domain: carpet, crafts or all_sectors
  origin_area_code: Area that the tariff line names as origin, if any
  channel: customs
  weight_kg: Net weight
  value_rial: Value in rial
  value_usd: Value in US dollars
  delivery_id: Delivery
  is_synthetic: Whether it is invented
---*/
WITH counted AS (
  SELECT e.row_id, e.frequency, e.period, e.customs_office, e.customs_office_code, e.office_area_code, e.destination,
    e.destination_code, e.hs8, e.is_core_line, e.domain, e.origin_area_code, e.channel, e.weight_kg, e.value_rial,
    e.value_usd, e.delivery_id, e.is_synthetic
  FROM core.exports AS e
  INNER JOIN core.export_editions AS d
    ON d.period_key = e.period_key AND d.delivery_id = e.base_id AND d.layout = e.layout
  WHERE d.is_counted
),
whole_years AS (
  SELECT substring(d.period, 1, 4) AS year
  FROM core.export_editions AS d
  WHERE d.is_counted
  GROUP BY substring(d.period, 1, 4)
  HAVING count(DISTINCT CASE WHEN d.frequency = 'Q' AND d.is_complete THEN d.period END) = 4
    AND count(CASE WHEN d.frequency = 'A' THEN 1 END) = 0
)
SELECT c.row_id, c.frequency, c.period, c.customs_office, c.customs_office_code, c.office_area_code,
  c.destination, c.destination_code, c.hs8, c.is_core_line, c.domain, c.origin_area_code, c.channel, c.weight_kg,
  c.value_rial, c.value_usd, c.delivery_id, c.is_synthetic
FROM counted AS c
UNION ALL
SELECT c.row_id, 'A' AS frequency, y.year AS period, c.customs_office, c.customs_office_code, c.office_area_code,
  c.destination, c.destination_code, c.hs8, c.is_core_line, c.domain, c.origin_area_code, c.channel, c.weight_kg,
  c.value_rial, c.value_usd, c.delivery_id, c.is_synthetic
FROM counted AS c
INNER JOIN whole_years AS y ON y.year = substring(c.period, 1, 4)
