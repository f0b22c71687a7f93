/*---
name: credit_funnel
title:
  fa: قیف اعتبار
  en: Credit funnel
grain: one row a scheme, budget year, province, domain and stage
trap:
  fa: "هر مرحله از همان تقاضاهاست، پس مرحله‌ها جمع نمی‌شوند. files خالی با status برابر missing یعنی کسی نگفته است و با suppressed یعنی آن‌قدر کم‌اند که گفته نمی‌شوند."
  en: "Each stage is of the same files, so stages are never added. Empty files are not told where status is missing, and are too few to tell where it is suppressed."
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
