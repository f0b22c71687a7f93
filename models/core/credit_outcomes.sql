/*---
name: credit_outcomes
grain: one row a credit file, scheme, budget year and domain
description: >-
  What became of each file of a credit line: how far it came and with how much, from lists and events. A stage of which
  nothing is told is empty; one that is told and not reached is false, and its amount nought. The applicant is looked up
  in the registers of artisans and weavers, for no list of a bank tells gender or age. Never published row by row.
columns:
  row_id: VARCHAR, The source row (delivery, sheet, row), of the newest list where one has the file
  application_no: ~
  applicant_id: ~
  is_person: BOOLEAN, Whether the applicant is a natural person
  scheme: ~
  budget_year: ~
  domain: VARCHAR, crafts or carpet
  area_code: VARCHAR, Province of the project
  is_registered: BOOLEAN, Whether it was registered
  requested_rial: DECIMAL(38,9), Amount asked for, rial
  is_approved: BOOLEAN, Whether the bank approved it
  approved_rial: DECIMAL(38,9), Amount approved by the bank, rial
  is_paid: BOOLEAN, Whether anything of it was paid
  paid_rial: DECIMAL(38,9), Amount paid, rial
  committed_jobs: ~
  realised_jobs: ~
  gender: VARCHAR, female or male, as the newest register says that tells it of the applicant
  is_under_35: BOOLEAN, Whether the applicant turns 35 only after the budget year, as the registers tell it
  is_least: BOOLEAN, Whether months of events are left out, so that what is told is the least that it can be
  frequency: VARCHAR, A
  period: VARCHAR, The budget year
  delivery_id: ~
  is_synthetic: ~
---*/
WITH placed AS (
  SELECT e.row_id, e.application_no, e.scheme, e.budget_year, e.domain, a.ancestor_code AS area_code, e.stage,
    e.amount_rial, e.outcome = 'passed' AS has_passed, e.is_synthetic
  FROM core.credit_stage_events AS e
  CROSS JOIN reference.place AS h
  INNER JOIN reference.area_ancestors AS a
    ON a.area_code = coalesce(e.area_code, h.home_area_code) AND a.ancestor_kind = 'province'
),
-- Of a file that passes a stage twice, the larger amount counts; payments add up.
outcomes AS (
  SELECT p.application_no, p.scheme, p.budget_year, p.domain, p.area_code, min(p.row_id) AS row_id,
    bool_or(p.stage = 'registered' AND p.has_passed) AS is_registered,
    max(CASE WHEN p.stage = 'registered' AND p.has_passed THEN p.amount_rial END) AS requested_rial,
    bool_or(p.stage = 'approved_bank' AND p.has_passed) AS is_approved,
    max(CASE WHEN p.stage = 'approved_bank' AND p.has_passed THEN p.amount_rial END) AS approved_rial,
    bool_or(p.stage = 'paid' AND p.has_passed) AS is_paid,
    sum(CASE WHEN p.stage = 'paid' AND p.has_passed THEN p.amount_rial END) AS paid_rial,
    bool_or(p.is_synthetic) AS is_synthetic
  FROM placed AS p
  GROUP BY p.application_no, p.scheme, p.budget_year, p.domain, p.area_code
),
told AS (
  SELECT t.scheme, t.budget_year, t.domain, bool_or(t.stage = 'registered') AS registered,
    bool_or(t.stage = 'approved_bank') AS approved, bool_or(t.stage = 'paid') AS paid, bool_or(t.is_least) AS is_least
  FROM core.credit_stages_told AS t
  GROUP BY t.scheme, t.budget_year, t.domain
),
-- A register may leave a column out for a while: of each fact, the newest register that tells it.
genders AS (
  SELECT a.national_id, a.gender,
    row_number() OVER (PARTITION BY a.national_id ORDER BY p.last_month DESC, a.row_id) AS place
  FROM clean.artisans AS a
  LEFT JOIN reference.period_keys AS p ON p.period_key = a.delivery_period
  WHERE a.gender IN ('female', 'male')
),
births AS (
  SELECT a.national_id, a.birth_date,
    row_number() OVER (PARTITION BY a.national_id ORDER BY p.last_month DESC, a.row_id) AS place
  FROM clean.artisans AS a
  LEFT JOIN reference.period_keys AS p ON p.period_key = a.delivery_period
  WHERE a.birth_date IS NOT NULL
),
listed AS (
  SELECT c.row_id, c.national_id, g.gender, CAST(substring(b.birth_date, 1, 4) AS INTEGER) AS birth_year
  FROM clean.credit_applications AS c
  LEFT JOIN genders AS g ON g.national_id = c.national_id AND g.place = 1
  LEFT JOIN births AS b ON b.national_id = c.national_id AND b.place = 1
)
SELECT coalesce(f.row_id, o.row_id) AS row_id, o.application_no, f.applicant_id, p.national_id IS NOT NULL AS is_person,
  o.scheme, o.budget_year, o.domain, o.area_code, CASE WHEN t.registered THEN o.is_registered END AS is_registered,
  CAST(CASE WHEN o.is_registered THEN o.requested_rial WHEN t.registered THEN 0 END AS DECIMAL(38,9)) AS requested_rial,
  CASE WHEN t.approved THEN o.is_approved END AS is_approved,
  CAST(CASE WHEN o.is_approved THEN o.approved_rial WHEN t.approved THEN 0 END AS DECIMAL(38,9)) AS approved_rial,
  CASE WHEN t.paid THEN o.is_paid END AS is_paid,
  CAST(CASE WHEN o.is_paid THEN o.paid_rial WHEN t.paid THEN 0 END AS DECIMAL(38,9)) AS paid_rial,
  f.committed_jobs, f.realised_jobs, p.gender, o.budget_year - p.birth_year < 35 AS is_under_35, t.is_least,
  'A' AS frequency, CAST(o.budget_year AS VARCHAR) AS period,
  split_part(coalesce(f.row_id, o.row_id), '#', 1) AS delivery_id, o.is_synthetic
FROM outcomes AS o
INNER JOIN told AS t ON t.scheme = o.scheme AND t.budget_year = o.budget_year AND t.domain = o.domain
LEFT JOIN core.credit_files AS f ON f.application_no = o.application_no AND f.is_newest
LEFT JOIN listed AS p ON p.row_id = f.row_id
