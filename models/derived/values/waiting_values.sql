/*---
name: waiting_values
grain: one row a value
description: >-
  Values that may still change by rows in quarantine: of the periods of an indicator to which their delivery
  contributes, and the years that are made of them, in the areas and categories to which those rows may belong.
columns:
  value_id: ~
---*/
WITH spoken_of AS (
  SELECT DISTINCT t.indicator_id, t.basis, t.frequency, t.period, c.delivery_id
  FROM derived.contributed c JOIN derived.timed_cells t ON t.base_id = c.base_id
  WHERE c.basis <> 'reported' AND c.delivery_id IN (SELECT delivery_id FROM derived.waiting_areas)
),
addresses AS (
  SELECT DISTINCT s.indicator_id, s.basis, s.frequency, s.period, w.placed_by, w.area_code, w.category
  FROM spoken_of s
  JOIN derived.indicator_facts f ON f.indicator_id = s.indicator_id
  JOIN derived.waiting_areas w
    ON w.delivery_id = s.delivery_id AND (f.placed_by = '' OR w.placed_by IN ('', f.placed_by))
)
SELECT DISTINCT k.value_id
FROM derived.cells k
JOIN addresses w ON w.indicator_id = k.indicator_id AND w.basis = k.basis AND w.frequency = k.frequency
  AND w.period = k.period AND w.area_code = k.area_code
WHERE w.category IN ('*', CASE
    WHEN k.breakdown = CASE w.placed_by WHEN 'hs_code' THEN 'tariff_line' ELSE w.placed_by END THEN k.category
    ELSE ''
  END)
