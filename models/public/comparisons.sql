/*---
name: comparisons
title:
  fa: سنجش گفته‌ها
  en: Comparisons of tellings
grain: one row a comparison of tellings that differ, form a series, or never change
key: [comparison_id]
optional: [state, difference, relative_difference, unit, strongest_grade, causes, explanation_fa, explanation_en]
codes: {kind: [contradiction, series, repetition], state: [explained, unexplained]}
columns:
  comparison_id: ~
  kind: ~
  state: ~
  importance: ~
  title_fa: ~
  title_en: ~
  tellings: ~
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
SELECT comparison_id, kind, state, importance, title_fa, title_en, tellings, first_period, last_period, least_value,
  greatest_value, difference, relative_difference, unit, strongest_grade, causes, explanation_fa, explanation_en,
  sentence_fa, sentence_en, is_synthetic
FROM derived.comparisons
ORDER BY importance
