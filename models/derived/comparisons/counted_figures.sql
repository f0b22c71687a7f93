/*---
name: counted_figures
grain: one row a county figure that is ranked by something counted
description: What the interval of such a figure follows from, ordered by group.
columns:
  place: BIGINT, Number of the county figure
  group_id: BIGINT, Number of the group that is ranked together
  is_share: BOOLEAN, Whether it is a share, else a count
  is_down: BOOLEAN, Whether low is good
  number: DOUBLE, What is counted; of a share its numerator
  base: DOUBLE, Denominator of a share; thousands of people, or 1 where the count itself is ranked
---*/
SELECT place, group_id, nature = 'share' AS is_share, direction = 'down' AS is_down,
  CAST(CASE WHEN nature = 'share' THEN numerator ELSE value END AS DOUBLE) AS number,
  CAST(CASE WHEN nature = 'share' THEN denominator WHEN ranked_by = 'value' THEN 1 ELSE thousands END AS DOUBLE) AS base
FROM derived.county_figures
WHERE why_not IS NULL AND nature <> 'measure' ORDER BY group_id, place
