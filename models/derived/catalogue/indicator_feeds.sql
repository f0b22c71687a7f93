/*---
name: indicator_feeds
grain: one row an indicator and feed
description: >-
  The feeds whose rows stand behind the published values of each indicator. A feed that is only read along, as the lists
  of other offices that tell whether a quarter is complete, is none of them. Suppressed values count: that a feed stands
  behind them is no secret.
columns:
  indicator_id: ~
  feed: ~
---*/
WITH behind AS (
  SELECT DISTINCT m.value_id, c.delivery_id
  FROM derived.cell_members m
  JOIN (SELECT DISTINCT base_id, delivery_id FROM derived.contributed) c ON c.base_id = m.base_id
)
SELECT DISTINCT v.indicator_id, d.feed
FROM behind b
JOIN derived.indicator_values v ON v.value_id = b.value_id
JOIN derived.deliveries d ON d.delivery_id = b.delivery_id
ORDER BY v.indicator_id, d.feed
