/*---
name: targets
title:
  fa: هدف‌ها
  en: Targets
grain: one row a target
key: [target_id]
optional: [category, baseline_period, baseline_value, decided_by, decided_on, whose_decision_fa, whose_decision_en, basis_fa, basis_en]
columns:
  target_id: Key
  indicator_id: Indicator
  area_code: Area
  domain: Domain
  category: Kind within the indicator
  baseline_period: Where the path starts
  baseline_value: Value there
  target_value: Value to reach
  target_period: By when
  path: linear, steps or milestones
  decision_state: proposed, stated or adopted; only adopted ones are the commission’s
  decided_by: Who decided
  decided_on: When
  whose_decision_fa: Whose decision it would be, in Persian
  whose_decision_en: Whose decision it would be, in English
  basis_fa: Why this value, in Persian
  basis_en: Why this value, in English
  delivery_id: Delivery from which the row came
  sheet_name: Sheet of the file
  row_number: Row of the sheet, as the office sees it
  is_synthetic: True for invented data; real and invented never mix in one value
---*/
SELECT target_id, indicator_id, area_code, domain, category, baseline_period, baseline_value, target_value,
  target_period, path, decision_state, decided_by, decided_on, whose_decision_fa, whose_decision_en,
  basis_fa, basis_en, delivery_id, sheet_name, row_number, is_synthetic
FROM core.targets
ORDER BY target_id
