/*---
name: credit_funnel
title:
  fa: قیف اعتبار
  en: Credit funnel
grain: one row a scheme, budget year, area, domain and stage
key: [scheme, budget_year, area_code, domain, stage]
optional: [files, amount_rial]
columns:
  scheme: Credit scheme
  budget_year: Budget year
  area_code: Area
  domain: Domain
  stage: Stage
  stage_order: Order of the stage
  files: Files at the stage
  amount_rial: Amount at the stage, rial
  status: final, or missing where no list has arrived
  is_synthetic: True for invented data; real and invented never mix in one value
---*/
SELECT scheme, budget_year, area_code, domain, stage, stage_order, files, amount_rial, status, is_synthetic
FROM core.credit_funnel
ORDER BY scheme, budget_year, area_code, domain, stage_order
