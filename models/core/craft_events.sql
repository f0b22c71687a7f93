/*---
name: craft_events
grain: one row an event
description: >-
  Exhibitions, festivals and other events. Sales are what exhibitors tell. An event that several deliveries tell
  is taken as the last of them tells it.
columns:
  row_id: VARCHAR, The source row (delivery, sheet, row)
  event_id: VARCHAR, Number of the event
  name: VARCHAR, Name
  event_kind: VARCHAR, exhibition, festival …
  scope: VARCHAR, county, provincial, national or international
  area_code: VARCHAR, Where it was held
  place_text: VARCHAR, Host city and country, for an event outside the province
  domain: VARCHAR, crafts or carpet
  started_on: DATE, First day
  ended_on: DATE, Last day
  stands: BIGINT, Stands
  own_stands: BIGINT, Stands of the province
  visitors: BIGINT, Visitors
  sales_rial: DECIMAL(38,9), Sales as told, in rial
  organiser: VARCHAR, Body that held it
  commitment_id: VARCHAR, Commitment that it answers
  frequency: VARCHAR, Q or A
  period: VARCHAR, Quarter in which it started; the delivered period where the date is outside the calendar
  is_complete: >-
    BOOLEAN, Whether the list of its office for its quarter (or of its county, where it sends its own) has come whole
  delivery_id: VARCHAR, Delivery
  sheet_name: VARCHAR, Sheet
  row_number: INTEGER, Row
  is_synthetic: ~
---*/
WITH told AS (
  SELECT e.row_id,
    row_number() OVER (
      PARTITION BY coalesce(e.delivery_office, ''), e.event_id
      ORDER BY p.last_month DESC, length(e.delivery_period), e.row_id DESC
    ) AS place
  FROM clean.events AS e
  LEFT JOIN reference.period_keys AS p ON p.period_key = e.delivery_period
)
SELECT e.row_id, e.event_id, e.name, e.event_kind, e.scope, e.area AS area_code, e.place_text, e.domain, e.started_on,
  e.ended_on, e.stands, e.own_stands, e.visitors, e.sales_rial, e.organiser, e.commitment_id,
  CASE WHEN q.period IS NOT NULL THEN 'Q' ELSE p.frequency END AS frequency, coalesce(q.period, p.period) AS period,
  w.row_id IS NOT NULL OR (q.period IS NULL AND p.frequency = 'A') AS is_complete,
  e.delivery_id, e.sheet_name, e.row_number, e.is_synthetic
FROM clean.events AS e
INNER JOIN told AS d ON d.row_id = e.row_id
LEFT JOIN reference.quarters AS q ON e.started_on >= q.first_day AND e.started_on <= q.last_day
LEFT JOIN reference.period_keys AS p ON p.period_key = e.delivery_period
LEFT JOIN core.office_reports AS w
  ON w.feed = 'events' AND w.office = coalesce(e.delivery_office, '') AND w.cover = coalesce(e.delivery_cover, '')
  AND w.period = coalesce(q.period, p.period)
WHERE d.place = 1
