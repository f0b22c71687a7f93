/*---
branch: zeros
means: >-
  The true zeros of the licence registers: one for each county and each quarter of which the registers told everything,
  so that a county without a row has a zero and not a gap.
parameters:
  domain: crafts or carpet, where the indicator counts one of them only
  gaps: >-
    Status of a quarter before which another one was not told, for what is counted from the whole history of a licence;
    without it a quarter stands for itself
values:
  domain: [crafts, carpet]
  gaps: [provisional]
---*/
-- The register spoke of the whole quarter; a county that it does not name has a true zero.
SELECT z.row_id, z.area_code, z.domain, 'Q' AS frequency, z.period, 'register' AS basis,
  CASE WHEN z.is_series_complete THEN 'final' ELSE $gaps END AS status,
  0 AS numerator
FROM core.licence_counties AS z
WHERE z.domain = $domain
