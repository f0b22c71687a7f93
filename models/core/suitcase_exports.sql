/*---
name: suitcase_exports
grain: one row a declared line of suitcase trade
description: >-
  Goods that travellers and exhibitors carry with them: a channel of its own, declared and not weighed by
  customs, and never added to customs figures.
columns:
  row_id: VARCHAR, The source row (delivery, sheet, row)
  area_code: VARCHAR, County of origin, or the province
  exit_point: VARCHAR, Airport, border or exhibition
  destination: VARCHAR, Persian name of the country of destination
  destination_code: VARCHAR, Code of the country
  craft_code: VARCHAR, Craft
  hs8: VARCHAR, Tariff line of eight digits, where written
  domain: VARCHAR, crafts or carpet
  channel: VARCHAR, suitcase
  pieces: BIGINT, Pieces
  weight_kg: DECIMAL(38,9), Weight
  value_rial: DECIMAL(38,9), Declared value in rial
  value_usd: DECIMAL(38,9), Declared value in US dollars
  declared_by: VARCHAR, Who declared it
  frequency: VARCHAR, Q or A
  period: VARCHAR, Quarter of the month, else the delivered period
  is_complete: >-
    BOOLEAN, Whether the list of its office for its quarter (or of its county, where it sends its own) has come whole
  delivery_id: VARCHAR, Delivery
  sheet_name: VARCHAR, Sheet
  row_number: INTEGER, Row
  is_synthetic: ~
---*/
WITH keyed AS (
  SELECT s.row_id,
    CASE
      WHEN s.month IS NULL THEN coalesce(s.delivery_span, s.delivery_period)
      ELSE concat(substring(s.delivery_period, 1, 4), '-', lpad(s.month, 2, '0'))
    END AS period_key
  FROM clean.suitcase_exports AS s
)
SELECT s.row_id, s.area AS area_code, s.exit_point, d.name_fa AS destination,
  s.destination AS destination_code, s.craft AS craft_code,
  CASE WHEN length(s.hs_code) >= 8 THEN substring(s.hs_code, 1, 8) END AS hs8,
  CASE WHEN s.craft = 'C001' OR substring(s.hs_code, 1, 4) = '5701' THEN 'carpet' ELSE s.domain END AS domain,
  'suitcase' AS channel, s.pieces, s.weight_kg, s.value_rial, s.value_usd, s.declared_by, p.frequency, p.period,
  p.frequency = 'A' OR w.row_id IS NOT NULL AS is_complete,
  s.delivery_id, s.sheet_name, s.row_number, s.is_synthetic
FROM clean.suitcase_exports AS s
INNER JOIN keyed AS k ON k.row_id = s.row_id
LEFT JOIN reference.period_keys AS p ON p.period_key = k.period_key
LEFT JOIN core.office_reports AS w
  ON w.feed = 'suitcase_exports' AND w.office = coalesce(s.delivery_office, '')
  AND w.cover = coalesce(s.delivery_cover, '') AND w.period = p.period
LEFT JOIN reference.destinations AS d ON d.destination_code = s.destination
