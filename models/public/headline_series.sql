/*---
name: headline_series
title:
  fa: سری زمانی رقم نخست هر شاخص در هر جا
  en: Time series of the figure shown first, by indicator and area
grain: one row a value of such a series
trap:
  fa: هر شاخص در هر جا تنها یک سری دارد، با یک مبنا و یک حوزه. دوره‌ای که سطر ندارد دانسته نیست؛ خط را از روی آن نکشید و صفر نگذارید. دو جا می‌توانند دو مبنا داشته باشند.
  en: Of an indicator and area there is one series, of one basis and domain. A period without a row is not known, so draw no line across it and put no zero there. Two areas may have two bases.
key: [value_id]
optional: [period_fa, period_en, first_day, last_day, value, source_fa, source_en, ambiguity_fa, ambiguity_en]
columns:
  indicator_id: ~
  indicator_fa: ~
  indicator_en: ~
  theme: ~
  kind: ~
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
  basis: ~
  basis_fa: ~
  basis_en: ~
  rule: ~
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
  qualifier: ~
  status: ~
  status_fa: ~
  status_en: ~
  is_shown: Whether it is the figure that is shown first
  is_synthetic: ~
  source_fa: ~
  source_en: ~
  ambiguity_fa: ~
  ambiguity_en: ~
  value_id: ~
---*/
SELECT r.indicator_id, r.indicator_fa, r.indicator_en, r.theme, r.kind, r.area_code, r.area_fa, r.area_en, r.area_kind,
  r.domain, r.domain_fa, r.domain_en, r.breakdown, r.category, r.category_fa, r.category_en,
  r.basis, r.basis_fa, r.basis_en, h.rule, r.frequency, r.period, r.period_fa, r.period_en, r.first_day, r.last_day,
  r.value, r.unit, r.unit_fa, r.unit_en, r.qualifier, r.status, r.status_fa, r.status_en,
  r.value_id = h.value_id AS is_shown, r.is_synthetic, r.source_fa, r.source_en, r.ambiguity_fa, r.ambiguity_en,
  r.value_id
FROM public.headlines AS h
JOIN public.values_readable AS r ON r.indicator_id = h.indicator_id AND r.area_code = h.area_code
  AND r.domain = h.domain AND r.breakdown = h.breakdown AND r.category = h.category AND r.basis = h.basis
  AND r.frequency = h.frequency AND r.is_synthetic = h.is_synthetic
WHERE h.place = 1
