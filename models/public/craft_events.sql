/*---
name: craft_events
title:
  fa: رویدادها
  en: Events
grain: one row an event
key: [delivery_id, event_id]
optional: [scope, place_text, domain, ended_on, stands, own_stands, visitors, sales_rial, organiser, commitment_id]
columns:
  period: ~
  event_id: ~
  name: ~
  event_kind: ~
  scope: ~
  area_code: ~
  place_text: ~
  domain: ~
  started_on: ~
  ended_on: ~
  stands: ~
  own_stands: ~
  visitors: ~
  sales_rial: ~
  organiser: ~
  commitment_id: ~
  delivery_id: ~
  sheet_name: ~
  row_number: ~
  is_synthetic: ~
---*/
SELECT period, event_id, name, event_kind, scope, area_code, place_text, domain, started_on, ended_on, stands,
  own_stands, visitors, sales_rial, organiser, commitment_id, delivery_id, sheet_name, row_number, is_synthetic
FROM core.craft_events
ORDER BY delivery_id, event_id
