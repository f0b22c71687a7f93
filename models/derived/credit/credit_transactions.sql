/*---
name: credit_transactions
grain: one row a transaction of an allocation
description: >-
  Transactions with the days from which they count: that of the notification or decision, else the first day of the
  budget year. A beginning counts from the first day that it may be, an end to the last.
columns:
  line_id: VARCHAR, Credit line (a share of scheme, budget year, area and domain)
  scheme: VARCHAR, Credit scheme
  budget_year: INTEGER, Budget year
  area_code: VARCHAR, Area
  domain: VARCHAR, crafts or carpet
  transaction_kind: VARCHAR, allocated, reallocated (out), received (in) or extended (deadline)
  net_amount_rial: DECIMAL(38,9), What the transaction adds to the share; negative for what was moved out
  amount_rial: DECIMAL(38,9), Amount of the transaction
  extendable: BOOLEAN, Whether the deadline may be extended
  counts_from: DATE, Day from which it counts
  notified_day: DATE, First day of notification of an allocation; empty of other kinds or where it is not told
  is_movement_told: BOOLEAN, Whether a list has come that tells what was moved of the share
  remark_fa: VARCHAR, What the list says beside it, in Persian
  remark_en: VARCHAR, What the list says beside it, in English
  deadline_day: DATE, Last day by which the share must be used; empty where none is told
  year_start: DATE, First day of the budget year
  year_end: DATE, Last day of the budget year
  applied_files: BIGINT, Files that had been presented as the allocation states it
  applied_amount_rial: DECIMAL(38,9), Amount that had been applied for as the allocation states it, rial
  stated_day: DATE, Last day of the period of the delivery, on which it states so
  delivery_id: VARCHAR, Delivery
  is_synthetic: BOOLEAN, Whether it is invented
---*/
SELECT concat_ws('|', t.scheme, t.budget_year, t.area_code, t.domain) AS line_id, t.scheme, t.budget_year, t.area_code,
  t.domain, t.transaction_kind, t.net_amount_rial, t.amount_rial, t.extendable = 'yes' AS extendable,
  coalesce(CASE WHEN t.transaction_kind = 'reallocated' THEN decided.first_day ELSE notified.first_day END,
    decided.first_day, notified.first_day, budget.first_day) AS counts_from,
  CASE WHEN t.transaction_kind = 'allocated' THEN notified.first_day END AS notified_day,
  t.is_movement_told, t.remark_fa, t.remark_en, deadline.last_day AS deadline_day, budget.first_day AS year_start, budget.last_day AS year_end,
  t.applied_files, t.applied_amount_rial, stated.last_day AS stated_day, t.delivery_id, t.is_synthetic
FROM core.credit_allocations t
JOIN derived.deliveries d ON d.delivery_id = t.delivery_id
LEFT JOIN reference.period_keys k ON k.period_key = d.period
LEFT JOIN reference.jalali_dates decided ON decided.jalali_date = t.decided_on
LEFT JOIN reference.jalali_dates notified ON notified.jalali_date = t.notified_on
LEFT JOIN reference.jalali_dates deadline ON deadline.jalali_date = t.deadline
LEFT JOIN reference.jalali_dates budget ON budget.jalali_date = CAST(t.budget_year AS VARCHAR)
LEFT JOIN reference.jalali_dates stated ON stated.jalali_date = k.last_month
