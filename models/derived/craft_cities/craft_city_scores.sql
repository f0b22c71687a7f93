/*---
name: craft_city_scores
grain: one row a craft city
description: The weight of the checklist that is met, as a range; what is not known may turn out either way.
columns:
  area_code: ~
  is_registered_world: BOOLEAN, Whether it is a world city already
  criteria: INTEGER, Criteria of the checklist
  met: INTEGER, Criteria that are met
  not_met: INTEGER, Criteria that are not
  not_known: INTEGER, Criteria of which nothing is known
  weight_total: INTEGER, Weight of all criteria
  weight_met: INTEGER, Weight of those met
  weight_not_known: INTEGER, Weight of those not known
  score_low: DECIMAL(38,9), Weight met, as a share
  score_high: DECIMAL(38,9), The same, if all that is not known were met
  sentence_fa: VARCHAR, In words, Persian
  sentence_en: VARCHAR, In words, English
  is_synthetic: ~
function: pipelines.analysis.readiness.scored
---*/
SELECT c.area_code, c.kind IN ('world_city', 'world_village') AS is_registered_world, count(r.criterion_id) AS criteria,
  count(*) FILTER (r.result = 'met') AS met, count(*) FILTER (r.result = 'not_met') AS not_met,
  count(*) FILTER (r.result = 'not_known') AS not_known, coalesce(sum(r.weight), 0) AS weight_total,
  coalesce(sum(r.weight) FILTER (r.result = 'met'), 0) AS weight_met,
  coalesce(sum(r.weight) FILTER (r.result = 'not_known'), 0) AS weight_not_known, c.is_synthetic
FROM derived.cities c LEFT JOIN derived.craft_city_readiness r ON r.area_code = c.area_code
GROUP BY c.area_code, c.kind, c.is_synthetic
ORDER BY c.area_code
