/*---
name: targets
grain: one row a target (indicator, area, domain, category, target period)
description: >-
  Targets with their baseline and path, and whether anybody has adopted them, as the newest delivery tells each.
columns:
  row_id: The source row (delivery, sheet, row)
  target_id: Key of the target
  indicator_id: Indicator
  area_code: Area
  domain: Domain
  category: Kind within the indicator, empty where there is none
  baseline_period: Period from which the path starts
  baseline_value: Value from which the path starts; where the newest claim leaves it out, as it was stated before
  target_value: Value to reach
  target_period: By when
  path: linear, steps, milestones or cumulative
  decision_state: proposed, stated or adopted
  decided_by: Who decided, if anybody
  decided_on: When (partial Jalali date)
  decision_no: Number of the decision
  whose_decision_fa: Whose decision it would be, in Persian
  whose_decision_en: Whose decision it would be, in English
  basis_fa: Why this value, in Persian
  basis_en: Why this value, in English
  delivery_id: Delivery
  sheet_name: Sheet
  row_number: Row
  is_synthetic: Whether it is invented
---*/
SELECT t.row_id, t.target_id, t.indicator_id, t.area_code, t.domain, t.category, t.baseline_period,
  t.baseline_value, t.target_value, t.target_period, t.path, t.decision_state, t.decided_by, t.decided_on,
  t.decision_no, t.whose_decision_fa, t.whose_decision_en, t.basis_fa, t.basis_en, t.delivery_id, t.sheet_name,
  t.row_number, t.is_synthetic
FROM core.target_versions AS t
WHERE t.is_newest
