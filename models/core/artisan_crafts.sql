/*---
name: artisan_crafts
grain: one row an artisan of core.artisans and craft that the register writes for the person
description: >-
  Every craft of an artisan with its place: 1 for the craft that is written first, which is the person's craft in every
  breakdown. Who is written with two crafts has two rows here and is one person there, so rows are never added up
  to persons.
columns:
  row_id: VARCHAR, The row of core.artisans
  place: INTEGER, 1 for the craft that is written first, then 2, 3 and 4
  craft_code: VARCHAR, Craft
  delivery_id: ~
  is_synthetic: ~
---*/
WITH numbers AS (
  SELECT 1 AS place
  UNION ALL
  SELECT 2 AS place
  UNION ALL
  SELECT 3 AS place
  UNION ALL
  SELECT 4 AS place
),
-- Codes of crafts have four characters and stand with a stroke between them.
written AS (
  SELECT a.row_id, n.place, a.delivery_id, a.is_synthetic,
    CASE WHEN n.place = 1 THEN a.craft_code ELSE substring(a.more_crafts, 5 * n.place - 9, 4) END AS craft_code
  FROM core.artisans AS a
  CROSS JOIN numbers AS n
)
SELECT w.row_id, w.place, w.craft_code, w.delivery_id, w.is_synthetic
FROM written AS w
WHERE coalesce(w.craft_code, '') <> ''
