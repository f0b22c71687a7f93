/*---
name: artisans
grain: one row a person, domain and period of which a snapshot of the register was delivered
description: Artisans and weavers of the office's register, as pseudonyms. Never published row by row.
columns:
  row_id: VARCHAR, The source row (delivery, sheet, row)
  person_id: VARCHAR, Keyed pseudonym of the person
  area_code: VARCHAR, County
  craft_code: VARCHAR, Craft, the one that is written first
  more_crafts: VARCHAR, Further crafts of the same cell, separated by |
  domain: >-
    VARCHAR, crafts or carpet, as written; else (no known word) of the body that looks after the craft; else of the
    office
  gender: VARCHAR, female or male
  workshop_kind: VARCHAR, home, group or large
  insurance: VARCHAR, insured or not_insured
  education: VARCHAR, Level of education
  state: VARCHAR, active, inactive, retired or deceased
  birth_year: INTEGER, Jalali year of birth; empty where it is not written
  joined_on: DATE, Day on which the person entered the register; empty where it is not written
  is_at_work: BOOLEAN, Whether the person counts as at work; who has no state, or one that nobody knows, does
  frequency: VARCHAR, Q or A of the snapshot
  period: VARCHAR, Period key of the snapshot
  delivery_id: VARCHAR, Delivery
  is_synthetic: BOOLEAN, Whether it is invented
---*/
WITH placed AS (
  SELECT a.row_id, a.national_id AS person_id, a.area AS area_code, a.craft AS craft_code, a.craft_more AS more_crafts,
    coalesce(nullif(a.domain, 'not_recognised'), CASE
      WHEN coalesce(k.body, a.delivery_office) = 'carpet_centre' THEN 'carpet' ELSE 'crafts'
    END) AS domain, a.gender, a.workshop_kind,
    a.insurance, a.education, a.state, CAST(substring(a.birth_date, 1, 4) AS INTEGER) AS birth_year, a.joined_on,
    coalesce(a.state, 'active') IN ('active', 'not_recognised', 'other') AS is_at_work, p.frequency, p.period,
    a.delivery_id, a.is_synthetic
  FROM clean.artisans AS a
  LEFT JOIN reference.crafts AS k ON k.craft_code = a.craft
  LEFT JOIN reference.period_keys AS p ON p.period_key = a.delivery_period
),
-- A person with two crafts of one domain is one artisan of that domain.
numbered AS (
  SELECT row_id, row_number() OVER (PARTITION BY person_id, domain, period ORDER BY row_id) AS place
  FROM placed
)
SELECT p.row_id, p.person_id, p.area_code, p.craft_code, p.more_crafts, p.domain, p.gender, p.workshop_kind,
  p.insurance, p.education, p.state, p.birth_year, p.joined_on, p.is_at_work, p.frequency, p.period, p.delivery_id,
  p.is_synthetic
FROM placed AS p
INNER JOIN numbered AS n ON n.row_id = p.row_id
WHERE n.place = 1
