/*---
name: credit_balances
grain: one row a credit line, on the last day on which it is followed
description: What became of each share, from the notification through files and contracts to payments.
columns:
  scheme: ~
  budget_year: ~
  area_code: ~
  domain: ~
  as_of: DATE, Day for which the balance is drawn
  as_of_jalali: VARCHAR, The same, Jalali
  notified_rial: ~
  moved_rial: ~
  received_rial: ~
  share_rial: ~
  files: HUGEINT, Files registered, or presented as the allocation states it; empty where nothing is told or they are too few
  requested_rial: ~
  approved_rial: ~
  contract_rial: ~
  paid_rial: ~
  paid_files: BIGINT, Files paid; empty where nothing is told or they are too few
  remaining_rial: DECIMAL(38,9), Share less payments, rial
  approved_uncontracted_rial: DECIMAL(38,9), Approved and not under contract, rial
  contracted_unpaid_rial: DECIMAL(38,9), Under contract and not paid, rial
  notified_on: DATE, First day of notification; empty where it is not told
  deadline: DATE, Day by which it must be used; the end of the budget year where none is told
  deadline_told: ~
  extendable: ~
  days_left: INTEGER, Days from the day of the balance to the deadline; negative after it
  told_by: VARCHAR, told by lists or events, stated by the allocation, or missing
  delivery_ids: ~
  is_synthetic: ~
rules:
  smallest: disclosure.smallest_published
---*/
SELECT l.scheme, l.budget_year, l.area_code, l.domain, m.day AS as_of, j.jalali_date AS as_of_jalali,
  m.notified_rial, m.moved_rial, m.received_rial, m.share_rial,
  CASE WHEN m.registered > 0 AND m.registered < $smallest THEN NULL ELSE m.registered END AS files,
  m.requested_rial, m.approved_rial, m.contract_rial, m.paid_rial,
  CASE WHEN m.paid_files > 0 AND m.paid_files < $smallest THEN NULL ELSE m.paid_files END AS paid_files,
  m.share_rial - m.paid_rial AS remaining_rial,
  CASE WHEN m.approved_rial > m.contract_rial THEN m.approved_rial - m.contract_rial
    WHEN m.approved_rial IS NOT NULL THEN 0 END AS approved_uncontracted_rial,
  CASE WHEN m.contract_rial > m.paid_rial THEN m.contract_rial - m.paid_rial
    WHEN m.contract_rial IS NOT NULL THEN 0 END AS contracted_unpaid_rial,
  l.notified_day AS notified_on, l.deadline_day AS deadline, l.deadline_told, l.extendable,
  CAST(l.deadline_day - m.day AS INTEGER) AS days_left,
  CASE WHEN m.is_told THEN 'told' WHEN m.is_stated THEN 'stated' ELSE 'missing' END AS told_by, l.delivery_ids,
  l.is_synthetic
FROM derived.credit_lines l
JOIN derived.credit_months m ON m.line_id = l.line_id
LEFT JOIN reference.jalali_dates j ON j.first_day = m.day AND length(j.jalali_date) = 10
WHERE m.day = (SELECT max(x.day) FROM derived.credit_months x WHERE x.line_id = l.line_id)
  AND m.month_key = (SELECT max(x.month_key) FROM derived.credit_months x WHERE x.line_id = l.line_id AND x.day = m.day)
ORDER BY l.line_id
