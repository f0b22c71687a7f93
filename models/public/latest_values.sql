/*---
name: latest_values
title:
  fa: تازه‌ترین مقدار هر سری
  en: Newest value of every series
grain: one row an indicator, area, domain, breakdown, category, frequency and basis
trap:
  fa: تازه‌ترین مقدار دو جا می‌تواند از دو دوره باشد؛ پیش از سنجیدن آن‌ها ستون period را ببینید. سال کنار فصل و مبناها کنار هم‌اند و جمع نمی‌شوند. اگر تازه‌ترین مقدار پوشیده باشد، همان پوشیده آمده است، نه مقدار پیش از آن.
  en: The newest values of two areas may be of two periods, so look at period before comparing them. Years stand beside quarters and bases beside each other, never to be added. Where the newest value is suppressed it is shown as suppressed, not the one before it.
key: [indicator_id, area_code, domain, breakdown, category, frequency, basis]
optional: [period_fa, period_en, first_day, last_day, value, source_fa, source_en]
columns:
  indicator_id: ~
  indicator_fa: ~
  indicator_en: ~
  theme: ~
  area_code: ~
  area_fa: ~
  area_en: ~
  area_kind: ~
  domain: ~
  domain_fa: ~
  domain_en: ~
  breakdown: ~
  category: ~
  category_fa: ~
  category_en: ~
  frequency: ~
  period: ~
  period_fa: ~
  period_en: ~
  first_day: ~
  last_day: ~
  value: ~
  unit: ~
  unit_fa: ~
  unit_en: ~
  basis: ~
  basis_fa: ~
  basis_en: ~
  qualifier: ~
  status: ~
  status_fa: ~
  status_en: ~
  is_synthetic: ~
  source_fa: ~
  source_en: ~
  value_id: ~
---*/
WITH numbered AS (
  SELECT v.value_id, row_number() OVER (
      PARTITION BY v.indicator_id, v.area_code, v.domain, v.breakdown, v.category, v.frequency, v.basis
      ORDER BY v.period DESC) AS place
  FROM public.indicator_values AS v
  WHERE v.status IN ('final', 'provisional', 'suppressed')
)
SELECT r.indicator_id, r.indicator_fa, r.indicator_en, r.theme, r.area_code, r.area_fa, r.area_en, r.area_kind,
  r.domain, r.domain_fa, r.domain_en, r.breakdown, r.category, r.category_fa, r.category_en,
  r.frequency, r.period, r.period_fa, r.period_en, r.first_day, r.last_day,
  r.value, r.unit, r.unit_fa, r.unit_en, r.basis, r.basis_fa, r.basis_en, r.qualifier,
  r.status, r.status_fa, r.status_en, r.is_synthetic, r.source_fa, r.source_en, r.value_id
FROM numbered AS n
JOIN public.values_readable AS r ON r.value_id = n.value_id
WHERE n.place = 1
