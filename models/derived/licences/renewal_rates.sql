/*---
name: renewal_rates
grain: one row a domain and kind of licence or all kinds
description: >-
  Of the terms that ended in quarters that were told, the share that was renewed by the end of the last of them. Only
  the rounded rate is kept: the counts behind it could be combined with others.
columns:
  domain: ~
  licence_kind: VARCHAR, Kind of licence, permit or card; empty for all of them
  renewal_rate: DECIMAL(38,2), Share of the ended terms that was renewed so far, in the whole domain, to two decimals
rules:
  smallest_base: licences.smallest_base
---*/
SELECT e.domain, k.licence_kind, CAST(round(
    CAST(count(*) FILTER (e.renewed_on <= h.last_day) AS DECIMAL(38,9)) / count(*), 2
  ) AS DECIMAL(38,2)) AS renewal_rate
FROM core.licence_episodes e
JOIN core.register_quarters r
  ON r.feed = 'licences' AND r.is_complete AND r.domain = e.domain AND r.period = e.term_period
JOIN derived.licences_heard h ON h.domain = e.domain
CROSS JOIN unnest([e.licence_kind, '']) AS k(licence_kind)
WHERE e.ended_by <> 'revoked'
GROUP BY e.domain, k.licence_kind
HAVING count(*) >= $smallest_base
