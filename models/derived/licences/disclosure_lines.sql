/*---
name: disclosure_lines
grain: one row a line and cell
description: >-
  Lines of cells that add up, each a whole and the parts that make it: along areas, along kinds of licence, and the
  first four quarters of a year. What is published before this table is made cannot be hidden by it any more; it is
  never a part.
columns:
  line_id: VARCHAR, Line of cells that add up
  cell_id: ~
  is_whole: BOOLEAN, Whether it is the whole of the line; else a part
---*/
WITH cells AS (
  SELECT c.*, a.parent_code, 4 * q.jalali_year + q.quarter - h.place AS quarters_left
  FROM derived.licence_cells c
  JOIN reference.areas a ON a.area_code = c.area_code
  JOIN reference.quarters q ON q.period = c.period
  JOIN derived.licences_heard h ON h.domain = c.domain
),
said AS (
  SELECT concat_ws('|', 'area', area_code, domain, licence_kind, period) AS line_id, cell_id, true AS is_whole
  FROM cells
  UNION ALL
  SELECT concat_ws('|', 'area', parent_code, domain, licence_kind, period), cell_id, false FROM cells
  UNION ALL
  SELECT concat_ws('|', 'kind', area_code, domain, period), cell_id, licence_kind = '' FROM cells
  UNION ALL
  SELECT concat_ws('|', 'year', area_code, domain), cell_id, false FROM cells
  WHERE licence_kind = '' AND quarters_left <= 4
  UNION ALL
  SELECT cell_id, cell_id, true FROM derived.disclosure_cells WHERE cell_id LIKE 'year|%'
)
SELECT line_id, cell_id, is_whole
FROM said
WHERE line_id IN (SELECT line_id FROM said WHERE is_whole) AND line_id IN (SELECT line_id FROM said WHERE NOT is_whole)
