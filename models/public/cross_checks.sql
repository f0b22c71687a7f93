/*---
name: cross_checks
title:
  fa: هم‌خوانی رقم‌ها
  en: Figures among themselves
grain: one row a rule, indicator, area, domain, category, period and basis
from: derived.cross_checks
key: [rule_id, indicator_id, area_code, domain, category, frequency, period, basis]
optional: [left_value, right_value, difference, unit, value_ids]
codes: {kind: [parts_sum, at_most, area_at_most, areas_sum_at_most], severity: [warn, hold], holds: ['true', 'false', 'unknown']}
---*/
