/*---
name: waiting_areas
grain: one row a delivery, column that says a place, category of it and area
description: >-
  Areas of which figures may still change by rows of the delivery that are in quarantine, and those above them; all
  areas where a row does not say to which it belongs. A customs row counts at its office and at the origin that its
  tariff line names; of the figures by office or line only those of its own may change. What a correction holds waits
  for what its base lacks.
columns:
  delivery_id: VARCHAR, Delivery
  placed_by: VARCHAR, Column that says the place; empty where none does
  category: VARCHAR, Office or tariff line of which figures may change, empty for figures of all of them; * for any
  area_code: VARCHAR, Area
---*/
WITH told AS (
  SELECT w.delivery_id, w.column_name AS placed_by, w.value IS NULL AS is_unknown,
    CASE w.column_name
      WHEN 'customs_office' THEN coalesce(p.area_code, z.country_code)
      WHEN 'hs_code' THEN h.origin_area_code
      ELSE w.value
    END AS area_code,
    CASE w.column_name
      WHEN 'customs_office' THEN o.office_name
      WHEN 'hs_code' THEN h.hs8
    END AS category
  FROM derived.waiting_rows w
  CROSS JOIN reference.place z
  LEFT JOIN reference.customs_offices o ON w.column_name = 'customs_office' AND o.office_code = w.value
  LEFT JOIN reference.areas p ON p.area_code = o.province_code AND p.kind = 'province'
  LEFT JOIN reference.hs_codes h ON w.column_name = 'hs_code' AND h.hs8 = substring(w.value, 1, 8)
),
touched AS (
  SELECT t.delivery_id, t.placed_by, '*' AS category, a.area_code
  FROM told t CROSS JOIN reference.areas a
  WHERE t.is_unknown
  UNION
  SELECT t.delivery_id, t.placed_by, unnest(CASE WHEN t.category IS NULL THEN ['*'] ELSE ['', t.category] END),
    n.ancestor_code
  FROM told t JOIN reference.area_ancestors n ON n.area_code = t.area_code
)
SELECT DISTINCT d.delivery_id, t.placed_by, t.category, t.area_code
FROM derived.deliveries d
JOIN derived.deliveries b
  ON b.delivery_id = CASE WHEN d.kind = 'correction' AND d.state = 'published' THEN d.corrects ELSE d.delivery_id END
JOIN touched t ON t.delivery_id = b.delivery_id
WHERE b.rows_quarantined > b.rows_resolved
