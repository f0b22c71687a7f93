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
  title_fa: ~
  title_en: ~
  indicator_id: ~
  area_code: ~
  domain: ~
  category: ~
  frequency: ~
  period: ~
  basis: ~
  value: DECIMAL(38,9), What is told
  unit: ~
  qualifier: ~
  status: ~
  source_fa: ~
  source_en: ~
  evidence_grade: ~
  is_strongest: ~
  difference_from_strongest: ~
  role: ~
  as_of: ~
  instrument: ~
  ambiguity_fa: ~
  ambiguity_en: ~
  explanation_fa: VARCHAR, Why the claims may differ, in Persian
  explanation_en: VARCHAR, Why the claims may differ, in English
  value_id: ~
  row_id: ~
  figure_id: ~
  is_synthetic: BOOLEAN, True for invented data; real and invented never mix in one value
---*/
SELECT l.discrepancy_id, CAST(l.ordinal AS INTEGER) AS ordinal, c.kind, c.state, c.importance, c.title_fa, c.title_en,
  l.indicator_id, l.area_code, l.domain, l.category, l.frequency, l.period, l.basis, l.value, l.unit, l.qualifier,
  l.status, l.source_fa, l.source_en, l.evidence_grade, l.is_strongest, l.difference_from_strongest, l.role, l.as_of,
  l.instrument, l.ambiguity_fa, l.ambiguity_en, c.explanation_fa, c.explanation_en, l.value_id, l.row_id, l.figure_id,
  l.is_synthetic
FROM derived.compared_claims l JOIN derived.discrepancies c ON c.discrepancy_id = l.discrepancy_id
ORDER BY l.discrepancy_id, l.ordinal
