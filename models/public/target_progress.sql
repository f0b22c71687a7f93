/*---
name: target_progress
title:
  fa: پیشرفت هدف‌ها
  en: Progress of targets
grain: one row a target
from: derived.target_progress
key: [target_id]
optional: [category, path, period, basis, value, qualifier, is_provisional, age_months, baseline_period, baseline_value, expected_value, gap, gain_ratio, value_ids]
codes: {qualifier: [exact, about, more_than, less_than, at_least, at_most, range], status: [reached, missed, on_track, behind, off_track, not_available]}
---*/
