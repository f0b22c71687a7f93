/*---
name: licences_heard
grain: one row a domain
description: >-
  The last quarter that the registers of each domain have told as a whole. What happened after it is not known and not
  guessed.
columns:
  domain: VARCHAR, crafts or carpet
  heard_until: VARCHAR, Last quarter that every office of the domain has told; renewals after it are not known
  last_day: DATE, Last day of the quarter
  is_series_complete: BOOLEAN, Whether every quarter from the first to this one has been told
  place: INTEGER, Place of the quarter on the line of all quarters
---*/
SELECT r.domain, max(r.period) AS heard_until, max_by(r.last_day, r.period) AS last_day,
  max_by(r.is_series_complete, r.period) AS is_series_complete,
  4 * CAST(substring(max(r.period), 1, 4) AS INTEGER) + CAST(substring(max(r.period), 6, 1) AS INTEGER) AS place
FROM core.register_quarters r
WHERE r.feed = 'licences' AND r.is_complete
GROUP BY r.domain
