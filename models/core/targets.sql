/*---
name: targets
grain: one row a target (indicator, area, domain, category, target period)
description: >-
  Targets with their baseline and path, and whether anybody has adopted them, as the newest delivery tells each.
columns:
  row_id: VARCHAR, The source row (delivery, sheet, row)
  target_id: VARCHAR, Key of the target
  indicator_id: VARCHAR, Indicator
  area_code: VARCHAR, Area
  domain: VARCHAR, Domain
  category: VARCHAR, Kind within the indicator, empty where there is none
  baseline_period: VARCHAR, Period from which the path starts
  baseline_value: >-
    DECIMAL(38,9), Value from which the path starts; where the newest claim leaves it out, as it was stated before
  target_value: DECIMAL(38,9), Value to reach
  target_period: VARCHAR, By when
  path: VARCHAR, linear, steps, milestones or cumulative
  decision_state: VARCHAR, proposed, stated or adopted
  decided_by: VARCHAR, Who decided, if anybody
  decided_on: VARCHAR, When (partial Jalali date)
  decision_no: VARCHAR, Number of the decision
  whose_decision_fa: VARCHAR, Whose decision it would be, in Persian
  whose_decision_en: VARCHAR, Whose decision it would be, in English
  basis_fa: VARCHAR, Why this value, in Persian
  basis_en: VARCHAR, Why this value, in English
  delivery_id: VARCHAR, Delivery
  sheet_name: VARCHAR, Sheet
  row_number: INTEGER, Row
  is_synthetic: BOOLEAN, Whether it is invented
---*/
SELECT t.row_id, t.target_id, t.indicator_id, t.area_code, t.domain, t.category, t.baseline_period,
  t.baseline_value, t.target_value, t.target_period, t.path, t.decision_state, t.decided_by, t.decided_on,
  t.decision_no, t.whose_decision_fa, t.whose_decision_en, t.basis_fa, t.basis_en, t.delivery_id, t.sheet_name,
  t.row_number, t.is_synthetic
FROM core.target_versions AS t
WHERE t.is_newest
