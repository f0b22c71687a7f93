/*---
name: licence_episodes
grain: one row a licence and time of validity, from an issue or renewal to its end
description: >-
  How long each licence was valid, and how that ended. An episode begins with an issue or a renewal and ends with the
  day before the next renewal, the day before a revocation, or its last day of validity, whichever comes first. A
  renewal after that day begins anew and leaves a gap. A licence of which only the end is told has no episode. No day
  of today is known here: whether an open episode has run out is reckoned from a day. Never published row by row.
columns:
  row_id: VARCHAR, The source row of the issue or renewal (delivery, sheet, row)
  licence_id: ~
  episode: BIGINT, Place of the episode in the life of the licence, from 1
  person_id: ~
  licence_kind: ~
  family: VARCHAR, Family of the kind (production, weaving …)
  area_code: ~
  craft_code: ~
  domain: ~
  begun_by: VARCHAR, issued or renewed
  starts_on: DATE, First day of validity
  term_on: DATE, Last day of validity as written or told; empty where neither is
  term_period: VARCHAR, Quarter of the last day of validity
  ends_on: DATE, Last day on which it was valid; empty where no end is told
  ended_by: VARCHAR, revoked, renewed (without a gap), expired (told, or renewed too late) or open (nothing told)
  renewed_on: DATE, Day of the renewal that follows, with or without a gap
  revoked_on: DATE, Day of the revocation
  delivery_id: ~
  is_synthetic: ~
---*/
WITH grants AS (
  SELECT e.row_id, e.licence_id, e.person_id, e.licence_kind, e.area_code, e.craft_code, e.domain, e.event AS begun_by,
    e.event_on AS starts_on, e.expires_on, e.delivery_id, e.is_synthetic,
    row_number() OVER (PARTITION BY e.licence_id ORDER BY e.event_on, e.row_id) AS episode,
    lead(e.event_on) OVER (PARTITION BY e.licence_id ORDER BY e.event_on, e.row_id) AS renewed_on
  FROM core.licence_events AS e
  WHERE e.event IN ('issued', 'renewed')
),
ends AS (
  SELECT g.row_id, min(CASE WHEN e.event = 'revoked' THEN e.event_on END) AS revoked_on,
    min(CASE WHEN e.event = 'expired' THEN e.event_on END) AS expired_on
  FROM grants AS g
  INNER JOIN core.licence_events AS e
    ON e.licence_id = g.licence_id AND e.event IN ('revoked', 'expired') AND e.event_on >= g.starts_on
    AND (g.renewed_on IS NULL OR e.event_on < g.renewed_on)
  GROUP BY g.row_id
),
-- A licence that was renewed on the day on which it ran out tells no expiry of its own.
termed AS (
  SELECT g.row_id, g.licence_id, g.person_id, g.licence_kind, g.area_code, g.craft_code, g.domain, g.begun_by,
    g.starts_on, g.delivery_id, g.is_synthetic, g.episode, g.renewed_on, x.revoked_on, x.expired_on,
    coalesce(g.expires_on, x.expired_on) AS term_on
  FROM grants AS g
  LEFT JOIN ends AS x ON x.row_id = g.row_id
),
assessed AS (
  SELECT t.row_id,
    CASE
      WHEN t.revoked_on IS NOT NULL AND (t.term_on IS NULL OR t.revoked_on <= t.term_on) THEN 'revoked'
      WHEN t.renewed_on IS NOT NULL AND (t.term_on IS NULL OR t.renewed_on <= t.term_on + INTERVAL 1 DAY) THEN 'renewed'
      WHEN t.renewed_on IS NOT NULL OR t.expired_on IS NOT NULL THEN 'expired'
      ELSE 'open'
    END AS ended_by
  FROM termed AS t
)
SELECT t.row_id, t.licence_id, t.episode, t.person_id, t.licence_kind, coalesce(k.family, t.licence_kind) AS family,
  t.area_code, t.craft_code, t.domain, t.begun_by, t.starts_on, t.term_on, q.period AS term_period,
  CAST(CASE j.ended_by
    WHEN 'revoked' THEN t.revoked_on - INTERVAL 1 DAY
    WHEN 'renewed' THEN t.renewed_on - INTERVAL 1 DAY
    ELSE t.term_on
  END AS DATE) AS ends_on,
  j.ended_by, t.renewed_on, t.revoked_on, t.delivery_id, t.is_synthetic
FROM termed AS t
INNER JOIN assessed AS j ON j.row_id = t.row_id
LEFT JOIN reference.licence_kinds AS k ON k.licence_kind = t.licence_kind
LEFT JOIN reference.quarters AS q ON t.term_on >= q.first_day AND t.term_on <= q.last_day
