/*---
name: contradictions
title:
  fa: ناهم‌خوانی‌ها
  en: Contradictions
grain: one row a telling of a comparison
key: [comparison_id, ordinal]
optional: [state, value, unit, qualifier, category, source_fa, source_en, evidence_grade, difference_from_strongest, role, as_of, instrument, ambiguity_fa, ambiguity_en, explanation_fa, explanation_en, value_id, row_id, figure_id]
codes: {kind: [contradiction, series, repetition], state: [explained, unexplained]}
columns:
  comparison_id: Set of tellings that belong together
  ordinal: Place in the set
  kind: contradiction (they cannot both be meant alike), series (other times, plausible change) or repetition (unchanged)
  state: Of a contradiction, whether a rule or a note explains it
  importance: Place of the set in the order of showing, 1 first
  title_fa: What is told, in Persian
  title_en: What is told, in English
  indicator_id: Indicator
  area_code: Area
  domain: Domain
  category: Kind within the indicator
  frequency: Q or A
  period: Period
  basis: Basis
  value: What is told
  unit: Unit
  qualifier: exact, about, more_than …
  status: Status of the value
  source_fa: Source in Persian
  source_en: Source in English
  evidence_grade: Grade of the evidence
  is_strongest: Whether no telling of the set is better documented; not whether it is true
  difference_from_strongest: Value minus the best documented one; empty for that one
  role: Role of who stated it
  as_of: When it was said to be so (partial Jalali date)
  instrument: Licence, list or index that it speaks of
  ambiguity_fa: What can be misread, in Persian
  ambiguity_en: What can be misread, in English
  explanation_fa: Why the tellings may differ, in Persian
  explanation_en: Why the tellings may differ, in English
  value_id: The measured value, where the telling is one
  row_id: The statement, where the telling is one
  figure_id: Number of the figure in its document
  is_synthetic: True for invented data; real and invented never mix in one value
---*/
SELECT comparison_id, ordinal, kind, state, importance, title_fa, title_en, indicator_id, area_code, domain, category, frequency,
  period, basis, value, unit, qualifier, status, source_fa, source_en, evidence_grade, is_strongest,
  difference_from_strongest, role, as_of, instrument, ambiguity_fa, ambiguity_en, explanation_fa, explanation_en,
  value_id, row_id, figure_id, is_synthetic
FROM derived.contradictions
ORDER BY comparison_id, ordinal
