/*---
name: persons
grain: one row a person, known by the keyed pseudonym, over the registers of artisans and of licences
description: >-
  Each person once, however many lists, crafts and licences tell of them. Never published row by row.
columns:
  row_id: VARCHAR, The source row that first tells of the person (delivery, sheet, row)
  person_id: VARCHAR, Keyed pseudonym of the person
  is_artisan: BOOLEAN, Whether the person stands in a register with a handicraft
  is_weaver: BOOLEAN, Whether the person stands in a register with hand-knotted carpet
  is_in_register: BOOLEAN, Whether a register of artisans or weavers lists the person
  has_licence: BOOLEAN, Whether a licence, permit or card of the person is told
  first_period: VARCHAR, First period in which a register tells of the person
  last_period: VARCHAR, Last period in which a register tells of the person
  delivery_id: VARCHAR, Delivery of that first row
  is_synthetic: ~
---*/
WITH told AS (
  SELECT a.row_id, a.person_id, a.domain, true AS in_register, 0 AS holds_licence, a.period, a.delivery_id,
    a.is_synthetic
  FROM core.artisans AS a
  UNION ALL
  SELECT e.row_id, e.person_id, e.domain, false AS in_register,
    CASE WHEN e.event IN ('pending', 'refused') THEN 0 ELSE 1 END AS holds_licence, e.period, e.delivery_id,
    e.is_synthetic
  FROM core.licence_events AS e
),
grouped AS (
  SELECT t.person_id, min(concat(t.period, '|', t.row_id)) AS first_row,
    max(CASE WHEN t.domain = 'crafts' THEN 1 ELSE 0 END) = 1 AS is_artisan,
    max(CASE WHEN t.domain = 'carpet' THEN 1 ELSE 0 END) = 1 AS is_weaver,
    max(CASE WHEN t.in_register THEN 1 ELSE 0 END) = 1 AS is_in_register,
    max(t.holds_licence) = 1 AS has_licence,
    min(t.period) AS first_period, max(t.period) AS last_period,
    max(CASE WHEN t.is_synthetic THEN 1 ELSE 0 END) = 1 AS is_synthetic
  FROM told AS t
  WHERE t.person_id IS NOT NULL
  GROUP BY t.person_id
)
SELECT substring(g.first_row, length(g.first_period) + 2) AS row_id, g.person_id, g.is_artisan, g.is_weaver,
  g.is_in_register, g.has_licence, g.first_period, g.last_period,
  split_part(substring(g.first_row, length(g.first_period) + 2), '#', 1) AS delivery_id, g.is_synthetic
FROM grouped AS g
