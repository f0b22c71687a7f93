/*---
name: credit_balances
title:
  fa: ماندهٔ اعتبار
  en: Credit balances
grain: one row a scheme, budget year, area and domain, on the last day on which the share is followed
key: [scheme, budget_year, area_code, domain]
optional: [notified_rial, moved_rial, received_rial, files, requested_rial, approved_rial, contract_rial, paid_rial, paid_files, remaining_rial, approved_uncontracted_rial, contracted_unpaid_rial, notified_on]
codes:
  told_by: credit_tellings
columns:
  scheme: ~
  budget_year: ~
  area_code: ~
  domain: ~
  as_of: ~
  as_of_jalali: ~
  notified_rial: ~
  moved_rial: ~
  received_rial: ~
  share_rial: ~
  files: ~
  requested_rial: ~
  approved_rial: ~
  contract_rial: ~
  paid_rial: ~
  paid_files: ~
  remaining_rial: ~
  approved_uncontracted_rial: ~
  contracted_unpaid_rial: ~
  notified_on: ~
  deadline: ~
  deadline_told: ~
  extendable: ~
  days_left: ~
  told_by: ~
  delivery_ids: ~
  is_synthetic: ~
---*/
SELECT scheme, budget_year, area_code, domain, as_of, as_of_jalali, notified_rial, moved_rial, received_rial, share_rial, CAST(files AS BIGINT) AS files,
  requested_rial, approved_rial, contract_rial, paid_rial, paid_files, remaining_rial, approved_uncontracted_rial,
  contracted_unpaid_rial, notified_on, deadline, deadline_told, extendable, days_left, told_by, delivery_ids,
  is_synthetic
FROM derived.credit_balances
-- In a county, the files of a stage are a few applicants whom everybody knows.
WHERE area_code IN (SELECT a.area_code FROM reference.areas AS a WHERE a.kind = 'province')
ORDER BY scheme, budget_year, area_code, domain
