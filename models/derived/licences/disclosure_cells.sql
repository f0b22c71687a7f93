/*---
name: disclosure_cells
grain: one row a cell
description: >-
  The cells that are protected together: those of the outlook, and the indicator licences_expiring of the same last
  day, whose figure is the sum of the first four quarters.
columns:
  cell_id: ~
  number: DECIMAL(38,9), What it counts
  is_hidden: BOOLEAN, Whether it is not published elsewhere
  is_told: BOOLEAN, Whether it is published elsewhere
---*/
SELECT cell_id, number, false AS is_hidden, false AS is_told FROM derived.licence_cells
UNION ALL
SELECT concat_ws('|', 'year', m.area_code, m.domain), m.numerator, x.value_id IS NOT NULL, x.value_id IS NULL
FROM derived.measured m
JOIN derived.licences_heard h ON h.domain = m.domain AND h.heard_until = m.period
LEFT JOIN derived.suppressed x ON x.value_id = m.value_id
WHERE m.indicator_id = 'licences_expiring' AND m.basis = 'register' AND m.breakdown = ''
