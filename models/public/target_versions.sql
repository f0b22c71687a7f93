/*---
name: target_versions
title:
  fa: نسخه‌های هدف‌ها
  en: Versions of targets
grain: one row a target and version, a version being a claim that changes something
key: [target_id, version]
optional: [category, told_until, baseline_period, baseline_value, decided_by, decided_on, decision_no, value_before]
columns:
  target_id: ~
  version: Place among the versions, from 1
  told_in: Period of the delivery that told it first
  told_until: Period of the delivery that told the next version; empty for the one in force
  is_in_force: Whether it is the newest version
  indicator_id: ~
  area_code: ~
  domain: ~
  category: ~
  baseline_period: ~
  baseline_value: ~
  target_value: ~
  value_before: Value of the version before
  target_period: ~
  path: ~
  decision_state: ~
  decided_by: ~
  decided_on: ~
  decision_no: ~
  changed: What changed since the version before, as column names
  delivery_id: ~
  sheet_name: ~
  row_number: ~
  is_synthetic: ~
---*/
SELECT target_id,
  CAST(row_number() OVER (PARTITION BY target_id ORDER BY claim) AS INTEGER) AS version,
  period AS told_in,
  lead(period) OVER (PARTITION BY target_id ORDER BY claim) AS told_until,
  lead(period) OVER (PARTITION BY target_id ORDER BY claim) IS NULL AS is_in_force,
  indicator_id, area_code, domain, category, baseline_period, baseline_value, target_value,
  lag(target_value) OVER (PARTITION BY target_id ORDER BY claim) AS value_before,
  target_period, path, decision_state, decided_by, decided_on, decision_no, trim(changed) AS changed, delivery_id,
  sheet_name, row_number, is_synthetic
FROM core.target_versions
WHERE is_change
ORDER BY target_id, claim
