/*---
name: discrepancies
title:
  fa: سنجش گفته‌ها
  en: Discrepancies between sources
grain: one row a set of claims that differ, form a series, or never change
key: [discrepancy_id]
optional: [state, difference, relative_difference, unit, strongest_grade, causes, explanation_fa, explanation_en]
codes: {kind: [contradiction, series, repetition], state: [explained, unexplained]}
columns:
  discrepancy_id: ~
  kind: ~
  state: ~
  importance: ~
  title_fa: ~
  title_en: ~
  claims: ~
  first_period: ~
  last_period: ~
  least_value: ~
  greatest_value: ~
  difference: ~
  relative_difference: ~
  unit: ~
  strongest_grade: ~
  causes: ~
  explanation_fa: ~
  explanation_en: ~
  sentence_fa: ~
  sentence_en: ~
  is_synthetic: ~
---*/
SELECT discrepancy_id, kind, state, importance, title_fa, title_en, claims, first_period, last_period, least_value,
  greatest_value, difference, relative_difference, unit, strongest_grade, causes, explanation_fa, explanation_en,
  sentence_fa, sentence_en, is_synthetic
FROM derived.discrepancies
ORDER BY importance
