/*---
name: targets
title:
  fa: هدف‌ها
  en: Targets
grain: one row a target
from: core.targets
trap:
  fa: "هدفی که decision_state آن adopted نیست هدف کمیسیون نیست."
  en: "A target of which decision_state is not adopted is none of the commission’s."
key: [target_id]
optional: [category, baseline_period, baseline_value, decided_by, decided_on, decision_no, whose_decision_fa, whose_decision_en, basis_fa, basis_en]
columns:
  target_id: ~
  indicator_id: ~
  area_code: ~
  domain: ~
  category: ~
  baseline_period: ~
  baseline_value: ~
  target_value: ~
  target_period: ~
  path: ~
  decision_state: ~
  decided_by: ~
  decided_on: ~
  decision_no: ~
  whose_decision_fa: ~
  whose_decision_en: ~
  basis_fa: ~
  basis_en: ~
  delivery_id: ~
  sheet_name: ~
  row_number: ~
  is_synthetic: ~
---*/
