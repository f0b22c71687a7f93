/*---
name: exports
grain: one row a customs row (period, office, destination, tariff line)
description: >-
  Export shipments as the customs administration counts them. The office is where the goods were assessed;
  the origin is known only where the tariff line itself names it.
columns:
  row_id: The source row (delivery, sheet, row)
  period_key: The period as delivered (year or month)
  frequency: Q or A
  period: Period key
  customs_office: Office that assessed the goods
  office_area_code: Province of the office where it is one of Kerman's, else the country
  destination: Country of destination
  hs8: Tariff line
  is_core_line: Whether the line is among the core handicraft lines
  domain: carpet for knotted carpets (heading 5701), crafts for the rest
  origin_area_code: Area that the tariff line names as origin, if any
  channel: customs
  weight_kg: Net weight
  value_rial: Value in rial
  value_usd: Value in US dollars
  delivery_id: Delivery
  sheet_name: Sheet
  row_number: Row
  is_synthetic: Whether it is invented
---*/
WITH keyed AS (
  SELECT e.row_id, e.customs_office, e.destination, e.hs8, e.weight_kg, e.value_rial, e.value_usd,
    e.delivery_id, e.sheet_name, e.row_number, e.is_synthetic,
    replace(replace(e.customs_office, '‌', ''), ' ', '') AS office_key,
    CASE
      WHEN e.month IS NULL THEN e.delivery_period
      ELSE concat(substring(e.delivery_period, 1, 4), '-', lpad(CAST(e.month AS VARCHAR), 2, '0'))
    END AS period_key
  FROM clean.exports AS e
)
SELECT k.row_id, k.period_key, p.frequency, p.period, k.customs_office,
  coalesce(o.area_code, 'IR') AS office_area_code, k.destination, k.hs8,
  coalesce(h.set, '') = 'core' AS is_core_line,
  CASE WHEN substring(k.hs8, 1, 4) = '5701' THEN 'carpet' ELSE 'crafts' END AS domain,
  h.origin_area_code, 'customs' AS channel, k.weight_kg, k.value_rial, k.value_usd,
  k.delivery_id, k.sheet_name, k.row_number, k.is_synthetic
FROM keyed AS k
LEFT JOIN reference.period_keys AS p ON p.period_key = k.period_key
LEFT JOIN reference.customs_offices AS o
  ON replace(replace(o.office_name, '‌', ''), ' ', '') = k.office_key
LEFT JOIN reference.hs_codes AS h ON h.hs8 = k.hs8
