/*---
name: indicator_values
title:
  fa: مقدار شاخص‌ها
  en: Indicator values
grain: one row an indicator, area, domain, breakdown, category, period and basis
key: [indicator_id, area_code, domain, breakdown, category, frequency, period, basis]
optional: [value, numerator, denominator, source_fa, source_en, evidence_grade, ambiguity_fa, ambiguity_en, as_of]
codes: {frequency: [A, Q], status: [final, provisional, missing, suppressed, not_applicable]}
from: derived.indicator_values
---*/
