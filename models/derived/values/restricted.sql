/*---
name: restricted
grain: one row a delivery
description: >-
  Deliveries that are the list of one county, where the lists of that office and period are not of every county: a
  figure of the province or the country would fall beside those of full lists.
columns:
  delivery_id: VARCHAR, Delivery
---*/
WITH lists AS (
  SELECT d.delivery_id, d.feed, d.office, d.period, d.cover, a.parent_code
  FROM derived.deliveries d
  LEFT JOIN reference.areas a ON d.cover = 'area:' || a.area_code AND a.kind = 'county'
  WHERE d.state = 'published'
),
counties AS (
  SELECT k.period_key AS period, a.parent_code, count(*) AS counties
  FROM (SELECT DISTINCT period FROM lists WHERE parent_code IS NOT NULL) l
  JOIN reference.period_keys k ON k.period_key = l.period
  JOIN reference.areas a ON a.kind = 'county' AND left(coalesce(a.valid_from, '0000-00'), 7) <= k.last_month
    AND left(coalesce(a.valid_to, '9999-99'), 7) >= k.last_month
  GROUP BY ALL
),
told AS (
  SELECT feed, office, period, bool_or(coalesce(cover, '') = '') AS is_full, count(DISTINCT cover) AS covers
  FROM lists GROUP BY ALL
)
SELECT l.delivery_id
FROM lists l
JOIN told t ON t.feed = l.feed AND t.office IS NOT DISTINCT FROM l.office AND t.period = l.period
JOIN counties c ON c.period = l.period AND c.parent_code = l.parent_code
WHERE NOT t.is_full AND t.covers < c.counties
