/*---
name: target_versions
grain: one row a target and delivery that tells it
description: >-
  Every claim of every target, so that a proposal and its adoption both stay visible, with what changed since the
  claim before. Where a delivery tells a target for several periods, the last is the target and the others are points
  on its way (target_milestones).
columns:
  row_id: VARCHAR, The source row (delivery, sheet, row)
  target_id: VARCHAR, Key of the target
  indicator_id: VARCHAR, Indicator
  area_code: VARCHAR, Area
  domain: VARCHAR, Domain
  category: VARCHAR, Kind within the indicator, empty where there is none
  baseline_period: VARCHAR, Period from which the path starts
  baseline_value: >-
    DECIMAL(38,9), Value from which the path starts; where a claim leaves it out, as it was stated before for that
    period
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
  claim: BIGINT, Its place among the claims of the target, from 1
  is_change: BOOLEAN, Whether it tells anything else than the claim before; the first always does
  changed: VARCHAR, What changed since the claim before, as column names with a space after each
  is_newest: BOOLEAN, Whether it is the newest claim of the target
  period: VARCHAR, Period key of the delivery
  delivery_id: VARCHAR, Delivery
  sheet_name: VARCHAR, Sheet
  row_number: INTEGER, Row
  is_synthetic: BOOLEAN, Whether it is invented
---*/
WITH ends AS (
  SELECT t.row_id,
    row_number() OVER (
      PARTITION BY t.target_id, t.delivery_id ORDER BY e.last_month DESC, t.row_id DESC
    ) AS place_in_delivery
  FROM clean.targets AS t
  LEFT JOIN reference.period_keys AS e ON e.period_key = t.target_period
),
told AS (
  SELECT t.row_id, t.target_id, t.baseline_period, t.baseline_value, t.target_value, t.target_period, t.path,
    t.decision_state, t.decided_on, t.decision_no, p.period,
    row_number() OVER (
      PARTITION BY t.target_id ORDER BY p.last_month DESC, t.delivery_id DESC, t.row_id DESC
    ) AS place,
    row_number() OVER (PARTITION BY t.target_id ORDER BY p.last_month, t.delivery_id, t.row_id) AS claim
  FROM clean.targets AS t
  INNER JOIN ends AS e ON e.row_id = t.row_id AND e.place_in_delivery = 1
  LEFT JOIN reference.period_keys AS p ON p.period_key = t.delivery_period
),
stated AS (
  SELECT n.target_id, n.claim, max(b.claim) AS stated_in
  FROM told AS n
  INNER JOIN told AS b
    ON b.target_id = n.target_id AND b.claim <= n.claim AND b.baseline_period = n.baseline_period
    AND b.baseline_value IS NOT NULL
  GROUP BY n.target_id, n.claim
),
whole AS (
  SELECT n.row_id, n.target_id, n.baseline_period, b.baseline_value, n.target_value, n.target_period, n.path,
    n.decision_state, n.decided_on, n.decision_no, n.period, n.place, n.claim
  FROM told AS n
  LEFT JOIN stated AS s ON s.target_id = n.target_id AND s.claim = n.claim
  LEFT JOIN told AS b ON b.target_id = n.target_id AND b.claim = s.stated_in
),
compared AS (
  SELECT n.row_id, n.place, n.claim, n.period, n.baseline_value,
    CASE WHEN b.row_id IS NULL THEN '' ELSE concat(
      CASE WHEN n.target_value IS DISTINCT FROM b.target_value THEN 'target_value ' ELSE '' END,
      CASE WHEN n.target_period IS DISTINCT FROM b.target_period THEN 'target_period ' ELSE '' END,
      CASE WHEN n.baseline_period IS DISTINCT FROM b.baseline_period THEN 'baseline_period ' ELSE '' END,
      CASE WHEN n.baseline_value IS DISTINCT FROM b.baseline_value THEN 'baseline_value ' ELSE '' END,
      CASE WHEN n.path IS DISTINCT FROM b.path THEN 'path ' ELSE '' END,
      CASE WHEN n.decision_state IS DISTINCT FROM b.decision_state THEN 'decision_state ' ELSE '' END,
      CASE WHEN n.decided_on IS DISTINCT FROM b.decided_on THEN 'decided_on ' ELSE '' END,
      CASE WHEN n.decision_no IS DISTINCT FROM b.decision_no THEN 'decision_no ' ELSE '' END
    ) END AS changed
  FROM whole AS n
  LEFT JOIN whole AS b ON b.target_id = n.target_id AND b.claim = n.claim - 1
)
SELECT t.row_id, t.target_id, t.indicator AS indicator_id, t.area AS area_code, t.domain,
  coalesce(t.category, '') AS category, t.baseline_period, c.baseline_value, t.target_value, t.target_period,
  t.path, t.decision_state, t.decided_by, t.decided_on, t.decision_no, t.whose_decision_fa, t.whose_decision_en,
  t.basis_fa, t.basis_en, c.claim, c.claim = 1 OR c.changed <> '' AS is_change, c.changed,
  c.place = 1 AS is_newest, c.period, t.delivery_id, t.sheet_name, t.row_number, t.is_synthetic
FROM clean.targets AS t
INNER JOIN compared AS c ON c.row_id = t.row_id
