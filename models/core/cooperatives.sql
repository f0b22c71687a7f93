/*---
name: cooperatives
grain: one row a cooperative and delivered snapshot of the register
description: >-
  Cooperatives of the register with tendency, domain and state. The domain is what the register writes; else what a
  tendency names (handicrafts, carpet); else that of the craft; else it is not told apart (all).
columns:
  row_id: VARCHAR, The source row (delivery, sheet, row)
  cooperative_id: VARCHAR, Pseudonym of the national legal identifier
  area_code: VARCHAR, County
  tendency: VARCHAR, production, services, supply …, as written
  craft_code: VARCHAR, Craft, as written
  domain: VARCHAR, crafts, carpet or all
  state: VARCHAR, active, inactive …
  members: BIGINT, Members
  women_members: BIGINT, Women among the members
  employed: BIGINT, Persons who work there
  capital_rial: DECIMAL(38,9), Registered capital, rial
  registered_on: DATE, Date of registration
  frequency: VARCHAR, Q or A of the snapshot
  period: VARCHAR, Period key of the snapshot
  delivery_id: VARCHAR, Delivery
  is_synthetic: BOOLEAN, Whether it is invented
---*/
SELECT c.row_id, c.legal_id AS cooperative_id, c.area AS area_code, c.tendency, c.craft AS craft_code,
  coalesce(nullif(c.domain, 'not_recognised'), CASE
      WHEN c.tendency IN ('crafts', 'carpet') THEN c.tendency
      WHEN c.tendency = 'crafts_and_carpet' THEN 'all'
      WHEN k.body = 'carpet_centre' THEN 'carpet'
      WHEN k.craft_code IS NOT NULL THEN 'crafts'
    END, 'all') AS domain,
  c.state, c.members, c.women_members, c.employed, c.capital_rial, c.registered_on, p.frequency, p.period, c.delivery_id,
  c.is_synthetic
FROM clean.cooperatives AS c
LEFT JOIN reference.crafts AS k ON k.craft_code = c.craft
LEFT JOIN reference.period_keys AS p ON p.period_key = c.delivery_period
