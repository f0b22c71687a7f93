/*---
name: lineage
grain: one row a value, part and source row
description: >-
  The rows behind each value. Rows of feeds that hold persons are counted by delivery and sheet, never listed. Of a
  small-counts indicator only the persons who contribute are counted; where the count in one sheet alone would be
  small, or something within the value is suppressed, its sheets are counted together by delivery, and where that
  would still tell, deliveries are named without their counts. Of a sum of what persons have (the members of
  cooperatives, cells of a register) it is not told how many rows it is of. The quarters of a missing year contribute
  nothing.
columns:
  value_id: ~
  part: VARCHAR, numerator or denominator
  row_id: VARCHAR, Source row; empty where rows are restricted
  delivery_id: ~
  sheet_name: VARCHAR, Sheet; empty where the sheets of a delivery are counted together or the whole delivery is meant
  row_number: INTEGER, Row; empty where restricted or where the whole delivery is meant
  rows: BIGINT, Rows; of persons under the small-counts rule those who contribute. Empty where the count could tell of a suppressed one
  contribution: DECIMAL(38,9), What they contribute; empty where nothing is added up or the rows are not told
rules:
  smallest: disclosure.smallest_published
---*/
WITH parts AS (
  SELECT base_id, 'numerator' AS part, row_id, delivery_id, sheet_name, row_number, contains_persons,
    numerator_rows AS rows, numerator_persons AS persons, numerator AS contribution
  FROM derived.contributed WHERE numerator_rows > 0
  UNION ALL
  SELECT base_id, 'denominator', row_id, delivery_id, sheet_name, row_number, contains_persons,
    denominators, denominator_persons, denominator
  FROM derived.contributed WHERE denominators > 0
),
placed AS (
  SELECT c.value_id, p.part, p.row_id, p.delivery_id, p.sheet_name, p.row_number, p.contains_persons,
    v.disclosure = 'small_counts' AND p.contains_persons AS guarded, v.numerator IS NULL AS nothing, v.one_by_one,
    CAST(sum(p.rows) AS BIGINT) AS rows, CAST(sum(p.persons) AS BIGINT) AS persons,
    CASE WHEN NOT any_value(c.incomplete) THEN CAST(sum(p.contribution) AS DECIMAL(38,9)) END AS contribution
  FROM derived.cell_members c
  JOIN parts p ON p.base_id = c.base_id
  JOIN derived.measured v ON v.value_id = c.value_id
  WHERE c.value_id NOT IN (SELECT value_id FROM derived.suppressed)
  GROUP BY ALL
),
marked AS (
  SELECT p.*, guarded AND (nothing OR g.value_id IS NOT NULL
      OR count(*) FILTER (persons > 0 AND persons < $smallest) OVER same_part > 0)
      AND (nothing OR count(*) OVER same_part > 1) AS together, g.value_id IS NOT NULL AS is_gathered
  FROM placed p LEFT JOIN derived.gathered_values g ON g.value_id = p.value_id
  WINDOW same_part AS (PARTITION BY p.value_id, p.part)
),
by_file AS (
  SELECT value_id, part, row_id, delivery_id, CASE WHEN together THEN '' ELSE sheet_name END AS sheet_name, row_number,
    guarded, nothing, one_by_one, together, is_gathered, CAST(sum(rows) AS BIGINT) AS rows, CAST(sum(persons) AS BIGINT) AS persons,
    CAST(sum(contribution) AS DECIMAL(38,9)) AS contribution
  FROM marked GROUP BY ALL
),
told AS (
  SELECT *, together AND (nothing OR (count(*) OVER same_part > 1 AND (
      is_gathered OR count(*) FILTER (persons > 0 AND persons < $smallest) OVER same_part > 0
    ))) AS untold
  FROM by_file
  WINDOW same_part AS (PARTITION BY value_id, part)
)
SELECT value_id, part, row_id, delivery_id, sheet_name, row_number,
  CASE WHEN untold OR (guarded AND NOT one_by_one) THEN NULL WHEN guarded THEN persons ELSE rows END AS rows,
  CASE WHEN NOT untold THEN contribution END AS contribution
FROM told
ORDER BY value_id, part, row_id, delivery_id, sheet_name
