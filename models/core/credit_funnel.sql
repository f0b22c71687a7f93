/*---
name: credit_funnel
grain: one row a scheme, budget year, area, domain and stage
description: >-
  The stages through which a credit line passes. Only what was told is filled; a stage for which no list has
  arrived is missing, not zero.
columns:
  scheme: Credit scheme
  budget_year: Budget year
  area_code: Area
  domain: Domain
  stage: Stage
  stage_order: Order of the stage
  files: Files at the stage
  amount_rial: Amount at the stage, rial
  status: final or missing
  is_synthetic: Whether it is invented
---*/
WITH allocated AS (
  SELECT scheme, budget_year, area_code, domain,
    CAST(sum(CASE WHEN transaction_kind = 'allocated' THEN amount_rial ELSE -amount_rial END)
      AS DECIMAL(38,9)) AS amount_rial,
    sum(applied_files) AS applied_files, CAST(sum(applied_amount_rial) AS DECIMAL(38,9)) AS applied_amount_rial,
    bool_or(is_synthetic) AS is_synthetic
  FROM core.credit_allocations
  GROUP BY scheme, budget_year, area_code, domain
),
staged AS (
  SELECT a.scheme, a.budget_year, a.area_code, a.domain, s.code AS stage, CAST(s.sort AS INTEGER) AS stage_order,
    CASE WHEN s.code = 'registered' THEN CAST(a.applied_files AS BIGINT) END AS files,
    CASE
      WHEN s.code = 'allocated' THEN a.amount_rial
      WHEN s.code = 'registered' THEN a.applied_amount_rial
    END AS amount_rial, a.is_synthetic
  FROM allocated AS a
  CROSS JOIN reference.codes AS s
  WHERE s.list = 'credit_stages'
)
SELECT scheme, budget_year, area_code, domain, stage, stage_order, files, amount_rial,
  CASE WHEN files IS NULL AND amount_rial IS NULL THEN 'missing' ELSE 'final' END AS status, is_synthetic
FROM staged
