/*---
name: contradictions
title:
  fa: ناهم‌خوانی‌ها
  en: Contradictions
grain: one row a telling of a comparison
key: [comparison_id, ordinal]
optional: [value, unit, qualifier, category, source_fa, source_en, explanation_fa, explanation_en, value_id]
columns:
  comparison_id: Set of tellings that belong together
  ordinal: Place in the set
  kind: contradiction (values differ) or repetition (unchanged over years)
  title_fa: What is told, in Persian
  title_en: What is told, in English
  indicator_id: Indicator
  area_code: Area
  domain: Domain
  category: Kind within the indicator
  period: Period
  basis: Basis
  value: What is told
  unit: Unit
  qualifier: exact, about, more_than …
  status: Status of the value
  source_fa: Source in Persian
  source_en: Source in English
  explanation_fa: Why it may differ, in Persian
  explanation_en: Why it may differ, in English
  value_id: The value, where it is a measured one
  is_synthetic: True for invented data; real and invented never mix in one value
---*/
SELECT comparison_id, ordinal, kind, title_fa, title_en, indicator_id, area_code, domain, category, period,
  basis, value, unit, qualifier, status, source_fa, source_en, explanation_fa, explanation_en, value_id,
  is_synthetic
FROM judged.contradictions
ORDER BY comparison_id, ordinal
