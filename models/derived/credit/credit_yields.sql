/*---
name: credit_yields
grain: one row a domain, month's end and stage
description: >-
  Of the files of a domain that were decided by a day, how many of those that had passed a stage were paid: the chance
  by which open files are weighed.
columns:
  domain: ~
  month_key: ~
  stage_order: INTEGER, Order of the stage
  decided: BIGINT, Files that had passed the stage and were paid or have left
  paid: BIGINT, Of them paid
---*/
SELECT l.domain, f.month_key, s.stage_order, count(*) AS decided, count(*) FILTER (f.reached >= 8) AS paid
FROM derived.credit_line_files f
JOIN derived.credit_lines l ON l.line_id = f.line_id
JOIN reference.areas a ON a.area_code = l.area_code AND a.kind = 'province'
CROSS JOIN (VALUES (2), (3), (4), (5), (6), (7)) AS s(stage_order)
WHERE (f.reached >= 8 OR f.has_left) AND f.reached >= s.stage_order
GROUP BY l.domain, f.month_key, s.stage_order
