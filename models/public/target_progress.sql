/*---
name: target_progress
title:
  fa: پیشرفت هدف‌ها
  en: Progress of targets
grain: one row a target
key: [target_id]
optional: [category, path, period, basis, value, baseline_period, baseline_value, expected_value, gap, gain_ratio, value_ids]
codes: {status: [reached, on_track, behind, off_track, not_available]}
columns:
  target_id: Target
  indicator_id: Indicator
  area_code: Area
  domain: Domain
  category: Kind within the indicator
  decision_state: proposed, stated or adopted
  counts: Whether it is the commission’s (adopted)
  path: linear, steps, milestones or cumulative (what came since the baseline, added up)
  period: Period of the newest measurement
  basis: Basis of the newest measurement
  value: Newest measurement; for a cumulative path all that came since the baseline
  baseline_period: Period from which the path starts
  baseline_value: Where the path starts
  expected_value: What the path asked for by then
  gap: Measurement minus what was expected
  gain_ratio: Gain so far divided by the gain asked for by then, empty where nothing was asked for yet
  target_value: Value to reach
  target_period: By when
  status: reached, on_track, behind, off_track or not_available
  arithmetic_fa: The arithmetic in Persian
  arithmetic_en: The arithmetic in English
  value_ids: Values that the measurement is made of
  is_synthetic: True for invented data; real and invented never mix in one value
---*/
SELECT target_id, indicator_id, area_code, domain, category, decision_state, counts, path, period, basis, value,
  baseline_period, baseline_value, expected_value, gap, gain_ratio, target_value, target_period, status,
  arithmetic_fa, arithmetic_en, value_ids, is_synthetic
FROM derived.target_progress
ORDER BY target_id
