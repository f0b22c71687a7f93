/*---
name: values_readable
title:
  fa: مقدار شاخص‌ها با عنوان به جای کد
  en: Indicator values with titles instead of codes
grain: one row a value
trap:
  fa: همان سطرهای indicator_values است و همان دام‌ها؛ پیش از هر جمع، یک مبنا، یک حوزه، یک گونهٔ جا، سال یا فصل، و کل (breakdown خالی) را برگزینید.
  en: These are the rows of indicator_values with the same traps; before any sum choose one basis, one domain, one kind of area, years or quarters, and the whole (an empty breakdown).
key: [value_id]
optional: [period_fa, period_en, first_day, last_day, value, numerator, denominator, source_fa, source_en, evidence_grade, ambiguity_fa, ambiguity_en, caveat_fa, caveat_en]
columns:
  value_id: ~
  indicator_id: ~
  indicator_fa: Title of the indicator in Persian
  indicator_en: Title of the indicator in English
  theme: Theme of the indicator
  theme_fa: Theme in Persian
  theme_en: Theme in English
  kind: stock, flow, cumulative, ratio, rank or index; a stock is never added over time, a ratio never at all
  area_code: ~
  area_fa: Area in Persian
  area_en: Area in English
  area_kind: Kind of the area (country, province, county or city)
  domain: ~
  domain_fa: Domain in Persian
  domain_en: Domain in English
  breakdown: ~
  category: ~
  category_fa: Category in Persian, empty for the whole
  category_en: Category in English, empty for the whole
  frequency: ~
  period: ~
  period_fa: Period in Persian
  period_en: Period in English with its Gregorian months or years
  first_day: First day of the period (Gregorian)
  last_day: Last day of the period (Gregorian)
  value: ~
  unit: ~
  unit_fa: Unit in Persian
  unit_en: Unit in English
  numerator: ~
  denominator: ~
  basis: ~
  basis_fa: Basis in Persian
  basis_en: Basis in English
  qualifier: ~
  qualifier_fa: Qualifier in Persian
  qualifier_en: Qualifier in English
  status: ~
  status_fa: Status in Persian
  status_en: Status in English
  is_synthetic: ~
  source_fa: ~
  source_en: ~
  evidence_grade: ~
  ambiguity_fa: ~
  ambiguity_en: ~
  caveat_fa: ~
  caveat_en: ~
---*/
SELECT v.value_id, v.indicator_id, i.title_fa AS indicator_fa, i.title_en AS indicator_en,
  i.theme, th.title_fa AS theme_fa, th.title_en AS theme_en, i.kind,
  v.area_code, coalesce(a.name_fa, v.area_code) AS area_fa, coalesce(a.name_en, v.area_code) AS area_en,
  a.kind AS area_kind,
  v.domain, coalesce(d.title_fa, n.title_fa, v.domain) AS domain_fa, coalesce(d.title_en, n.title_en, v.domain) AS domain_en,
  v.breakdown, v.category,
  coalesce(c.title_fa, k.title_fa, g.title_fa, h.label_fa, v.category) AS category_fa,
  coalesce(c.title_en, k.title_en, g.title_en, h.label_en, o.name_en, v.category) AS category_en,
  v.frequency, v.period,
  CASE v.frequency WHEN 'A' THEN translate(v.period, '0123456789', '۰۱۲۳۴۵۶۷۸۹') ELSE b.title_fa END AS period_fa,
  CASE v.frequency WHEN 'A' THEN concat(v.period, ' (', year(b.first_day), '–', year(e.last_day), ')')
    ELSE b.title_en END AS period_en,
  b.first_day, e.last_day,
  v.value, v.unit, coalesce(u.title_fa, v.unit) AS unit_fa, coalesce(u.title_en, v.unit) AS unit_en,
  v.numerator, v.denominator,
  v.basis, coalesce(s.title_fa, v.basis) AS basis_fa, coalesce(s.title_en, v.basis) AS basis_en,
  v.qualifier, coalesce(q.title_fa, v.qualifier) AS qualifier_fa, coalesce(q.title_en, v.qualifier) AS qualifier_en,
  v.status, coalesce(t.title_fa, v.status) AS status_fa, coalesce(t.title_en, v.status) AS status_en,
  v.is_synthetic, v.source_fa, v.source_en, v.evidence_grade, v.ambiguity_fa, v.ambiguity_en,
  i.caveat_fa, i.caveat_en
FROM public.indicator_values AS v
JOIN public.indicators AS i ON i.indicator_id = v.indicator_id
LEFT JOIN public.codes AS th ON th.list = 'themes' AND th.code = i.theme
LEFT JOIN public.areas AS a ON a.area_code = v.area_code
LEFT JOIN public.codes AS d ON d.list = 'domains' AND d.code = v.domain
LEFT JOIN public.codes AS n ON n.list = 'categories' AND n.code = v.domain -- a domain that nobody recognised
-- The categories of a breakdown are a code list of its name, codes of a list of their own, or things with a table.
LEFT JOIN public.codes AS c ON c.code = v.category AND c.list = CASE v.breakdown
    WHEN 'education' THEN 'education_levels'
    WHEN 'centre_kind' THEN 'training_centre_kinds'
    ELSE concat(v.breakdown, 's') END
LEFT JOIN public.codes AS k ON k.list = 'categories' AND k.code = v.category
LEFT JOIN public.craft_groups AS g ON v.breakdown = 'craft_group' AND g.group_code = v.category
LEFT JOIN public.hs_codes AS h ON v.breakdown = 'tariff_line' AND h.hs8 = v.category
LEFT JOIN public.customs_offices AS o ON v.breakdown = 'customs_office' AND o.office_name = v.category
LEFT JOIN public.quarters AS b ON b.period = CASE v.frequency WHEN 'A' THEN concat(v.period, 'Q1') ELSE v.period END
LEFT JOIN public.quarters AS e ON e.period = CASE v.frequency WHEN 'A' THEN concat(v.period, 'Q4') ELSE v.period END
LEFT JOIN public.units AS u ON u.unit = v.unit
LEFT JOIN public.codes AS s ON s.list = 'bases' AND s.code = v.basis
LEFT JOIN public.codes AS q ON q.list = 'qualifiers' AND q.code = v.qualifier
LEFT JOIN public.codes AS t ON t.list = 'statuses' AND t.code = v.status
