/*---
name: revision_triangles
title:
  fa: مثلث‌های بازنگری
  en: Revision triangles
grain: one row a whole value of a country or province, and quarter by whose end it was told
key: [value_id, vintage]
optional: [breakdown, value]
columns:
  value_id: Key of the value
  indicator_id: Indicator
  area_code: Country or province
  domain: Domain
  breakdown: What its categories are
  frequency: Q or A
  period: Period of which the figure speaks
  basis: Basis
  vintage: Quarter by whose end it was told
  version: Version that told it then
  value: The figure as it was told then; empty where it was not told
  status: Its status then
  is_synthetic: Whether it is invented
---*/
WITH dated AS (
  SELECT h.*, q.period AS vintage
  FROM derived.value_history AS h
  INNER JOIN reference.areas AS a ON a.area_code = h.area_code AND a.kind IN ('country', 'province')
  INNER JOIN reference.quarters AS q ON h.published_on BETWEEN q.first_day AND q.last_day
  WHERE h.category = ''
)
SELECT value_id, indicator_id, area_code, domain, breakdown, frequency, period, basis, vintage, version, value, status,
  is_synthetic
FROM dated
QUALIFY row_number() OVER (PARTITION BY value_id, vintage ORDER BY version DESC) = 1
ORDER BY indicator_id, area_code, domain, breakdown, frequency, period, basis, vintage
