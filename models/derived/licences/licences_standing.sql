/*---
name: licences_standing
grain: one row a licence, area above it and its kind or all kinds
description: >-
  Licences that were valid on the last day told, in every area above and for each kind and all of them. The states of a
  licence are ruled in models/core/licence_quarters.sql, once.
columns:
  area_code: VARCHAR, County or province
  domain: ~
  licence_kind: VARCHAR, Kind of licence, permit or card; empty for all of them
  term_period: VARCHAR, Quarter of the last day of validity
  quarters_left: INTEGER, Quarters from the last one told to that in which the term ends
  delivery_id: ~
  is_partial: BOOLEAN, Whether rows in quarantine of the delivery may belong to the area
  is_synthetic: ~
---*/
SELECT n.ancestor_code AS area_code, q.domain, k.licence_kind, q.term_period, q.quarters_left, q.delivery_id,
  w.area_code IS NOT NULL AS is_partial, d.is_synthetic
FROM core.licence_quarters q
JOIN derived.licences_heard h ON h.domain = q.domain AND h.heard_until = q.period
JOIN reference.area_ancestors n ON n.area_code = q.area_code AND n.ancestor_kind IN ('county', 'province')
JOIN derived.delivery_facts d ON d.delivery_id = q.delivery_id
LEFT JOIN (SELECT DISTINCT delivery_id, area_code FROM derived.waiting_areas) w ON w.delivery_id = q.delivery_id AND w.area_code = n.ancestor_code
CROSS JOIN unnest([q.licence_kind, '']) AS k(licence_kind)
WHERE q.state = 'valid'
