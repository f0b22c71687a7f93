/*---
name: workshops
grain: one row a workshop and delivered snapshot of the register
description: Workshops of the offices' registers. Owners are pseudonyms; never published row by row.
columns:
  row_id: VARCHAR, The source row (delivery, sheet, row)
  workshop_id: VARCHAR, Number of the workshop with its office
  workshop_kind: VARCHAR, home, group or large
  area_code: VARCHAR, County
  craft_code: VARCHAR, Craft
  domain: VARCHAR, crafts or carpet
  floor_area_m2: DECIMAL(38,9), Floor area in square metres
  looms: BIGINT, Looms set up
  workers: BIGINT, Persons who work there
  women_workers: BIGINT, Women among the workers
  is_licensed: BOOLEAN, Whether a licence number is written
  is_open_to_visitors: BOOLEAN, Whether visitors are received; empty where it is not said in known words
  state: VARCHAR, planned, active, seasonal, inactive or closed
  is_working: BOOLEAN, Whether it counts as working; one without a state, or with one that nobody knows, does
  owner_id: VARCHAR, Pseudonym of the owner, or the legal identifier of a company
  office: VARCHAR, Office that keeps the register
  is_newest: BOOLEAN, Whether it stands in the newest snapshot of its office
  frequency: VARCHAR, Q or A of the snapshot
  period: VARCHAR, Period key of the snapshot
  delivery_id: VARCHAR, Delivery
  is_synthetic: BOOLEAN, Whether it is invented
---*/
WITH newest AS (
  SELECT w.delivery_office, max(p.last_month) AS last_month
  FROM clean.workshops AS w
  INNER JOIN reference.period_keys AS p ON p.period_key = w.delivery_period
  GROUP BY w.delivery_office
)
SELECT w.row_id, w.workshop_id, w.workshop_kind, w.area AS area_code, w.craft AS craft_code,
  coalesce(nullif(w.domain, 'not_recognised'), CASE
      WHEN coalesce(k.body, w.delivery_office) = 'carpet_centre' THEN 'carpet' ELSE 'crafts'
    END) AS domain,
  w.floor_area AS floor_area_m2, w.looms, w.workers, w.women_workers, w.licence_no IS NOT NULL AS is_licensed,
  CASE w.open_to_visitors WHEN 'yes' THEN true WHEN 'no' THEN false END AS is_open_to_visitors, w.state,
  coalesce(w.state, 'active') IN ('active', 'seasonal', 'not_recognised', 'other') AS is_working,
  coalesce(w.owner_national_id, w.owner_legal_id, w.owner_name) AS owner_id, w.delivery_office AS office,
  n.last_month IS NOT NULL AS is_newest, p.frequency, p.period, w.delivery_id, w.is_synthetic
FROM clean.workshops AS w
LEFT JOIN reference.crafts AS k ON k.craft_code = w.craft
LEFT JOIN reference.period_keys AS p ON p.period_key = w.delivery_period
LEFT JOIN newest AS n
  ON coalesce(n.delivery_office, '') = coalesce(w.delivery_office, '') AND n.last_month = p.last_month
