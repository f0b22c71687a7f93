/*---
name: craft_city_readiness
grain: one row a craft city and criterion
description: >-
  The checklist for world registration, assessed criterion by criterion, with a sentence on what the result stands.
  Unknown is not no. A verdict by hand speaks of a real city and never stands beside invented rows.
columns:
  area_code: VARCHAR, City
  criterion_id: VARCHAR, Criterion
  ordinal: INTEGER, Place in the checklist
  title_fa: VARCHAR, Criterion in Persian
  title_en: VARCHAR, Criterion in English
  weight: INTEGER, Weight (the team's proposal)
  result: VARCHAR, met, not_met or not_known
  is_manual: BOOLEAN, Whether it is decided by hand
  decided_on: VARCHAR, Day of a verdict by hand
  measured: DECIMAL(38,9), What was counted or measured
  needed: DECIMAL(38,9), What is needed at least
  evidence_fa: VARCHAR, On what the result stands, in Persian
  evidence_en: VARCHAR, On what the result stands, in English
  evidence_table: VARCHAR, Table that was looked at
  evidence_rows: INTEGER, Rows that speak for it
  value_id: VARCHAR, The measured value, where it is one
  delivery_ids: VARCHAR, Deliveries of those rows
  source_kind: VARCHAR, Where the criterion comes from
  source_fa: VARCHAR, Its source in Persian
  source_en: VARCHAR, Its source in English
  source_url: VARCHAR, Address of the source
  is_synthetic: BOOLEAN, True for invented data
function: pipelines.analysis.readiness.craft_city_readiness
---*/
SELECT c.area_code, c.is_synthetic, k.criterion_id, k.ordinal, k.title_fa, k.title_en, k.weight, k.is_manual, m.measured,
  k.needed, m.evidence_table, coalesce(m.rows, 0) AS evidence_rows, m.value_id, m.delivery_ids,
  coalesce(m.is_unclear, false) AS is_unclear, k.source_kind, k.source_fa, k.source_en, k.source_url
FROM derived.cities c CROSS JOIN derived.readiness_criteria k
LEFT JOIN derived.readiness_measures m ON m.area_code = c.area_code AND m.criterion_id = k.criterion_id
ORDER BY c.area_code, k.ordinal
