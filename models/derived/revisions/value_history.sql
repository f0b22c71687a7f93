/*---
name: value_history
grain: one row a value and version in which it was published anew or otherwise
description: >-
  What was published of every value, from when, by which delivery and why. Of a value that is not told now nothing is told
  of earlier versions either. A value that is published no more stands with the status withdrawn.
columns:
  value_id: ~
  indicator_id: VARCHAR, Indicator
  area_code: ~
  domain: ~
  breakdown: ~
  category: ~
  frequency: ~
  period: ~
  basis: ~
  ordinal: INTEGER, 1 the first time that it was published
  version: INTEGER, Version that published it
  published_at: ~
  published_on: ~
  value: DECIMAL(38,9), The value; empty where it was not told
  status: VARCHAR, final, provisional, missing, suppressed, not_applicable or withdrawn
  cause: VARCHAR, first, delivery, correction, withdrawal, definition or other
  delivery_id: VARCHAR, Delivery that brought it; empty where none did
  is_synthetic: BOOLEAN, Whether it is invented
step: publish
---*/
WITH latest AS (
  SELECT * FROM derived.values_before QUALIFY row_number() OVER (PARTITION BY value_id ORDER BY version DESC) = 1
),
-- Of the deliveries behind a value, the one that came since; the newest where there are several.
brought AS (
  SELECT l.value_id, arg_max(c.delivery_id, c.change || c.delivery_id) AS delivery_id,
    arg_max(c.change, c.change || c.delivery_id) AS change
  FROM (SELECT DISTINCT value_id, delivery_id FROM derived.lineage) l
  JOIN derived.delivery_changes c ON c.delivery_id = l.delivery_id AND c.change <> 'left'
  GROUP BY l.value_id
),
feeds AS (
  SELECT indicator_id, trim(unnest(string_split(possible_feeds, ','))) AS feed FROM derived.indicators
),
gone AS (
  SELECT DISTINCT f.indicator_id FROM feeds f
  JOIN derived.delivery_changes c ON c.feed = f.feed AND c.change IN ('left', 'replaced')
),
changed AS (
  SELECT value_id, indicator_id, area_code, domain, breakdown, category, frequency, period, basis, n.value,
    coalesce(n.status, 'withdrawn') AS status, coalesce(n.is_synthetic, l.is_synthetic) AS is_synthetic,
    l.version IS NULL AS is_first
  FROM derived.indicator_values n
  FULL JOIN latest l USING (value_id, indicator_id, area_code, domain, breakdown, category, frequency, period, basis)
  WHERE l.version IS NULL OR l.status <> coalesce(n.status, 'withdrawn') OR l.value IS DISTINCT FROM n.value
),
caused AS (
  SELECT c.* EXCLUDE (is_first), CASE
      WHEN c.is_first THEN 'first'
      WHEN b.change = 'replaced' THEN 'correction'
      WHEN b.change IS NOT NULL THEN 'delivery'
      WHEN g.indicator_id IS NOT NULL THEN 'withdrawal'
      WHEN (SELECT count(*) FROM derived.definition_changes) > 0 THEN 'definition'
      ELSE 'other'
    END AS cause, b.delivery_id
  FROM changed c
  LEFT JOIN brought b ON b.value_id = c.value_id
  LEFT JOIN gone g ON g.indicator_id = c.indicator_id
),
every AS (
  SELECT * FROM derived.values_before
  UNION ALL BY NAME
  SELECT c.*, r.version, r.built_at AS published_at, r.as_of AS published_on FROM caused c CROSS JOIN derived.release r
)
SELECT e.value_id, indicator_id, area_code, domain, breakdown, category, frequency, period, basis,
  CAST(row_number() OVER (PARTITION BY e.value_id ORDER BY version) AS INTEGER) AS ordinal, version, published_at,
  published_on, CASE WHEN x.value_id IS NULL THEN value END AS value, status, cause, delivery_id, is_synthetic
FROM every e LEFT JOIN derived.suppressed x ON x.value_id = e.value_id
ORDER BY indicator_id, area_code, domain, breakdown, category, frequency, period, basis, version
