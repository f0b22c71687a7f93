/*---
name: licence_expiry_profile
grain: one row an area, domain, kind of licence or all kinds, and quarter of the outlook
description: >-
  The expiry profile: licences that run out in the coming quarters, and how many of them are likely to be renewed.
  Counted are those that were valid on the last day of the last quarter that every office of the domain has told.
columns:
  area_code: ~
  domain: ~
  licence_kind: ~
  period: ~
  place: ~
  phase: VARCHAR, passed (ended since the last list; whether it was renewed is not known), running or coming
  expiring: BIGINT, Licences valid at the end of the last list's quarter whose term ends in this quarter; empty where suppressed
  status: VARCHAR, final, provisional (a list is missing or has rows in quarantine) or suppressed (too few to be told)
  renewal_rate: ~
  rate_of: VARCHAR, Whether the rate is of this kind of licence or, where too few of it have ended, of all kinds of the domain
  likely_renewed: BIGINT, Licences that would be renewed at that rate, rounded; no forecast beyond it
  heard_until: ~
  delivery_ids: ~
  is_synthetic: BOOLEAN, True for invented data; real and invented never mix in one value
---*/
SELECT c.area_code, c.domain, c.licence_kind, c.period, c.place,
  CASE WHEN c.place < 1 THEN 'passed' WHEN c.place = 1 THEN 'running' ELSE 'coming' END AS phase,
  CASE WHEN x.cell_id IS NULL THEN CAST(c.number AS BIGINT) END AS expiring,
  CASE WHEN x.cell_id IS NOT NULL THEN 'suppressed' WHEN c.is_provisional THEN 'provisional' ELSE 'final' END AS status,
  coalesce(k.renewal_rate, a.renewal_rate) AS renewal_rate,
  CASE WHEN k.renewal_rate IS NOT NULL THEN 'licence_kind' WHEN a.renewal_rate IS NOT NULL THEN 'domain' END AS rate_of,
  CASE WHEN x.cell_id IS NULL
    THEN CAST(round(c.number * coalesce(k.renewal_rate, a.renewal_rate)) AS BIGINT) END AS likely_renewed,
  c.heard_until, CASE WHEN x.cell_id IS NULL THEN c.delivery_ids END AS delivery_ids, c.is_synthetic
FROM derived.licence_cells c
LEFT JOIN derived.disclosed_not x ON x.cell_id = c.cell_id
LEFT JOIN derived.renewal_rates k ON k.domain = c.domain AND k.licence_kind = c.licence_kind
LEFT JOIN derived.renewal_rates a ON a.domain = c.domain AND a.licence_kind = ''
ORDER BY c.area_code, c.domain, c.licence_kind, c.period
