/*---
name: discrepancy_claims
title:
  fa: ناهم‌خوانی‌ها
  en: Claims of each discrepancy
grain: one row a claim of a discrepancy
from: derived.discrepancy_claims
key: [discrepancy_id, ordinal]
optional: [state, value, unit, qualifier, category, source_fa, source_en, evidence_grade, difference_from_strongest, role, as_of, instrument, ambiguity_fa, ambiguity_en, explanation_fa, explanation_en, value_id, row_id, figure_id]
codes: {kind: [contradiction, series, repetition], state: [explained, unexplained]}
---*/
