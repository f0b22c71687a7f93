/*---
name: licence_quarters
grain: one row a licence and quarter that its register has told, from the quarter of the first issue or renewal told
description: >-
  The state of each licence on the last day of the quarter: the rules of its life cycle, in one place. valid: within
  its term and not revoked. lapsed: past its term and not renewed. revoked: withdrawn and not issued again. Never
  published row by row.
columns:
  row_id: VARCHAR, The source row of the issue or renewal that counts (delivery, sheet, row)
  licence_id: ~
  person_id: ~
  licence_kind: ~
  family: ~
  area_code: ~
  craft_code: ~
  domain: ~
  period: ~
  state: VARCHAR, valid, lapsed or revoked on the last day of the quarter
  term_on: DATE, Last day of validity; empty where it is not told
  term_period: ~
  quarters_left: INTEGER, Quarters from this one to that of the last day of validity; empty unless valid with a term
  is_series_complete: BOOLEAN, Whether every quarter from the first to this one has been told
  delivery_id: VARCHAR, Delivery
  is_synthetic: ~
---*/
WITH episodes AS (
  SELECT e.row_id, e.licence_id, e.person_id, e.licence_kind, e.family, e.area_code, e.craft_code, e.domain,
    e.starts_on, e.term_on, e.term_period, e.ends_on, e.ended_by, e.renewed_on, e.delivery_id, e.is_synthetic,
    4 * CAST(substring(e.term_period, 1, 4) AS INTEGER) + CAST(substring(e.term_period, 6, 1) AS INTEGER) AS term_place
  FROM core.licence_episodes AS e
),
quarters AS (
  SELECT r.domain, r.period, r.last_day, r.is_series_complete,
    4 * CAST(substring(r.period, 1, 4) AS INTEGER) + CAST(substring(r.period, 6, 1) AS INTEGER) AS place
  FROM core.register_quarters AS r
  WHERE r.feed = 'licences' AND r.is_complete
),
stood AS (
  SELECT e.row_id, e.licence_id, e.person_id, e.licence_kind, e.family, e.area_code, e.craft_code, e.domain, q.period,
    CASE
      WHEN e.ends_on IS NULL OR e.ends_on >= q.last_day THEN 'valid'
      WHEN e.ended_by = 'revoked' THEN 'revoked'
      ELSE 'lapsed'
    END AS state, e.term_on, e.term_period, e.term_place - q.place AS quarters_left, q.is_series_complete,
    e.delivery_id, e.is_synthetic
  FROM episodes AS e
  INNER JOIN quarters AS q
    ON q.domain = e.domain AND e.starts_on <= q.last_day
    AND (e.renewed_on IS NULL OR e.renewed_on > q.last_day)
)
SELECT s.row_id, s.licence_id, s.person_id, s.licence_kind, s.family, s.area_code, s.craft_code, s.domain, s.period,
  s.state, s.term_on, s.term_period, CASE WHEN s.state = 'valid' THEN s.quarters_left END AS quarters_left,
  s.is_series_complete, s.delivery_id, s.is_synthetic
FROM stood AS s
