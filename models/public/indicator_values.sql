/*---
name: indicator_values
title:
  fa: مقدار شاخص‌ها
  en: Indicator values
grain: one row an indicator, area, domain, breakdown, category, period and basis
trap:
  fa: همه چیز کنار هم ایستاده است؛ پیش از هر جمع، یک مبنا، یک حوزه، یک گونهٔ جا، سال یا فصل، و کل یا یک تفکیک را برگزینید.
  en: Everything stands side by side; before any sum choose one basis, one domain, one kind of area, years or quarters, and the whole or one breakdown.
key: [indicator_id, area_code, domain, breakdown, category, frequency, period, basis]
optional: [value, numerator, denominator, source_fa, source_en, evidence_grade, ambiguity_fa, ambiguity_en, as_of]
codes: {frequency: [A, Q], status: [final, provisional, missing, suppressed, not_applicable]}
from: derived.indicator_values
columns:
  value_id: ~
  indicator_id: ~
  area_code: Area; a province stands beside its counties and cities, so a sum over areas counts twice
  domain: crafts, carpet, all …; counted by different bodies, and all may stand beside its parts, so never add over domains
  breakdown: By what it is broken down, empty for the whole; the whole stands beside its parts
  category: ~
  frequency: Q quarter or A year; a year stands beside its quarters, so choose one of the two
  period: ~
  value: The value in its unit; a ratio is a fraction. Empty where status says missing, suppressed or not_applicable, which is no zero
  numerator: ~
  denominator: ~
  unit: ~
  basis: reported, register, customs, suitcase; claims of one thing by different ways, so never add them and never mix them in a series
  qualifier: exact, about, more_than …; at_least is a sum of which a part is unknown
  status: final, provisional, missing (nobody has said), suppressed (known, too small to tell) or not_applicable; a true zero is a final 0
  is_synthetic: ~
  source_fa: ~
  source_en: ~
  evidence_grade: ~
  ambiguity_fa: ~
  ambiguity_en: ~
  as_of: ~
---*/
