/*---
name: discrepancy_claims
grain: one row a claim of a discrepancy
description: Each claim of a discrepancy with its source, its grade and what the discrepancy is.
columns:
  discrepancy_id: VARCHAR, Set of claims that belong together
  ordinal: INTEGER, Place in the set
  kind: VARCHAR, contradiction (they cannot both be meant alike), series (other times, plausible change) or repetition (unchanged)
  state: VARCHAR, Of a contradiction, whether a rule or a note explains it
  importance: INTEGER, Place of the set in the order of showing, 1 first
  title_fa: VARCHAR, What is told, in Persian
  title_en: VARCHAR, What is told, in English
  indicator_id: VARCHAR, Indicator
  area_code: VARCHAR, Area
  domain: VARCHAR, Domain
  category: VARCHAR, Kind within the indicator
  frequency: VARCHAR, Q or A
  period: VARCHAR, Period
  basis: VARCHAR, Basis
  value: DECIMAL(38,9), What is told
  unit: VARCHAR, Unit
  qualifier: VARCHAR, exact, about, more_than …
  status: VARCHAR, Status of the value
  source_fa: VARCHAR, Source in Persian
  source_en: VARCHAR, Source in English
  evidence_grade: VARCHAR, Grade of the evidence
  is_strongest: BOOLEAN, Whether no claim of the set is better documented; not whether it is true
  difference_from_strongest: DECIMAL(38,9), Value minus the best documented one; empty for that one
  role: VARCHAR, Role of who stated it
  as_of: VARCHAR, When it was said to be so (partial Jalali date)
  instrument: VARCHAR, Licence, list or index that it speaks of
  ambiguity_fa: VARCHAR, What can be misread, in Persian
  ambiguity_en: VARCHAR, What can be misread, in English
  explanation_fa: VARCHAR, Why the claims may differ, in Persian
  explanation_en: VARCHAR, Why the claims may differ, in English
  value_id: VARCHAR, The measured value, where the claim is one
  row_id: VARCHAR, The statement, where the claim is one
  figure_id: VARCHAR, Number of the figure in its document
  is_synthetic: BOOLEAN, True for invented data; real and invented never mix in one value
---*/
SELECT l.discrepancy_id, CAST(l.ordinal AS INTEGER) AS ordinal, c.kind, c.state, c.importance, c.title_fa, c.title_en,
  l.indicator_id, l.area_code, l.domain, l.category, l.frequency, l.period, l.basis, l.value, l.unit, l.qualifier,
  l.status, l.source_fa, l.source_en, l.evidence_grade, l.is_strongest, l.difference_from_strongest, l.role, l.as_of,
  l.instrument, l.ambiguity_fa, l.ambiguity_en, c.explanation_fa, c.explanation_en, l.value_id, l.row_id, l.figure_id,
  l.is_synthetic
FROM derived.compared_claims l JOIN derived.discrepancies c ON c.discrepancy_id = l.discrepancy_id
ORDER BY l.discrepancy_id, l.ordinal
