/*---
name: credit_allocations
grain: one row a transaction on an allocation (allocated, or moved elsewhere)
description: Shares of a credit scheme notified to the province, with what had been applied for when stated.
columns:
  row_id: The source row (delivery, sheet, row)
  allocation_id: Key of the transaction
  scheme: Credit scheme (note, clause)
  budget_year: Budget year of the scheme
  clause: Clause of the law
  area_code: Area that got the share
  domain: crafts, carpet …
  transaction_kind: allocated or reallocated
  notified_on: Date of the notification (partial Jalali date)
  amount_rial: Amount in rial
  applied_files: Files that had been presented
  applied_amount_rial: Amount that had been applied for, in rial
  deadline: Date by which it must be used (partial Jalali date)
  extendable: Whether the deadline may be extended
  remark_fa: Remark in Persian
  remark_en: Remark in English
  frequency: A
  period: The budget year
  delivery_id: Delivery
  sheet_name: Sheet
  row_number: Row
  is_synthetic: Whether it is invented
---*/
SELECT c.row_id, c.allocation_id, c.scheme, c.budget_year, c.clause, c.area AS area_code, c.domain,
  c.transaction_kind, c.notified_on, c.amount_rial, c.applied_files, c.applied_amount_rial, c.deadline,
  c.extendable, c.remark_fa, c.remark_en, 'A' AS frequency, CAST(c.budget_year AS VARCHAR) AS period,
  c.delivery_id, c.sheet_name, c.row_number, c.is_synthetic
FROM clean.credit_allocations AS c
