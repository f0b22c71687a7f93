/*---
name: export_editions
title:
  fa: ویرایش‌های آمار گمرک
  en: Customs editions
grain: one row a period key, delivery and layout of customs rows
key: [period_key, delivery_id, layout]
optional: [frequency, period, weight_kg, value_rial, value_usd]
codes: {standing: [counted, other_sum, so_far, release]}
columns:
  period_key: ~
  year: Jalali year in which it begins
  frequency: ~
  period: ~
  delivery_id: ~
  layout: ~
  cover: ~
  rows: ~
  core_rows: ~
  weight_kg: ~
  value_rial: ~
  value_usd: ~
  standing: ~
  is_counted: ~
  is_complete: ~
  is_synthetic: ~
---*/
SELECT period_key, substring(period_key, 1, 4) AS year, frequency, period, delivery_id, layout, cover, rows,
  CAST(core_rows AS BIGINT) AS core_rows, weight_kg, value_rial, value_usd,
  standing, is_counted, is_complete, is_synthetic
FROM core.export_editions
ORDER BY period_key, delivery_id, layout
