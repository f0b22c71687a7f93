/*---
name: craft_city_profiles
grain: one row a registration of the newest register
description: >-
  What else is known of a craft city. Artisans are the county's: the register of persons knows no city, and a county's
  count is never passed for the city's.
columns:
  city_id: VARCHAR, Key of the city in the register
  area_code: VARCHAR, City
  kind: VARCHAR, national_city, world_city, national_village or world_village
  state_since: VARCHAR, First delivered snapshot with this state
  earlier_states: VARCHAR, Other states that a snapshot told, each with its first period
  county_artisans: DECIMAL(38,9), Artisans of the whole county in the newest register; not of the city alone
  county_artisans_period: VARCHAR, Period of that count
  county_artisans_value_id: VARCHAR, The measured value
  secretariat_status: VARCHAR, Whether the secretariat's list was delivered
  secretary_role: VARCHAR, Office of the present secretary; empty where there is none
  secretary_vacant_days: INTEGER, Days without a secretary since the first one
  readiness_low: DECIMAL(38,9), Share of the weight of the checklist that is met
  readiness_high: DECIMAL(38,9), The same, if all that is not known were met
---*/
WITH spans AS (
  SELECT city_id, kind, state, min(period) AS first_period FROM core.craft_cities GROUP BY ALL
),
artisans AS (
  SELECT area_code, max_by(value, period) AS value, max_by(value_id, period) AS value_id, max(period) AS period
  FROM derived.indicator_values
  WHERE indicator_id = 'artisans' AND domain = 'crafts' AND basis = 'register' AND category = '' AND value IS NOT NULL
  GROUP BY area_code
),
earlier AS (
  SELECT c.city_id, c.kind,
    string_agg(DISTINCT concat(s.state, ' ', s.first_period), ', ' ORDER BY concat(s.state, ' ', s.first_period))
      AS earlier_states
  FROM core.craft_cities c JOIN spans s ON s.city_id = c.city_id AND s.kind = c.kind AND s.state <> c.state
  WHERE c.is_newest GROUP BY ALL
)
SELECT c.city_id, c.area_code, c.kind, p.first_period AS state_since, e.earlier_states,
  a.value AS county_artisans, a.period AS county_artisans_period, a.value_id AS county_artisans_value_id,
  l.status AS secretariat_status, l.holder_role AS secretary_role, l.vacant_days AS secretary_vacant_days,
  s.score_low AS readiness_low, s.score_high AS readiness_high
FROM core.craft_cities c
LEFT JOIN spans p ON p.city_id = c.city_id AND p.kind = c.kind AND p.state IS NOT DISTINCT FROM c.state
LEFT JOIN earlier e ON e.city_id = c.city_id AND e.kind = c.kind
LEFT JOIN artisans a ON a.area_code = c.county_code
LEFT JOIN derived.secretariat_limit_effects l ON l.area_code = c.area_code
LEFT JOIN derived.craft_city_scores s ON s.area_code = c.area_code
WHERE c.is_newest
ORDER BY c.city_id, c.kind
