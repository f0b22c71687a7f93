/*---
name: register_quarters
grain: one row a feed of events, domain and quarter that at least one office has told whole
description: >-
  Of which quarters the registers of events speak. Several offices may tell one domain; the quarter is complete when all
  of them have. A stock at the end of a quarter rests on every quarter before it: after a silent one it is provisional.
columns:
  row_id: VARCHAR, A delivery as a whole
  feed: ~
  domain: ~
  period: VARCHAR, Quarter
  first_day: ~
  last_day: ~
  offices: BIGINT, Offices that have told it
  offices_expected: BIGINT, Offices that ever told this domain
  is_complete: BOOLEAN, Whether all of them have told this quarter
  is_series_complete: BOOLEAN, Whether every quarter from the first to this one is complete
  delivery_id: VARCHAR, Delivery that tells it (the first, of several)
  is_synthetic: ~
---*/
WITH tellers AS (
  SELECT DISTINCT 'licences' AS feed, e.domain, coalesce(e.body, '') AS office
  FROM core.licence_events AS e
  UNION ALL
  SELECT DISTINCT 'training' AS feed, t.domain, coalesce(c.delivery_office, '') AS office
  FROM core.training_courses AS t
  INNER JOIN clean.training AS c ON c.row_id = t.row_id
  UNION ALL
  SELECT DISTINCT 'events' AS feed, t.domain, coalesce(c.delivery_office, '') AS office
  FROM core.craft_events AS t
  INNER JOIN clean.events AS c ON c.row_id = t.row_id
),
expected AS (
  SELECT t.feed, t.domain, count(*) AS offices
  FROM tellers AS t
  GROUP BY t.feed, t.domain
),
told AS (
  SELECT t.feed, t.domain, r.period, r.first_day, r.last_day, count(*) AS offices, min(r.delivery_id) AS delivery_id,
    max(CASE WHEN r.is_synthetic THEN 1 ELSE 0 END) = 1 AS is_synthetic,
    4 * CAST(substring(r.period, 1, 4) AS INTEGER) + CAST(substring(r.period, 6, 1) AS INTEGER) AS place
  FROM tellers AS t
  -- The list of one county tells nothing of the others, so it is not the office's list.
  INNER JOIN core.office_reports AS r ON r.feed = t.feed AND r.office = t.office AND r.cover = ''
  GROUP BY t.feed, t.domain, r.period, r.first_day, r.last_day
),
counted AS (
  SELECT t.feed, t.domain, t.period, t.first_day, t.last_day, t.offices, e.offices AS offices_expected, t.delivery_id,
    t.is_synthetic, t.offices = e.offices AS is_complete,
    t.place - min(t.place) OVER (PARTITION BY t.feed, t.domain) + 1 AS quarters,
    sum(CASE WHEN t.offices = e.offices THEN 1 ELSE 0 END) OVER (
      PARTITION BY t.feed, t.domain ORDER BY t.place ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
    ) AS complete_quarters
  FROM told AS t
  INNER JOIN expected AS e ON e.feed = t.feed AND e.domain = t.domain
)
SELECT concat(c.delivery_id, '##') AS row_id, c.feed, c.domain, c.period, c.first_day, c.last_day, c.offices,
  c.offices_expected, c.is_complete, c.complete_quarters = c.quarters AS is_series_complete, c.delivery_id, c.is_synthetic
FROM counted AS c
