/*---
name: forecast_targets
title:
  fa: احتمال رسیدن به هدف‌ها
  en: Chances of the targets
grain: one row a target
key: [target_id]
optional: [series_id, reason, point, low80, high80, probability]
codes: {state: [forecast, refused]}
columns:
  target_id: Target
  series_id: Series by which it is forecast
  state: forecast or refused
  reason: Why not (not_forecast, too_far, past)
  target_period: By when
  target_value: Value to reach
  point: Forecast for that period
  low80: Lower end of the 80% interval
  high80: Upper end of the 80% interval
  probability: How probable it is that the target is reached, 0.01 to 0.99
  sentence_fa: In words, Persian
  sentence_en: In words, English
  is_synthetic: True for invented data; real and invented never mix in one value
---*/
SELECT target_id, series_id, state, reason, target_period, target_value, point, low80, high80,
  probability, sentence_fa, sentence_en, is_synthetic
FROM derived.forecast_targets
ORDER BY target_id
