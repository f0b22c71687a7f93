/*---
name: craft_city_scores
title:
  fa: آمادگی ثبت جهانی
  en: Readiness for world registration
grain: one row a craft city
key: [area_code]
columns:
  area_code: City
  is_registered_world: Whether it is a world city already
  criteria: Criteria of the checklist
  met: Criteria that are met
  not_met: Criteria that are not
  not_known: Criteria of which nothing is known
  weight_total: Weight of all criteria
  weight_met: Weight of those met
  weight_not_known: Weight of those not known
  score_low: Weight met, as a share
  score_high: The same, if all that is not known were met
  sentence_fa: In words, Persian
  sentence_en: In words, English
  is_synthetic: True for invented data
---*/
SELECT area_code, is_registered_world, criteria, met, not_met, not_known, weight_total, weight_met, weight_not_known,
  score_low, score_high, sentence_fa, sentence_en, is_synthetic
FROM derived.craft_city_scores
ORDER BY area_code
