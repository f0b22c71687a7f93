/*---
name: scenarios
title:
  fa: اگر همین‌گونه پیش برود
  en: Baseline scenarios
grain: one row a scenario and period to come
from: derived.scenarios
key: [scenario_id, period]
optional: [start_whole]
codes: {formula: [levels, coverage, valid_coverage, uptake, growth]}
---*/
