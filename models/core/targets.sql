/*---
name: targets
grain: one row a target (indicator, area, domain, category, target period)
description: >-
  Targets with their baseline and path, and whether anybody has adopted them, as the newest delivery tells each.
columns:
  row_id: ~
  target_id: ~
  indicator_id: ~
  area_code: ~
  domain: ~
  category: ~
  baseline_period: ~
  baseline_value: >-
    DECIMAL(38,9), Value from which the path starts; where the newest claim leaves it out, as it was stated before
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
SELECT t.row_id, t.target_id, t.indicator_id, t.area_code, t.domain, t.category, t.baseline_period,
  t.baseline_value, t.target_value, t.target_period, t.path, t.decision_state, t.decided_by, t.decided_on,
  t.decision_no, t.whose_decision_fa, t.whose_decision_en, t.basis_fa, t.basis_en, t.delivery_id, t.sheet_name,
  t.row_number, t.is_synthetic
FROM core.target_versions AS t
WHERE t.is_newest
