/*---
name: credit_reallocations
title:
  fa: جابه‌جایی اعتبار
  en: Credit reallocations
grain: one row a movement of credit
key: [allocation_id]
optional: [from_domain, to_domain, from_area_code, to_area_code, decided_on, decided_by, decision_no]
columns:
  allocation_id: ~
  scheme: ~
  budget_year: ~
  from_domain: ~
  to_domain: ~
  from_area_code: ~
  to_area_code: ~
  amount_rial: ~
  decided_on: ~
  decided_by: ~
  decision_no: ~
  delivery_id: ~
  sheet_name: ~
  row_number: ~
  is_synthetic: ~
---*/
SELECT allocation_id, scheme, budget_year, from_domain, to_domain, from_area_code, to_area_code, amount_rial,
  decided_on, decided_by, decision_no, delivery_id, sheet_name, row_number, is_synthetic
FROM core.credit_reallocations
ORDER BY allocation_id
