/*---
name: licensed_persons
grain: one row a person, domain, family of licences and quarter that the register has told, from the first on
description: >-
  Who had, by the end of the quarter, ever been given a licence of the family, and whether one was valid then. A
  person with two licences of a family is one person, in the county of the valid one (of several, of the first told).
  Never published row by row.
columns:
  row_id: VARCHAR, The source row of the licence that counts (delivery, sheet, row)
  person_id: VARCHAR, Keyed pseudonym of the person
  area_code: ~
  domain: ~
  family: VARCHAR, Family of the licences (production, weaving …)
  period: ~
  has_valid: BOOLEAN, Whether a licence of the family was valid on the last day of the quarter
  is_series_complete: ~
  delivery_id: ~
  is_synthetic: ~
---*/
WITH numbered AS (
  SELECT q.row_id, q.person_id, q.area_code, q.domain, q.family, q.period, q.state = 'valid' AS has_valid,
    q.is_series_complete, q.delivery_id, q.is_synthetic,
    row_number() OVER (
      PARTITION BY q.person_id, q.domain, q.family, q.period
      ORDER BY CASE WHEN q.state = 'valid' THEN 0 ELSE 1 END, q.row_id
    ) AS place
  FROM core.licence_quarters AS q
)
SELECT n.row_id, n.person_id, n.area_code, n.domain, n.family, n.period, n.has_valid, n.is_series_complete,
  n.delivery_id, n.is_synthetic
FROM numbered AS n
WHERE n.place = 1
