/*---
name: export_without_rows
grain: one row a period, area, domain and office of which something is told without a customs row
description: >-
  What indicators of customs exports say beside the rows that count: the true zeros of offices
  (core.export_office_zeros), and that a period was told in part and has no total or a least one (core.export_gaps).
columns:
  row_id: ~
  area_code: VARCHAR, Area
  domain: ~
  breakdown: VARCHAR, customs_office for a zero; empty for a total
  category: VARCHAR, Customs office; empty for a total
  frequency: ~
  period: ~
  basis: VARCHAR, customs
  numerator: INTEGER, Zero; empty where there is no figure
  qualifier: VARCHAR, exact, or more_than for a total of some offices
  status: VARCHAR, final, provisional (a total of some offices) or incomplete (no figure)
  is_of_offices: BOOLEAN, Whether figures by customs office are told of the area
  is_of_origin: ~
  delivery_id: VARCHAR, Delivery
  is_synthetic: BOOLEAN, Whether it is invented
---*/
SELECT concat(z.delivery_id, '##') AS row_id, z.area_code, z.domain, 'customs_office' AS breakdown,
  z.office_name AS category, z.frequency, z.period, 'customs' AS basis, 0 AS numerator, 'exact' AS qualifier,
  'final' AS status, true AS is_of_offices, false AS is_of_origin, z.delivery_id, z.is_synthetic
FROM core.export_office_zeros AS z
UNION ALL
SELECT g.row_id, g.area_code, g.domain, '' AS breakdown, '' AS category, g.frequency, g.period, 'customs' AS basis,
  CASE WHEN g.state = 'at_least' THEN 0 END AS numerator,
  CASE WHEN g.state = 'at_least' THEN 'more_than' ELSE 'exact' END AS qualifier,
  CASE WHEN g.state = 'at_least' THEN 'provisional' ELSE 'incomplete' END AS status,
  g.is_of_offices, g.is_of_origin, g.delivery_id, g.is_synthetic
FROM core.export_gaps AS g
