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
FROM derived.credit_stages
ORDER BY scheme, budget_year, area_code, domain, stage_order
