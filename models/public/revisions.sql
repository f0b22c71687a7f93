/*---
name: revisions
title:
  fa: بازنگری‌ها
  en: Revisions
grain: one row a value and version in which a figure that was published before changed
key: [value_id, version]
optional: [breakdown, category, value_before, value, difference, delivery_id]
codes: {cause: revision_causes}
columns:
  value_id: Key of the value
  indicator_id: Indicator
  area_code: Area
  domain: Domain
  breakdown: What its categories are
  category: Category; empty for the whole
  frequency: Q or A
  period: Period
  basis: Basis
  version: Version that published the new figure
  published_at: When that was published (UTC)
  published_on: The day in Tehran on which that was published
  value_before: The figure before; empty where it was not told
  value: The new figure; empty where it is not told
  difference: New less old, where both are told
  status_before: Status before
  status: Status now
  cause: delivery, correction, withdrawal, definition or other
  delivery_id: Delivery that brought it; empty where none did
  is_synthetic: Whether it is invented
---*/
WITH told AS (
  SELECT h.*, lag(h.value) OVER w AS value_before, lag(h.status) OVER w AS status_before
  FROM derived.value_history AS h
  WINDOW w AS (PARTITION BY h.value_id ORDER BY h.version)
)
SELECT value_id, indicator_id, area_code, domain, breakdown, category, frequency, period, basis, version, published_at,
  published_on, value_before, value, CAST(value - value_before AS DECIMAL(38,9)) AS difference, status_before, status,
  cause, delivery_id, is_synthetic
FROM told
WHERE ordinal > 1
ORDER BY version DESC, indicator_id, area_code, domain, breakdown, category, frequency, period, basis
