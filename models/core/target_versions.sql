/*---
name: target_versions
grain: one row a target and delivery that tells it (indicator, area, domain, category, target period)
description: Every telling of every target, so that a proposal and its adoption both stay visible.
columns:
  row_id: The source row (delivery, sheet, row)
  target_id: Key of the target
  indicator_id: Indicator
  area_code: Area
  domain: Domain
  category: Kind within the indicator, empty where there is none
  baseline_period: Period from which the path starts
  baseline_value: Value from which the path starts
  target_value: Value to reach
  target_period: By when
  path: linear, steps or milestones
  decision_state: proposed, stated or adopted
  decided_by: Who decided, if anybody
  decided_on: When (partial Jalali date)
  decision_no: Number of the decision
  whose_decision_fa: Whose decision it would be, in Persian
  whose_decision_en: Whose decision it would be, in English
  basis_fa: Why this value, in Persian
  basis_en: Why this value, in English
  is_newest: Whether it is the newest telling of the target
  period: Period key of the delivery
  delivery_id: Delivery
  sheet_name: Sheet
  row_number: Row
  is_synthetic: Whether it is invented
---*/
WITH told AS (
  SELECT t.row_id,
    row_number() OVER (
      PARTITION BY t.target_id ORDER BY p.last_month DESC, t.delivery_id DESC, t.row_id DESC
    ) AS place
  FROM clean.targets AS t
  LEFT JOIN reference.period_keys AS p ON p.period_key = t.delivery_period
)
SELECT t.row_id, t.target_id, t.indicator AS indicator_id, t.area AS area_code, t.domain,
  coalesce(t.category, '') AS category, t.baseline_period, t.baseline_value, t.target_value, t.target_period,
  t.path, t.decision_state, t.decided_by, t.decided_on, t.decision_no, t.whose_decision_fa, t.whose_decision_en,
  t.basis_fa, t.basis_en, d.place = 1 AS is_newest, p.period, t.delivery_id, t.sheet_name, t.row_number,
  t.is_synthetic
FROM clean.targets AS t
INNER JOIN told AS d ON d.row_id = t.row_id
LEFT JOIN reference.period_keys AS p ON p.period_key = t.delivery_period
