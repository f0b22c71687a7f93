/*---
name: outlets
grain: one row an outlet and delivered snapshot of the register
description: Shops, kiosks, bazaars, markets and online shops; a planned outlet is listed and not counted.
columns:
  row_id: VARCHAR, The source row (delivery, sheet, row)
  outlet_id: VARCHAR, Number of the outlet with its office
  outlet_kind: VARCHAR, shop, kiosk, bazaar, market, gallery, hotel_stand or online
  name: VARCHAR, Name
  area_code: VARCHAR, County
  settlement: VARCHAR, City or village, as written
  domain: VARCHAR, crafts or carpet
  owner_body: VARCHAR, Body or sector that owns it
  stalls: BIGINT, Stalls
  state: VARCHAR, planned, active, seasonal, inactive or closed
  opened_on: VARCHAR, Opening (partial Jalali date)
  closed_on: VARCHAR, Closing (partial Jalali date)
  commitment_id: VARCHAR, Commitment that it answers
  is_counted: BOOLEAN, Whether it sells today (active or seasonal)
  is_newest: BOOLEAN, Whether it stands in the newest snapshot of its office
  frequency: VARCHAR, Q or A of the snapshot
  period: VARCHAR, Period key of the snapshot
  delivery_id: VARCHAR, Delivery
  sheet_name: VARCHAR, Sheet
  row_number: INTEGER, Row
  is_synthetic: BOOLEAN, Whether it is invented
---*/
WITH newest AS (
  SELECT o.delivery_office, max(p.last_month) AS last_month
  FROM clean.outlets AS o
  INNER JOIN reference.period_keys AS p ON p.period_key = o.delivery_period
  GROUP BY o.delivery_office
)
SELECT o.row_id, o.outlet_id, o.outlet_kind, o.name, o.area AS area_code, o.settlement, o.domain, o.owner_body,
  o.stalls, o.state, o.opened_on, o.closed_on, o.commitment_id, o.state IN ('active', 'seasonal') AS is_counted,
  n.last_month IS NOT NULL AS is_newest, p.frequency, p.period, o.delivery_id, o.sheet_name, o.row_number,
  o.is_synthetic
FROM clean.outlets AS o
LEFT JOIN reference.period_keys AS p ON p.period_key = o.delivery_period
LEFT JOIN newest AS n
  ON coalesce(n.delivery_office, '') = coalesce(o.delivery_office, '') AND n.last_month = p.last_month
