/*---
name: licence_events
grain: one row a licence and thing that happened to it (issued, renewed, revoked, expired …)
description: >-
  The life of licences and cards, heritage licences and carpet cards alike, each event once however many
  deliveries tell it. Issued and renewed are never added; what was exchanged, corrected,
  asked for or refused is neither. Persons are pseudonyms; never published row by row.
columns:
  row_id: VARCHAR, The source row (delivery, sheet, row)
  licence_id: VARCHAR, Kind and number of the licence
  person_id: VARCHAR, Keyed pseudonym of the holder
  licence_kind: VARCHAR, Kind of licence, permit or card
  event: VARCHAR, issued, renewed, revoked or expired
  event_on: DATE, Date of the event
  issued_on: DATE, Date of issue, or of the renewal
  expires_on: DATE, Date until which it is valid
  area_code: VARCHAR, County
  craft_code: VARCHAR, Craft
  domain: VARCHAR, crafts or carpet
  body: VARCHAR, Office whose register tells it
  frequency: VARCHAR, Q or A
  period: VARCHAR, Quarter of the event; the delivered period where the date is outside the calendar
  delivery_id: VARCHAR, Delivery
  is_synthetic: BOOLEAN, Whether it is invented
---*/
WITH dated AS (
  SELECT l.row_id, concat(l.licence_kind, '|', l.licence_no) AS licence_id, l.event,
    CASE
      WHEN l.event = 'revoked' THEN coalesce(l.ended_on, l.issued_on)
      WHEN l.event = 'expired' THEN coalesce(l.expires_on, l.ended_on, l.issued_on)
      ELSE l.issued_on
    END AS event_on, l.delivery_period
  FROM clean.licences AS l
),
-- A cumulative list tells last quarter's events again: the first claim stands.
told AS (
  SELECT d.row_id, d.licence_id, d.event_on, d.delivery_period,
    row_number() OVER (
      PARTITION BY d.licence_id, d.event, d.event_on
      ORDER BY p.last_month, length(d.delivery_period) DESC, d.row_id
    ) AS place
  FROM dated AS d
  LEFT JOIN reference.period_keys AS p ON p.period_key = d.delivery_period
),
days AS (
  SELECT DISTINCT t.event_on FROM told AS t WHERE t.place = 1
),
calendar AS (
  SELECT d.event_on, q.period
  FROM days AS d
  INNER JOIN reference.quarters AS q ON d.event_on >= q.first_day AND d.event_on <= q.last_day
)
SELECT l.row_id, t.licence_id, l.national_id AS person_id, l.licence_kind, l.event, t.event_on, l.issued_on,
  l.expires_on, l.area AS area_code, l.craft AS craft_code,
  coalesce(nullif(l.domain, 'not_recognised'), CASE
      WHEN coalesce(k.body, l.delivery_office) = 'carpet_centre' THEN 'carpet' ELSE 'crafts'
    END) AS domain, l.delivery_office AS body,
  CASE WHEN c.period IS NOT NULL THEN 'Q' ELSE p.frequency END AS frequency, coalesce(c.period, p.period) AS period,
  l.delivery_id, l.is_synthetic
FROM clean.licences AS l
INNER JOIN told AS t ON t.row_id = l.row_id
LEFT JOIN reference.crafts AS k ON k.craft_code = l.craft
LEFT JOIN calendar AS c ON c.event_on = t.event_on
LEFT JOIN reference.period_keys AS p ON p.period_key = t.delivery_period
WHERE t.place = 1
