/*---
name: outlets
grain: one row an outlet and delivered snapshot of the register
description: Shops, kiosks, bazaars, markets and online shops; a planned outlet is listed and not counted.
columns:
  row_id: The source row (delivery, sheet, row)
  outlet_id: Number of the outlet with its office
  outlet_kind: shop, kiosk, bazaar, market, gallery, hotel_stand or online
  name: Name
  area_code: County
  settlement: City or village, as written
  domain: crafts or carpet
  owner_body: Body or sector that owns it
  stalls: Stalls
  state: planned, active, seasonal, inactive or closed
  opened_on: Opening (partial Jalali date)
  closed_on: Closing (partial Jalali date)
  commitment_id: Commitment that it answers
  is_counted: Whether it sells today (active or seasonal)
  is_newest: Whether it stands in the newest snapshot of its office
  frequency: Q or A of the snapshot
  period: Period key of the snapshot
  delivery_id: Delivery
  sheet_name: Sheet
  row_number: Row
  is_synthetic: Whether it is invented
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
