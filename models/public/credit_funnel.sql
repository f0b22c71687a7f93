/*---
name: credit_funnel
title:
  fa: قیف اعتبار
  en: Credit funnel
grain: one row a scheme, budget year, province, domain and stage
key: [scheme, budget_year, area_code, domain, stage]
optional: [files, amount_rial, files_left, median_days]
columns:
  scheme: ~
  budget_year: ~
  area_code: ~
  domain: ~
  stage: ~
  stage_order: ~
  files: ~
  amount_rial: ~
  files_left: ~
  median_days: ~
  status: ~
  is_synthetic: ~
---*/
SELECT scheme, budget_year, area_code, domain, stage, stage_order, files, amount_rial, files_left,
  median_days, status, is_synthetic
FROM core.credit_funnel
-- In a county, the files of a stage are a few applicants whom everybody knows.
WHERE area_code IN (SELECT a.area_code FROM reference.areas AS a WHERE a.kind = 'province')
ORDER BY scheme, budget_year, area_code, domain, stage_order
