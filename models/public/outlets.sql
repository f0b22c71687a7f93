/*---
name: outlets
title:
  fa: محل‌های فروش
  en: Outlets
grain: one row an outlet of the newest registers
key: [delivery_id, outlet_id]
optional: [settlement, domain, owner_body, stalls, opened_on, closed_on, commitment_id]
columns:
  outlet_id: ~
  outlet_kind: ~
  name: ~
  area_code: ~
  settlement: ~
  domain: ~
  owner_body: ~
  stalls: ~
  state: ~
  opened_on: ~
  closed_on: ~
  commitment_id: ~
  is_counted: ~
  delivery_id: ~
  sheet_name: ~
  row_number: ~
  is_synthetic: ~
---*/
SELECT outlet_id, outlet_kind, name, area_code, settlement, domain, owner_body, stalls, state, opened_on, closed_on,
  commitment_id, is_counted, delivery_id, sheet_name, row_number, is_synthetic
FROM core.outlets
WHERE is_newest
ORDER BY delivery_id, outlet_id
