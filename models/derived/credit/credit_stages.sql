/*---
name: credit_stages
grain: one row a scheme, budget year, province, domain and stage
description: >-
  The stages of each credit line as they are published: in a county the files of a stage are a few applicants whom
  everybody knows, so the province alone is told, and of it no count of one to four files and no days of so few. Amounts
  are told: they are sums of a public credit line.
columns:
  scheme: VARCHAR, Credit scheme
  budget_year: INTEGER, Budget year
  area_code: VARCHAR, Province
  domain: VARCHAR, Domain
  stage: VARCHAR, Stage
  stage_order: INTEGER, Order of the stage
  files: BIGINT, Files that reached the stage; empty where nothing is told of it or they are too few
  amount_rial: DECIMAL(38,9), Amount at the stage, rial
  files_left: BIGINT, Files that left at the stage (rejected, withdrawn, returned); empty where they are too few
  median_days: DECIMAL(38,9), Median of the days since the dated stage before; empty where the files are too few
  status: VARCHAR, final, provisional, suppressed (the files are too few) or missing
  is_synthetic: BOOLEAN, Whether it is invented
rules:
  smallest: disclosure.smallest_published
---*/
SELECT f.scheme, f.budget_year, f.area_code, f.domain, f.stage, f.stage_order,
  CASE WHEN f.files > 0 AND f.files < $smallest THEN NULL ELSE f.files END AS files, f.amount_rial,
  CASE WHEN f.files_left > 0 AND f.files_left < $smallest THEN NULL ELSE f.files_left END AS files_left,
  CASE WHEN f.files >= $smallest THEN f.median_days END AS median_days,
  CASE WHEN f.files > 0 AND f.files < $smallest THEN 'suppressed' ELSE f.status END AS status, f.is_synthetic
FROM core.credit_funnel f
JOIN reference.areas a ON a.area_code = f.area_code AND a.kind = 'province'
ORDER BY f.scheme, f.budget_year, f.area_code, f.domain, f.stage_order
