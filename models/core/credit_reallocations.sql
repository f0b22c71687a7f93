/*---
name: credit_reallocations
grain: one row a movement of credit between two domains or areas
description: >-
  Movements of a credit line: the loss that a deadline does not show. Each is a transaction of its own, never an
  overwriting of the allocation.
columns:
  row_id: ~
  allocation_id: ~
  scheme: VARCHAR, Credit scheme
  budget_year: INTEGER, Budget year
  from_domain: VARCHAR, Domain from which the amount was taken; empty where it is not said
  to_domain: VARCHAR, Domain to which it went; empty where it is not said
  from_area_code: VARCHAR, Area from which it was taken
  to_area_code: VARCHAR, Area to which it went
  amount_rial: DECIMAL(38,9), Amount moved
  decided_on: VARCHAR, Date of the decision (partial Jalali date)
  decided_by: ~
  decision_no: ~
  frequency: ~
  period: ~
  delivery_id: ~
  sheet_name: ~
  row_number: ~
  is_synthetic: ~
---*/
SELECT c.row_id, c.allocation_id, c.scheme, c.budget_year,
  CASE WHEN c.transaction_kind = 'received' THEN c.counterpart_domain ELSE c.domain END AS from_domain,
  CASE WHEN c.transaction_kind = 'received' THEN c.domain ELSE c.counterpart_domain END AS to_domain,
  CASE WHEN c.transaction_kind = 'received' THEN coalesce(c.counterpart_area_code, c.area_code) ELSE c.area_code END
    AS from_area_code,
  CASE WHEN c.transaction_kind = 'received' THEN c.area_code ELSE coalesce(c.counterpart_area_code, c.area_code) END
    AS to_area_code,
  c.amount_rial, c.decided_on, c.decided_by, c.decision_no, c.frequency, c.period, c.delivery_id, c.sheet_name,
  c.row_number, c.is_synthetic
FROM core.credit_allocations AS c
WHERE c.transaction_kind IN ('reallocated', 'received')
