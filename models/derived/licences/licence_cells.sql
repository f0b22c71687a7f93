/*---
name: licence_cells
grain: one row an area, domain, kind of licence or all kinds, and quarter of the outlook
description: >-
  How many licences run out in each quarter, those quarters without one too. The quarters run from the one after the
  last told, at the latest from the running one, to the end of the horizon. A term that ends on the very last day told
  ends before the outlook begins; it is shown with its first quarter.
columns:
  cell_id: VARCHAR, Cell of the table of counts
  area_code: ~
  domain: ~
  licence_kind: ~
  period: VARCHAR, Quarter in which the term ends
  place: INTEGER, Place of the quarter in the outlook; 1 is the quarter of the build, less than 1 has passed
  heard_until: ~
  number: BIGINT, Licences whose term ends in the quarter
  is_provisional: BOOLEAN, Whether a list is missing or has rows in quarantine
  is_synthetic: ~
  delivery_ids: VARCHAR, Deliveries that tell of these licences
rules:
  horizon: licences.horizon_quarters
---*/
WITH line AS (
  SELECT period, first_day, last_day, CAST(4 * jalali_year + quarter AS INTEGER) AS place FROM reference.quarters
),
running AS (SELECT place FROM line WHERE $today BETWEEN first_day AND last_day),
quarters AS (
  SELECT h.domain, h.heard_until, h.is_series_complete, q.period, q.place - r.place + 1 AS place
  FROM derived.licences_heard h
  CROSS JOIN running r
  JOIN line q ON q.place BETWEEN least(h.place + 1, r.place) AND r.place + $horizon - 1
),
holders AS (
  SELECT area_code, domain, licence_kind, bool_or(is_partial) AS is_partial, bool_or(is_synthetic) AS is_synthetic
  FROM derived.licences_standing
  GROUP BY ALL
),
counted AS (
  SELECT s.area_code, s.domain, s.licence_kind, greatest(s.term_period, f.first_period) AS period,
    count(*) AS expiring, string_agg(DISTINCT s.delivery_id, ', ' ORDER BY s.delivery_id) AS delivery_ids
  FROM derived.licences_standing s
  JOIN (SELECT domain, min(period) AS first_period FROM quarters GROUP BY domain) f ON f.domain = s.domain
  WHERE s.term_period IS NOT NULL
  GROUP BY ALL
)
SELECT concat_ws('|', 'expiry', o.area_code, o.domain, o.licence_kind, q.period) AS cell_id, o.area_code, o.domain,
  o.licence_kind, q.period, q.place, q.heard_until, coalesce(c.expiring, 0) AS number,
  NOT q.is_series_complete OR o.is_partial AS is_provisional, o.is_synthetic, c.delivery_ids
FROM holders o
JOIN quarters q ON q.domain = o.domain
LEFT JOIN counted c ON c.area_code = o.area_code AND c.domain = o.domain AND c.licence_kind = o.licence_kind
  AND c.period = q.period
