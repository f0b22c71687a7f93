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
  comparison_id: Set of tellings; they stand in contradictions
  kind: contradiction, series or repetition
  state: Of a contradiction, explained or unexplained
  importance: Place in the order of showing, 1 first
  title_fa: What is told, in Persian
  title_en: What is told, in English
  tellings: How many tellings
  first_period: Period of the earliest
  last_period: Period of the latest
  least_value: Least of the tellings that contradict (of all, in a series)
  greatest_value: Greatest of them
  difference: Greatest minus least
  relative_difference: The difference as a share of the greatest
  unit: Unit
  strongest_grade: Best grade of evidence among the tellings
  causes: Rules that know why they may differ
  explanation_fa: Why they may differ, in Persian
  explanation_en: Why they may differ, in English
  sentence_fa: In words, Persian
  sentence_en: In words, English
  is_synthetic: True for invented data
---*/
SELECT comparison_id, kind, state, importance, title_fa, title_en, tellings, first_period, last_period, least_value,
  greatest_value, difference, relative_difference, unit, strongest_grade, causes, explanation_fa, explanation_en,
  sentence_fa, sentence_en, is_synthetic
FROM derived.comparisons
ORDER BY importance
