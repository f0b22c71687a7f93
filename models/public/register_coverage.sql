/*---
name: register_coverage
title:
  fa: پوشش دفترها در برابر برآورد دیگران
  en: Coverage of registers against independent estimates
grain: one row an indicator, area and domain of which a register or another body tells
from: derived.register_coverage
key: [indicator_id, area_code, domain, is_synthetic]
optional: [register_value, register_period, register_value_id, estimate_value, estimate_qualifier, estimate_period, role, source_fa, source_en, evidence_grade, years_apart, coverage, coverage_qualifier]
codes: {status: [told, too_far_apart, hidden, no_register, no_estimate], coverage_qualifier: [exact, about, less_than, more_than]}
---*/
