/*---
name: target_progress
title:
  fa: پیشرفت هدف‌ها
  en: Progress of targets
grain: one row a target
key: [target_id]
optional: [category, period, value, expected_value, baseline_value]
codes: {status: [reached, on_track, behind, off_track, not_available]}
columns:
  target_id: Target
  indicator_id: Indicator
  area_code: Area
  domain: Domain
  category: Kind within the indicator
  decision_state: proposed, stated or adopted
  counts: Whether it is the commission’s (adopted)
  period: Period of the newest measurement
  value: Newest measurement
  expected_value: What the path asked for by then
  baseline_value: Where the path starts
  target_value: Value to reach
  target_period: By when
  status: reached, on_track, behind, off_track or not_available
  arithmetic_fa: The arithmetic in Persian
  arithmetic_en: The arithmetic in English
  is_synthetic: True for invented data; real and invented never mix in one value
---*/
SELECT target_id, indicator_id, area_code, domain, category, decision_state, counts, period, value,
  expected_value, baseline_value, target_value, target_period, status, arithmetic_fa, arithmetic_en,
  is_synthetic
FROM judged.target_progress
ORDER BY target_id
