/*---
name: credit_stages_told
grain: one row a scheme, budget year, domain and stage of which a list or an event tells
description: >-
  Of which stages of a credit line something is known. A bank's list says of every file how far it is, so it tells every
  stage up to payment, with its zeros; events tell their own stages alone. Where lists of events leave out a month between
  two that they tell, and no later list tells all files, what they tell is the least that it can be.
columns:
  scheme: ~
  budget_year: ~
  domain: VARCHAR, Domain
  stage: VARCHAR, Stage
  is_least: BOOLEAN, Whether months are left out, so that what is told is the least that it can be
  is_synthetic: BOOLEAN, Whether it is invented
---*/
WITH told AS (
  SELECT f.scheme, f.budget_year, f.domain, s.code AS stage, f.is_synthetic
  FROM core.credit_files AS f
  CROSS JOIN reference.codes AS s
  WHERE s.list = 'credit_stages' AND s.code NOT IN ('allocated', 'jobs_checked', 'repaid')
  UNION ALL
  SELECT e.scheme, e.budget_year, e.domain, e.stage, e.is_synthetic FROM core.credit_stage_events AS e
),
stages AS (
  SELECT t.scheme, t.budget_year, t.domain, t.stage, bool_or(t.is_synthetic) AS is_synthetic
  FROM told AS t
  GROUP BY t.scheme, t.budget_year, t.domain, t.stage
),
-- Months in the time of a budget year that an office left out between two that it told. A list of all files makes up for
-- those until its end.
tellers AS (
  SELECT DISTINCT c.scheme, c.budget_year, e.domain, coalesce(c.delivery_office, '') AS office
  FROM core.credit_stage_events AS e
  INNER JOIN clean.credit_events AS c ON c.row_id = e.row_id
),
last_lists AS (
  SELECT f.scheme, f.budget_year, f.domain, max(p.last_month) AS last_month
  FROM core.credit_files AS f
  INNER JOIN reference.period_keys AS p ON p.period_key = f.period
  GROUP BY f.scheme, f.budget_year, f.domain
),
lacking AS (
  SELECT DISTINCT t.scheme, t.budget_year, t.domain
  FROM tellers AS t
  INNER JOIN core.silent_months AS s
    ON s.feed = 'credit_events' AND s.office = t.office AND s.month_key >= concat(CAST(t.budget_year AS VARCHAR), '-01')
  LEFT JOIN last_lists AS l ON l.scheme = t.scheme AND l.budget_year = t.budget_year AND l.domain = t.domain
  WHERE s.month_key > coalesce(l.last_month, '')
)
SELECT s.scheme, s.budget_year, s.domain, s.stage, x.scheme IS NOT NULL AS is_least, s.is_synthetic
FROM stages AS s
LEFT JOIN lacking AS x ON x.scheme = s.scheme AND x.budget_year = s.budget_year AND x.domain = s.domain
