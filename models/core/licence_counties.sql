/*---
name: licence_counties
grain: one row a county, domain and quarter of which the licence registers have told everything
description: >-
  Counties for which a licence register speaks. A county without a row in a list that came has a true zero in that
  quarter; a quarter whose list did not come has none. Counties are those that existed at the end of the quarter.
columns:
  row_id: VARCHAR, A delivery as a whole
  area_code: ~
  domain: ~
  period: VARCHAR, Quarter
  is_series_complete: BOOLEAN, Whether every quarter from the first to this one has been told
  delivery_id: VARCHAR, Delivery
  is_synthetic: ~
---*/
WITH provinces AS (
  SELECT DISTINCT e.domain, n.ancestor_code AS province_code
  FROM core.licence_events AS e
  INNER JOIN reference.area_ancestors AS n ON n.area_code = e.area_code AND n.ancestor_kind = 'province'
)
SELECT r.row_id, a.area_code, r.domain, r.period, r.is_series_complete, r.delivery_id, r.is_synthetic
FROM core.register_quarters AS r
INNER JOIN provinces AS p ON p.domain = r.domain
INNER JOIN reference.areas AS a ON a.parent_code = p.province_code AND a.kind = 'county'
INNER JOIN reference.period_keys AS k ON k.period_key = r.period
WHERE r.feed = 'licences' AND r.is_complete
  AND substring(coalesce(a.valid_from, '0000-00'), 1, 7) <= k.last_month
  AND substring(coalesce(a.valid_to, '9999-99'), 1, 7) >= k.last_month
