/*---
name: target_milestones
title:
  fa: نقطه‌های مسیر هدف‌ها
  en: Milestones of targets
grain: one row a target and point on its way
key: [target_id, period]
columns:
  target_id: ~
  period: ~
  value: ~
  delivery_id: ~
  sheet_name: ~
  row_number: ~
  is_synthetic: ~
---*/
SELECT target_id, period, value, delivery_id, sheet_name, row_number, is_synthetic
FROM core.target_milestones
WHERE is_newest
ORDER BY target_id, period
