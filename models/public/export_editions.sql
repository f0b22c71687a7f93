/*---
name: export_editions
title:
  fa: ویرایش‌های آمار گمرک
  en: Customs editions
grain: one row a period key, delivery and layout of customs rows
key: [period_key, delivery_id, layout]
optional: [weight_kg, value_rial, value_usd]
columns:
  period_key: ~
  frequency: ~
  period: ~
  delivery_id: ~
  layout: ~
  rows: ~
  core_rows: ~
  weight_kg: ~
  value_rial: ~
  value_usd: ~
  is_counted: ~
  is_complete: ~
  is_synthetic: ~
---*/
SELECT period_key, frequency, period, delivery_id, layout, rows, core_rows, weight_kg, value_rial, value_usd, is_counted,
  is_complete, is_synthetic
FROM core.export_editions
ORDER BY period_key, delivery_id, layout
