/*---
name: credit_balances
title:
  fa: ماندهٔ اعتبار
  en: Credit balances
grain: one row a scheme, budget year, area and domain, on the last day on which the share is followed
key: [scheme, budget_year, area_code, domain]
optional: [files, requested_rial, approved_rial, contract_rial, paid_rial, paid_files, remaining_rial, approved_uncontracted_rial, contracted_unpaid_rial, notified_on]
codes:
  told_by: credit_tellings
columns:
  scheme: Credit scheme
  budget_year: Budget year
  area_code: Area
  domain: crafts or carpet
  as_of: Day for which the balance is drawn
  as_of_jalali: The same, Jalali
  allocated_rial: Share notified and received, rial
  moved_rial: Of it moved to another domain or area, rial
  share_rial: What is left of the share, rial
  files: Files registered, or presented as the allocation states it; empty where nothing is told
  requested_rial: Amount that they ask for, rial
  approved_rial: Amount approved by banks for files that have not left, rial
  contract_rial: Amount of contracts, rial
  paid_rial: Amount paid, rial
  paid_files: Files paid
  remaining_rial: Share less payments, rial
  approved_uncontracted_rial: Approved and not under contract, rial
  contracted_unpaid_rial: Under contract and not paid, rial
  notified_on: First day of notification; empty where it is not told
  deadline: Day by which it must be used; the end of the budget year where none is told
  deadline_told: Whether a deadline is told
  extendable: Whether the deadline may be extended
  days_left: Days from the day of the balance to the deadline; negative after it
  told_by: told by lists or events, stated by the allocation, or missing
  delivery_ids: Deliveries of the allocation
  is_synthetic: Whether it is invented
---*/
SELECT scheme, budget_year, area_code, domain, as_of, as_of_jalali, allocated_rial, moved_rial, share_rial, files,
  requested_rial, approved_rial, contract_rial, paid_rial, paid_files, remaining_rial, approved_uncontracted_rial,
  contracted_unpaid_rial, notified_on, deadline, deadline_told, extendable, days_left, told_by, delivery_ids,
  is_synthetic
FROM derived.credit_balances
-- In a county, the files of a stage are a few applicants whom everybody knows.
WHERE area_code IN (SELECT a.area_code FROM reference.areas AS a WHERE a.kind = 'province')
ORDER BY scheme, budget_year, area_code, domain
