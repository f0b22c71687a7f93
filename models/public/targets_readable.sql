/*---
name: targets_readable
title:
  fa: هدف‌ها، با عنوان به جای کد، و آنجا که هر یک ایستاده است
  en: Targets with titles instead of codes, and where each stands
grain: one row a target
trap:
  fa: تنها هدفی که counts آن درست است از آنِ کمیسیون است؛ پیشنهاد و گفته هدف نیستند. not_available یعنی اندازه‌گیری نیست یا کهنه است، نه عقب‌ماندگی.
  en: Only a target of which counts is true is the commission’s; what is proposed or stated is none. not_available says that nothing was measured or that it is too old, not that it is behind.
key: [target_id]
optional: [category, baseline_period, baseline_value, period, value, qualifier, basis, expected_value, gap, age_months, whose_decision_fa, whose_decision_en]
columns:
  target_id: ~
  indicator_id: ~
  indicator_fa: Title of the indicator in Persian
  indicator_en: Title of the indicator in English
  area_code: ~
  area_fa: Area in Persian
  area_en: Area in English
  domain: ~
  domain_fa: Domain in Persian
  domain_en: Domain in English
  category: ~
  decision_state: ~
  decision_state_fa: State of the decision in Persian
  decision_state_en: State of the decision in English
  counts: ~
  baseline_period: ~
  baseline_value: ~
  target_period: ~
  target_value: ~
  unit: ~
  unit_fa: Unit in Persian
  unit_en: Unit in English
  period: ~
  value: ~
  qualifier: ~
  basis: ~
  expected_value: ~
  gap: ~
  age_months: ~
  is_stale: ~
  status: ~
  status_fa: Where it stands, in Persian
  status_en: Where it stands, in English
  arithmetic_fa: ~
  arithmetic_en: ~
  whose_decision_fa: ~
  whose_decision_en: ~
  is_synthetic: ~
---*/
SELECT t.target_id, t.indicator_id, coalesce(i.title_fa, f.title_fa, t.indicator_id) AS indicator_fa,
  coalesce(i.title_en, f.title_en, t.indicator_id) AS indicator_en,
  t.area_code, coalesce(a.name_fa, t.area_code) AS area_fa, coalesce(a.name_en, t.area_code) AS area_en,
  t.domain, coalesce(d.title_fa, t.domain) AS domain_fa, coalesce(d.title_en, t.domain) AS domain_en, t.category,
  t.decision_state, coalesce(s.title_fa, t.decision_state) AS decision_state_fa,
  coalesce(s.title_en, t.decision_state) AS decision_state_en, p.counts,
  t.baseline_period, t.baseline_value, t.target_period, t.target_value,
  i.unit, coalesce(u.title_fa, i.unit) AS unit_fa, coalesce(u.title_en, i.unit) AS unit_en,
  p.period, p.value, p.qualifier, p.basis, p.expected_value, p.gap, p.age_months, p.is_stale,
  p.status, coalesce(g.title_fa, p.status) AS status_fa, coalesce(g.title_en, p.status) AS status_en,
  p.arithmetic_fa, p.arithmetic_en, t.whose_decision_fa, t.whose_decision_en, t.is_synthetic
FROM public.targets AS t
JOIN public.target_progress AS p ON p.target_id = t.target_id
LEFT JOIN public.indicators AS i ON i.indicator_id = t.indicator_id
LEFT JOIN public.codes AS f ON f.list = 'figure_indicators' AND f.code = t.indicator_id
LEFT JOIN public.areas AS a ON a.area_code = t.area_code
LEFT JOIN public.codes AS d ON d.list = 'domains' AND d.code = t.domain
LEFT JOIN public.codes AS s ON s.list = 'decision_states' AND s.code = t.decision_state
LEFT JOIN public.codes AS g ON g.list = 'progress' AND g.code = p.status
LEFT JOIN public.units AS u ON u.unit = i.unit
