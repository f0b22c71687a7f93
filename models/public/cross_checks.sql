/*---
name: cross_checks
title:
  fa: هم‌خوانی رقم‌ها
  en: Figures among themselves
grain: one row a rule, indicator, area, domain, category, period and basis
key: [rule_id, indicator_id, area_code, domain, category, frequency, period, basis]
optional: [left_value, right_value, difference, unit, value_ids]
codes: {kind: [parts_sum, at_most, area_at_most, areas_sum_at_most], severity: [warn, hold], holds: ['true', 'false', 'unknown']}
columns:
  rule_id: Rule
  title_fa: Rule in Persian
  title_en: Rule in English
  kind: parts_sum (parts make the whole), at_most (subset and set), area_at_most, areas_sum_at_most
  severity: hold asks for a decision when it fails, warn only says so
  indicator_id: Indicator of the whole
  area_code: Area
  domain: Domain
  category: Category
  frequency: Q or A
  period: Period
  basis: Basis of both sides
  left_value: Sum of the parts, the subset, or the inner area
  right_value: The whole, the set, or the outer area
  difference: Left minus right
  unit: Unit
  holds: true, false, or unknown (a side is missing, suppressed or only approximate)
  value_ids: Measured values on both sides
  sentence_fa: In words, Persian
  sentence_en: In words, English
  is_synthetic: True for invented data
---*/
SELECT rule_id, title_fa, title_en, kind, severity, indicator_id, area_code, domain, category, frequency,
  period, basis, left_value, right_value, difference, unit, holds, value_ids, sentence_fa, sentence_en,
  is_synthetic
FROM derived.cross_checks
ORDER BY rule_id, indicator_id, area_code, domain, category, frequency, period, basis
